import { describe, expect, it } from '@jest/globals';
import { readNumber, readTimeout } from '../../nodes/options';
import { refusalOf } from '../core/support';

describe('a number parameter', () => {
	it.each([
		[1, 1],
		[10, 10],
		[2.5, 3],
		['5', 5],
		[' 5 ', 5],
		['1e1', 10],
	])('%j in range is taken, as text too, and rounded', (value, number) => {
		expect(readNumber(value, 'Retries', 1, 10)).toBe(number);
	});

	it.each([11, -1, NaN, Infinity, '', ' ', 'many', '5 apples', null, undefined, true, {}, [], [5]])(
		'%p is refused, by the name of the field',
		async (value) => {
			expect(await refusalOf(() => readNumber(value, 'Retries', 0, 10))).toMatchObject({
				errorCode: 'invalid_input',
				message: '"Retries" is not a number from 0 to 10.',
				description: 'Enter a number from 0 to 10, or remove the option.',
			});
		},
	);
});

describe('the option Timeout', () => {
	it.each([
		[{}, 30_000],
		[{ timeout: 1 }, 1],
		[{ timeout: 2_147_483_647 }, 2_147_483_647],
	])('%j: %i milliseconds', (options, milliseconds) => {
		expect(readTimeout(options)).toBe(milliseconds);
	});

	it.each([0, 2_147_483_648])('%p is refused: no timer waits for so long', async (timeout) => {
		expect((await refusalOf(() => readTimeout({ timeout }))).errorCode).toBe('invalid_input');
	});
});
