import { describe, expect, it } from '@jest/globals';
import { createGrant } from '../../core/grant';
import { providers, resolve } from '../../core/providers';
import type { Http } from '../../core/request/http';
import { forms } from './forms.mjs';
import { refusalOf } from './support';

type Name = Exclude<keyof typeof forms, 'b2copySeamless'>;
const names = Object.keys(providers) as Name[];

const nothing: Http = async () => await Promise.reject(new Error('Nothing was to be sent.'));

function grantOf(name: Name, change: object = {}, http = nothing) {
	const form: Record<string, unknown> = { ...forms[name], ...change };
	return createGrant(resolve(providers[name]!, form), form, http);
}

const keyOf = (name: Name, change: object = {}) => grantOf(name, change).key;

describe.each(names)('the key of %s', (name) => {
	it('is the same for the same form, written anew', () => {
		expect(keyOf(name, structuredClone(forms[name]))).toBe(keyOf(name));
	});

	it('is the same where only white space around an identifier differs', () => {
		const [field] = Object.keys(resolve(providers[name]!, {}).fields);
		const value = (forms[name] as Record<string, unknown>)[field!];
		expect(keyOf(name, { [field!]: `  ${String(value)}\n` })).toBe(keyOf(name));
	});

	it('tells nothing of the secrets', () => {
		expect(keyOf(name)).toMatch(/^[A-Za-z0-9+/]{43}=$/);
	});

	it('is another one for another provider with the same form', () => {
		const keys = names.map((other) => keyOf(other, { ...forms[name], ...forms[other] }));
		expect(new Set(keys).size).toBe(names.length);
	});
});

describe('everything that shapes the grant makes another key', () => {
	it.each<[Name, object]>([
		['b2copyBackOffice', { baseUrl: 'https://other.example' }],
		['b2copyBackOffice', { baseUrl: 'https://b2copy.example/sub' }],
		['b2copyBackOffice', { email: 'other@example.com' }],
		['b2copyBackOffice', { password: 'Secret124' }],
		['b2copyBackOffice', { password: 'Secret123 ' }],
		['b2copyBackOffice', { allowUnauthorizedCerts: true }],
		['sprykerGlue', { baseUrl: 'https://other.example' }],
		['sprykerGlue', { username: 'other' }],
		['sprykerGlue', { password: 'other' }],
		['voipex', { authUrl: 'https://auth2.voipex.io' }],
		['voipex', { clientId: 'other' }],
		['voipex', { username: 'other' }],
		['voipex', { password: 'other' }],
		['tradevest', { environment: 'production' }],
		['tradevest', { clientId: 'other' }],
		['tradevest', { clientSecret: 'other' }],
		['tradevest', { tokenPath: '/connect/token' }],
		['tradevest', { scope: 'tradevest.api' }],
		['customTokenGrant', { tokenUrl: 'https://auth.example/other' }],
		['customTokenGrant', { tokenUrl: 'https://auth.example/oauth2/token?tenant=1' }],
		['customTokenGrant', { grantType: 'clientCredentials', clientId: 'a', clientSecret: 'b' }],
		['customTokenGrant', { username: 'other' }],
		['customTokenGrant', { password: 'other' }],
		['customTokenGrant', { clientId: 'a' }],
		['customTokenGrant', { clientSecret: 'b' }],
		['customTokenGrant', { clientId: 'a', clientAuthentication: 'header' }],
		['customTokenGrant', { clientId: 'a', clientAuthentication: 'none' }],
		['customTokenGrant', { scope: 'read' }],
		['customTokenGrant', { bodyFormat: 'json' }],
		['customTokenGrant', { additionalParameters: { parameter: [{ name: 'a', value: 'b' }] } }],
		['customTokenGrant', { additionalParameters: { parameter: [{ name: 'a', value: 'c' }] } }],
		['customTokenGrant', { usernameParameter: 'email' }],
		['customTokenGrant', { passwordParameter: 'secret' }],
		['customTokenGrant', { sendGrantType: false }],
		['customTokenGrant', { accessTokenField: 'token' }],
		['customTokenGrant', { expiresInField: 'ttl' }],
		['customTokenGrant', { useRefreshToken: false }],
		['customTokenGrant', { allowUnauthorizedCerts: true }],
	])('%s: %j', (name, change) => {
		expect(keyOf(name, change)).not.toBe(keyOf(name));
	});

	it('and no two of them the same', () => {
		const changes = [
			{ username: 'ab', clientId: 'c' },
			{ username: 'a', clientId: 'bc' },
			{ username: 'a', clientId: 'b', scope: 'c' },
			{ username: 'a', clientId: 'b', clientSecret: 'c' },
			{ username: 'a', password: 'b', clientId: 'c' },
		];
		const keys = changes.map((change) => keyOf('customTokenGrant', change));
		expect(new Set(keys).size).toBe(changes.length);
	});
});

