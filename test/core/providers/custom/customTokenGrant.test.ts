import { describe, expect, it } from '@jest/globals';
import { customTokenGrant } from '../../../../core/providers/custom/customTokenGrant';
import { formOf, process, responseOf } from '../../support';

const tokenUrl = 'https://auth.example/token';

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

it('the fields of a response are looked for beside the token', () => {
	const form = { accessTokenField: 'data.session.jwt', expiresInField: 'meta.ttl' };
	const session = { jwt: 'abc', refresh_token: 'def', scope: 'read', refresh_expires_in: 500 };
	const values = { refreshToken: 'def', refreshLifetime: 500, scope: 'read', lifetime: 60 };
	const processed = (more: object) => {
		const response = responseOf({
			meta: { ttl: '60' },
			data: { session: { ...session, ...more } },
		});
		return process('customTokenGrant', response, formOf('customTokenGrant', form));
	};
	expect(processed({})).toMatchObject(values);
	expect(() => processed({ token_type: 'mac' })).toThrow(/not a Bearer token/);
});

it.each([
	['is used', {}, true],
	['is not used if the form says so', { useRefreshToken: false }, false],
	['is not used where no grant type is sent', { sendGrantType: false }, false],
])('the refresh grant %s', (_, form, refresh) => {
	expect(customTokenGrant({ tokenUrl, ...form })).toMatchObject({ refresh });
});
