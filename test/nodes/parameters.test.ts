import { describe, expect, it } from '@jest/globals';
import { LONGEST_TIMEOUT, numberParameter } from '../../nodes/parameters';
import { refusalOf } from './support';

describe('a number in range is taken, as text too', () => {
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

describe('anything else is refused, by the name of the field', () => {
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

it('the longest timeout is what a timer can wait', () => {
	expect(LONGEST_TIMEOUT).toBe(2_147_483_647);
});