describe('what does not shape the grant keeps the key', () => {
	it.each<[Name, object]>([
		['customTokenGrant', { testUrl: 'https://api.example/me' }],
		['voipex', { sessionToken: 'x' }],
	])('%s: %j', (name, change) => {
		expect(keyOf(name, change)).toBe(keyOf(name));
	});
});

describe('only where the provider has a refresh grant is there one', () => {
	it.each<[Name, boolean]>([
		['b2copyBackOffice', false],
		['sprykerGlue', false],
		['voipex', true],
		['tradevest', false],
		['customTokenGrant', true],
	])('%s: %p', (name, has) => {
		expect(grantOf(name).refresh !== undefined).toBe(has);
	});

	it('customTokenGrant: not if the form says so', () => {
		expect(grantOf('customTokenGrant', { useRefreshToken: false }).refresh).toBeUndefined();
	});
});

describe('a form that cannot work is refused before anything is sent', () => {
	it.each<[Name, object, string]>([
		['voipex', { password: '' }, 'invalid_configuration'],
		['voipex', { authUrl: 'http://auth.voipex.io' }, 'insecure_url'],
		['voipex', { authUrl: 'nonsense' }, 'invalid_configuration'],
		[
			'voipex',
			{ allowedHttpRequestDomains: 'domains', allowedDomains: 'api.voipex.io' },
			'invalid_configuration',
		],
	])('%s: %j', async (name, change, errorCode) => {
		expect((await refusalOf(() => grantOf(name, change))).errorCode).toBe(errorCode);
	});

	it('unless plain http was allowed', () => {
		const change = { authUrl: 'http://auth.example', allowInsecureHttp: true };
		expect(() => grantOf('voipex', change)).not.toThrow();
	});
});

describe('what is sent', () => {
	it('a sign-in, to the token endpoint, and its answer judged', async () => {
		const sent: Array<Parameters<Http>[0]> = [];
		const grant = grantOf('voipex', { allowUnauthorizedCerts: true }, async (request) => {
			sent.push(request);
			return { status: 200, headers: {}, body: '{"access_token":"abc","expires_in":60}' };
		});
		expect(await grant.signIn(1000)).toMatchObject({ accessToken: 'abc', lifetime: 60 });
		expect(sent).toEqual([
			expect.objectContaining({
				url: 'https://auth.voipex.io/token',
				body: 'grant_type=password&client_id=api&username=your%40email.com&password=voipex-password',
				insecureTls: true,
				largestBody: 1_048_576,
			}),
		]);
	});

	it('a refresh with the refresh token, which no message shows', async () => {
		const grant = grantOf('voipex', {}, async ({ body }) => ({
			status: 400,
			headers: {},
			body: JSON.stringify({ error: 'invalid_grant', error_description: `No: ${body}` }),
		}));
		const refusal = await refusalOf(() => grant.refresh?.('the-refresh-token', 1000));
		expect(refusal.errorCode).toBe('credentials_rejected');
		expect(refusal.message).toContain('refresh_token=***');
	});
});

describe('a value that no field calls a secret', () => {
	const change = {
		tokenUrl: 'https://auth.example/token?key=url-secret',
		additionalParameters: {
			parameter: [
				{ name: 'api_key', value: 'extra-secret' },
				{ name: 'access', value: 'read' },
			],
		},
	};
	const grant = grantOf('customTokenGrant', change, async ({ url, body }) => ({
		status: 400,
		headers: {},
		body: JSON.stringify({ error: 'invalid_request', error_description: `${url} ${body}` }),
	}));

	it.each([
		['a sign-in', async () => await grant.signIn(1000)],
		['a refresh', async () => await grant.refresh?.('the-refresh-token', 1000)],
	])('is masked when the server sends %s back, unless it is a short word', async (_, call) => {
		const { message } = await refusalOf(call);
		expect(message).toContain('https://auth.example/token?key=*** ');
		expect(message).toContain('api_key=***');
		expect(message).toContain('access=read');
		expect(message).not.toMatch(/url-secret|extra-secret/);
	});
});
