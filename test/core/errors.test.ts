import { expect, it } from '@jest/globals';
import { formatDuration, isTokenError, tokenError } from '../../core/errors';

it('one of our errors carries nothing but what is safe to show, and is told from any other', () => {
	const error = tokenError('rate_limited', 'Busy.', 'Wait.', { retryAfter: 5 });
	expect(error).toBeInstanceOf(Error);
	expect({ ...error }).toEqual({
		name: 'TokenError',
		errorCode: 'rate_limited',
		description: 'Wait.',
		retryAfter: 5,
	});
	expect(error).not.toHaveProperty('cause');
	const others = [new Error('x'), { name: 'TokenError' }, 'TokenError', null, undefined];
	expect([error, ...others].map(isTokenError)).toEqual([true, ...others.map(() => false)]);
});

it.each([
	[1000, '1 second'],
	[2500, '2.5 seconds'],
	[1, '1 millisecond'],
	[250, '250 milliseconds'],
	[30_000, '30 seconds'],
	[119_000, '119 seconds'],
	[898_000, '15 minutes'],
])('%i milliseconds are written as %s', (milliseconds, text) => {
	expect(formatDuration(milliseconds)).toBe(text);
});
