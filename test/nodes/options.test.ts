import { describe, expect, it } from '@jest/globals';
import { numberParameter, timeoutOf } from '../../nodes/options';
import { refusalOf } from '../core/support';

describe('a number parameter in range is taken, as text too, and rounded', () => {
	it.each([
		[1, 1],
		[10, 10],
		[2.5, 3],
		['5', 5],
		[' 5 ', 5],
		['1e1', 10],
	])('%j', (value, number) => {
		expect(numberParameter(value, 'Retries', 1, 10)).toBe(number);
	});
});

describe('any other number parameter is refused, by the name of the field', () => {
	it.each([
		0,
		11,
		-1,
		NaN,
		Infinity,
		'',
		' ',
		'many',
		'5 apples',
		null,
		undefined,
		true,
		false,
		{},
		[],
		[5],
	])('%p', async (value) => {
		expect(await refusalOf(() => numberParameter(value, 'Retries', 1, 10))).toMatchObject({
			errorCode: 'invalid_input',
			message: '"Retries" is not a number from 1 to 10.',
			description: 'Enter such a number in "Retries", or remove the option.',
		});
	});

	it.each([null, [], '', ' ', true, false])('%p is not zero', async (value) => {
		const refusal = await refusalOf(() => numberParameter(value, 'Retries', 0, 10));
		expect(refusal.errorCode).toBe('invalid_input');
	});
});

describe('the option Timeout', () => {
	it.each([
		[{}, 30_000],
		[{ timeout: 1 }, 1],
		[{ timeout: '5000' }, 5000],
		[{ timeout: 2_147_483_647 }, 2_147_483_647],
	])('%j: %i milliseconds', (options, milliseconds) => {
		expect(timeoutOf(options)).toBe(milliseconds);
	});

	it.each([0, 2_147_483_648, 'soon', -1])(
		'%p is refused: no timer waits for so long, or for nothing',
		async (timeout) => {
			expect(await refusalOf(() => timeoutOf({ timeout }))).toMatchObject({
				errorCode: 'invalid_input',
				message: '"Timeout (Milliseconds)" is not a number from 1 to 2147483647.',
			});
		},
	);
});
