import { describe, expect, it } from '@jest/globals';
import { customTokenGrant } from '../../../core/providers/custom/customTokenGrant';
import { formOf, process, responseOf } from '../support';
import { testMessages, type Row } from './messages';

const tokenUrl = 'https://auth.example/token';
const client = { clientId: 'app', clientSecret: 'app-secret' };

function processed(change: object, body: unknown, date: number | undefined = Date.UTC(2026, 0, 1)) {
	return process(
		'customTokenGrant',
		responseOf(body, { date }),
		formOf('customTokenGrant', change),
	);
}

describe('a form with nothing but a URL and a login', () => {
	it('describes a standard OAuth server', () => {
		expect(customTokenGrant({ tokenUrl })).toMatchObject({
			title: 'auth.example',
			encoding: 'form',
			grantType: 'password',
			parameters: { username: 'username', password: 'password', scope: 'scope' },
			client: { authentication: 'body' },
			refresh: true,
			paths: [{ accessToken: 'access_token', expiresIn: 'expires_in' }],
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

describe('the fields that say where a response has its values', () => {
	const form = { accessTokenField: 'data.session.jwt', expiresInField: 'data.validFor' };

	it('are dotted paths', () => {
		const body = { data: { session: { jwt: 'abc' }, validFor: 90 } };
		expect(processed(form, body)).toMatchObject({ accessToken: 'abc', lifetime: 90 });
	});

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
		['a token alone', { access_token: 'abc' }, {}, null],
		['a nested token', { data: { token: 'abc' } }, { accessTokenField: 'data.token' }, null],
		[
			'a nested lifetime',
			{ access_token: 'abc', meta: { ttl: '60' } },
			{ expiresInField: 'meta.ttl' },
			60,
		],
	])('find %s', (_, body, change, lifetime) => {
		expect(processed(change, body)).toEqual({ accessToken: 'abc', lifetime, response: body });
	});

	it.each([
		['seconds', 90],
		['seconds as text', '90'],
		['an ISO time', '2026-01-01T00:01:30Z'],
		['an epoch in seconds', Date.UTC(2026, 0, 1, 0, 1, 30) / 1000],
		['an epoch in milliseconds', Date.UTC(2026, 0, 1, 0, 1, 30)],
	])('find the lifetime as %s', (_, validFor) => {
		const body = { data: { session: { jwt: 'abc' }, validFor } };
		expect(processed(form, body)).toMatchObject({ lifetime: 90 });
	});

	it('find no token where the form names another field', () => {
		expect(() => processed(form, { access_token: 'abc' })).toThrow(
			expect.objectContaining({ errorCode: 'malformed_response' }),
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

describe('what people read of a custom token endpoint, password grant', () => {
	testMessages('customTokenGrant', [
		[
			400,
			{ error: 'invalid_grant' },
			'credentials_rejected',
			'invalid_grant',
			{
				description:
					'Check "Username" and "Password" in the credential, and the client if the server wants one.',
			},
		],
		[
			200,
			{ error: 'invalid_grant', error_description: 'Wrong login' },
			'credentials_rejected',
			'Wrong login',
		],
		[401, { success: false, message: 'Nope' }, 'credentials_rejected', 'Nope'],
		[
			400,
			{ error: 'unauthorized_client' },
			'access_denied',
			'unauthorized_client',
			{
				message: 'auth.example does not let this client use the password grant.',
				description:
					'Ask the administrator of the server to enable this grant for the client, or choose another "Grant Type" in the credential.',
			},
		],
		[
			400,
			{ error: 'unsupported_grant_type' },
			'invalid_configuration',
			'unsupported_grant_type',
			{
				message: 'auth.example does not offer the password grant.',
				description: 'Choose another "Grant Type" in the credential, or check "Token URL".',
			},
		],
		[
			400,
			{ error: 'invalid_scope' },
			'invalid_configuration',
			'invalid_scope',
			{
				message: 'auth.example does not grant this scope.',
				description:
					'Check "Scope" in the credential: it may be misspelt, or this login may not ask for it.',
			},
		],
		[
			400,
			{ error: 'invalid_target' },
			'invalid_configuration',
			'invalid_target',
			{
				message: 'auth.example does not know the API that the token is asked for.',
				description:
					'Check the audience or resource under "Additional Parameters" in the credential.',
			},
		],
		[400, { error: 'slow_down' }, 'rate_limited', 'slow_down'],
		[200, { success: false, message: 'Wrong login' }, 'credentials_rejected', 'Wrong login'],
		[
			200,
			{ token: 'abc' },
			'malformed_response',
			'',
			{
				description:
					'Look at how the server responds to a sign-in, and enter which field holds the token in "Access Token Field" of the credential.',
			},
		],
	]);
});

describe('what people read of a custom token endpoint, client credentials grant', () => {
	testMessages(
		'customTokenGrant',
		[
			[
				400,
				{ error: 'invalid_grant' },
				'credentials_rejected',
				'invalid_grant',
				{
					description:
						'Check "Client ID", "Client Secret" and "Client Authentication" in the credential.',
				},
			],
			[
				400,
				{ error: 'unauthorized_client' },
				'access_denied',
				'unauthorized_client',
				{ message: 'the client credentials grant', description: '"Grant Type"' },
			],
			[
				400,
				{ error: 'unsupported_grant_type' },
				'invalid_configuration',
				'unsupported_grant_type',
				{ message: 'the client credentials grant', description: '"Grant Type"' },
			],
		],
		{ ...client, grantType: 'clientCredentials' },
	);
});

describe.each([
	[
		'body',
		'Check "Client ID" and "Client Secret" in the credential. If they are right, the server may want them in the header: see "Client Authentication".',
	],
	[
		'header',
		'Check "Client ID" and "Client Secret" in the credential. If they are right, set "Client Authentication" to "In the Body": some servers want that, and some misread special characters in the header.',
	],
	[
		'none',
		'Check "Client ID" in the credential. If the server gave this client a secret, "Client Authentication" must not be None.',
	],
])('what people read of a client that is refused, with client authentication %s', (way, advice) => {
	const row: Row = [
		401,
		{ error: 'invalid_client' },
		'credentials_rejected',
		'invalid_client',
		{ description: advice },
	];
	testMessages('customTokenGrant', [row], { ...client, clientAuthentication: way });
});
