import { describe, expect, it } from '@jest/globals';
import {
	isDefinite,
	isRefreshUnsupported,
	nextRefreshToken,
} from '../../../core/engine/refreshToken';
import { tokenError, type ErrorCode } from '../../../core/errors';

const token = {
	accessToken: 'token',
	lifetime: 3600,
	response: {},
	obtainedAt: 1000,
	source: 'refresh' as const,
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
	['credentials_rejected', true],
	['two_factor_required', true],
	['access_denied', true],
	['invalid_configuration', true],
	['rate_limited', false],
	['provider_unavailable', false],
	['timeout', false],
	['tls_failure', false],
	['redirect_refused', false],
	['malformed_response', false],
])('a refresh that ends with %s was definitely refused: %p', (code, definite) => {
	expect(isDefinite(tokenError(code, 'No.', 'Check.'))).toBe(definite);
});

it.each([
	['unsupported_grant_type', true],
	['unauthorized_client', true],
	['invalid_grant', false],
	[undefined, false],
])('the provider code %s says that the client may not refresh at all: %p', (code, unsupported) => {
	const details = code === undefined ? {} : { providerCode: code };
	const reason = tokenError('invalid_configuration', 'No.', 'Check.', details);
	expect(isRefreshUnsupported(reason)).toBe(unsupported);
});
