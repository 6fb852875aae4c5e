import { describe, expect, it } from '@jest/globals';
import { readSeconds } from '../../../core/providers/custom/seconds';

describe('a number of seconds', () => {
	it.each([
		[900, 900],
		[0.5, 0.5],
		[' 900 ', 900],
		[0, undefined],
		['', undefined],
		[undefined, undefined],
		[null, undefined],
	])('%j is %j', (value, seconds) => {
		expect(readSeconds(value, 'Token Lifetime (Seconds)')).toBe(seconds);
	});

	it.each([-1, NaN, Infinity, 'soon', true, {}])('%p is refused', (value) => {
		expect(() => readSeconds(value, 'Token Lifetime (Seconds)')).toThrow(
			expect.objectContaining({
				errorCode: 'invalid_configuration',
				message: '"Token Lifetime (Seconds)" is not a number of seconds.',
			}),
		);
	});
});
