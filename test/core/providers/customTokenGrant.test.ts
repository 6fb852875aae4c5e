import { describe, expect, it } from '@jest/globals';
import { judge } from '../../../core/response/tokenResponse';
import { customTokenGrant } from '../../../core/providers/customTokenGrant';

const tokenUrl = 'https://auth.example/token';

function judged(form: Record<string, unknown>, body: unknown, status = 200) {
	const text = JSON.stringify(body);
	const date = Date.UTC(2026, 0, 1);
	const answer = { status, contentType: 'application/json', retryAfter: '', date, text };
	return judge(customTokenGrant({ tokenUrl, ...form }), {}, answer);
}

describe('a form with nothing but a URL and a login', () => {
	it('is a standard OAuth server', () => {
		expect(customTokenGrant({ tokenUrl })).toMatchObject({
			title: 'auth.example',
			encoding: 'form',
			grantType: 'password',
			parameters: { username: 'username', password: 'password', scope: 'scope' },
			client: { authentication: 'body' },
			refresh: true,
			shapes: [{ accessToken: 'access_token', expiresIn: 'expires_in' }],
		});
	});
});

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
		['nothing', { testUrl: '' }],
		['blanks, which are nothing', { testUrl: ' \n ' }],
	])('may be %s', (_, form) => {
		expect(() => customTokenGrant({ tokenUrl, ...form })).not.toThrow();
	});
});

describe('where the answer has its values', () => {
	const form = { accessTokenField: 'data.session.jwt', expiresInField: 'data.validFor' };

	it('are the fields of the form, as dotted paths', () => {
		const body = { data: { session: { jwt: 'abc' }, validFor: 90 } };
		expect(judged(form, body)).toMatchObject({ accessToken: 'abc', lifetime: 90 });
	});

	it('is beside the token for what the form does not ask', () => {
		const session = { jwt: 'abc', refresh_token: 'def', scope: 'read', refresh_expires_in: 500 };
		expect(judged(form, { data: { session } })).toMatchObject({
			refreshToken: 'def',
			refreshLifetime: 500,
			scope: 'read',
		});
	});

	it('is beside the token for a type that is not Bearer', () => {
		const session = { jwt: 'abc', token_type: 'mac' };
		expect(() => judged(form, { data: { session } })).toThrow(/not a Bearer token/);
	});

	it.each([
		['seconds', 90],
		['seconds as text', '90'],
		['an ISO time', '2026-01-01T00:01:30Z'],
		['an epoch in seconds', Date.UTC(2026, 0, 1, 0, 1, 30) / 1000],
		['an epoch in milliseconds', Date.UTC(2026, 0, 1, 0, 1, 30)],
	])('tells the lifetime as %s', (_, validFor) => {
		const body = { data: { session: { jwt: 'abc' }, validFor } };
		expect(judged(form, body)).toMatchObject({ lifetime: 90 });
	});

	it('is said to be wrong if no token stands there', () => {
		expect(() => judged(form, { token: 'abc' })).toThrow(
			expect.objectContaining({
				errorCode: 'malformed_response',
				description: expect.stringContaining('"Access Token Field"'),
			}),
		);
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

describe('a refusal names the field to look at', () => {
	it.each([
		['invalid_client', {}, '"Client Authentication"'],
		['invalid_client', { clientAuthentication: 'header' }, '"In the Body"'],
		['invalid_client', { clientAuthentication: 'none' }, 'must not be None'],
		['unauthorized_client', {}, '"Grant Type"'],
		['unsupported_grant_type', {}, '"Grant Type"'],
		['invalid_scope', {}, '"Scope"'],
		['invalid_target', {}, '"Additional Parameters"'],
		['invalid_grant', {}, '"Username" and "Password"'],
		['invalid_grant', { grantType: 'clientCredentials' }, '"Client ID"'],
	])('%s with %j: %s', (error, form, field) => {
		expect(() => judged(form, { error }, 400)).toThrow(
			expect.objectContaining({
				providerCode: error,
				description: expect.stringContaining(field),
			}),
		);
	});

	it('and the grant that is not offered', () => {
		const form = { grantType: 'clientCredentials' };
		expect(() => judged(form, { error: 'unsupported_grant_type' }, 400)).toThrow(
			'auth.example does not offer the client credentials grant.',
		);
	});
});
