import { describe, expect, it } from '@jest/globals';
import { isFinal, isUnsupported, nextRefreshToken } from '../../../core/engine/refreshToken';
import { tokenError, type ErrorCode } from '../../../core/errors';

const token = {
	accessToken: 'token',
	lifetime: 3600,
	response: {},
	obtainedAt: 1000,
	source: 'refresh' as const,
	serial: 1,
};
const old = { token: 'old', until: 5000 };

describe('the refresh token to use next', () => {
	it('is the new one, until its own end', () => {
		const next = nextRefreshToken({ ...token, refreshToken: 'new', refreshLifetime: 60 }, old);
		expect(next).toEqual({ token: 'new', until: 61_000 });
	});

	it('has no end where the provider tells none', () => {
		const next = nextRefreshToken({ ...token, refreshToken: 'new' }, old);
		expect(next).toEqual({ token: 'new', until: Infinity });
	});

	it('is still the old one where no new one came', () => {
		expect(nextRefreshToken(token, old)).toBe(old);
		expect(nextRefreshToken(token, undefined)).toBeUndefined();
	});
});

it.each<[ErrorCode, boolean]>([
	['timeout', true],
	['rate_limited', true],
	['credentials_rejected', false],
	['two_factor_required', false],
	['access_denied', false],
	['invalid_configuration', false],
	['provider_unavailable', false],
	['tls_failure', false],
	['redirect_refused', false],
	['malformed_response', false],
])('a refresh that ends with %s leaves no sign-in in its place: %p', (code, final) => {
	expect(isFinal(tokenError(code, 'No.', 'Check.'))).toBe(final);
});

it.each([
	[400, 'unsupported_grant_type', true],
	[400, 'unauthorized_client', true],
	[400, 'invalid_grant', false],
	[400, undefined, false],
	[401, 'unauthorized_client', false],
	[undefined, 'unsupported_grant_type', false],
])(
	'HTTP %s with %s says that the client may not refresh at all: %p',
	(status, code, unsupported) => {
		const details = {
			...(status !== undefined && { status }),
			...(code !== undefined && { providerCode: code }),
		};
		expect(isUnsupported(tokenError('invalid_configuration', 'No.', 'Check.', details))).toBe(
			unsupported,
		);
	},
);
