import { describe, expect, it } from '@jest/globals';
import { customTokenGrant } from '../../../../core/providers/custom/customTokenGrant';
import { formOf, process, responseOf } from '../../support';

const tokenUrl = 'https://auth.example/token';

function processed(change: object, body: unknown, date: number | undefined = Date.UTC(2026, 0, 1)) {
	return process(
		'customTokenGrant',
		responseOf(body, { date }),
		formOf('customTokenGrant', change),
	);
}

describe('the Test URL', () => {
	const testUrl = 'http://api.example/me';

	it('may not be plain http: the token would cross the network unencrypted', () => {
		expect(() => customTokenGrant({ tokenUrl, testUrl })).toThrow(
			expect.objectContaining({
				errorCode: 'insecure_url',
				message: expect.stringContaining('"Test URL"'),
			}),
		);
	});

	it.each([
		['plain http, if that is allowed', { testUrl, allowInsecureHttp: true }],
		['https, with a query', { testUrl: ' https://api.example/me?fields=id ' }],
		['plain http to this machine', { testUrl: 'http://localhost:8080/me' }],
		['blanks, which are nothing', { testUrl: ' \n ' }],
	])('may be %s', (_, form) => {
		expect(() => customTokenGrant({ tokenUrl, ...form })).not.toThrow();
	});
});

describe('the fields that say where a response has its values', () => {
	const form = { accessTokenField: 'data.session.jwt', expiresInField: 'data.validFor' };

	it('leave the rest to be found beside the token', () => {
		const session = { jwt: 'abc', refresh_token: 'def', scope: 'read', refresh_expires_in: 500 };
		expect(processed(form, { data: { session } })).toMatchObject({
			refreshToken: 'def',
			refreshLifetime: 500,
			scope: 'read',
		});
	});

	it('leave the type to be found beside the token, and one that is not Bearer is refused', () => {
		const session = { jwt: 'abc', token_type: 'mac' };
		expect(() => processed(form, { data: { session } })).toThrow(/not a Bearer token/);
	});

	it.each([
		['the standard ones', { access_token: 'abc', expires_in: 600 }, {}, 600],
		[
			'a nested lifetime',
			{ access_token: 'abc', meta: { ttl: '60' } },
			{ expiresInField: 'meta.ttl' },
			60,
		],
	])('find %s', (_, body, change, lifetime) => {
		expect(processed(change, body)).toEqual({ accessToken: 'abc', lifetime, response: body });
	});
});

describe('the refresh grant', () => {
	it.each([
		['is used', {}, true],
		['is not used if the form says so', { useRefreshToken: false }, false],
		['is not used where no grant type is sent', { sendGrantType: false }, false],
	])('%s', (_, form, refresh) => {
		expect(customTokenGrant({ tokenUrl, ...form })).toMatchObject({ refresh });
	});
});
