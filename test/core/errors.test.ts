import { describe, expect, it } from '@jest/globals';
import {
	formatDuration,
	isLoginRejected,
	isTokenError,
	tokenError,
	type ErrorCode,
} from '../../core/errors';

describe('one of our errors', () => {
	it('is an Error with a name of its own, and carries nothing but what is safe to show', () => {
		const error = tokenError('rate_limited', 'Busy.', 'Wait.', { retryAfter: 5 });
		expect(error).toBeInstanceOf(Error);
		expect({ ...error }).toEqual({
			name: 'TokenError',
			errorCode: 'rate_limited',
			description: 'Wait.',
			retryAfter: 5,
		});
		expect(error).not.toHaveProperty('cause');
	});

	it('is told from anything else that is thrown', () => {
		expect(isTokenError(tokenError('timeout', 'Late.', 'Wait.'))).toBe(true);
		for (const thrown of [new Error('x'), { name: 'TokenError' }, 'TokenError', null, undefined]) {
			expect(isTokenError(thrown)).toBe(false);
		}
	});
});

describe('the provider looked at the login and refused it', () => {
	it.each<[ErrorCode, boolean]>([
		['credentials_rejected', true],
		['two_factor_required', true],
		['access_denied', true],
		['invalid_configuration', false],
		['insecure_url', false],
		['invalid_input', false],
		['sign_in_paused', false],
		['rate_limited', false],
		['provider_unavailable', false],
		['timeout', false],
		['tls_failure', false],
		['redirect_refused', false],
		['malformed_response', false],
		['link_rejected', false],
	])('by the code %s: %p', (code, rejected) => {
		expect(isLoginRejected(tokenError(code, 'Refused.', 'Check.'))).toBe(rejected);
	});
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
