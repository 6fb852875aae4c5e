import { describe, expect, it } from '@jest/globals';
import { createGrant } from '../../core/createGrant';
import type { Http } from '../../core/request/http';
import { tokenCredentials, type ProviderName } from '../../credentials/registry';
import { exchangeOf, formOf, providerNames as names, refusalOf } from './support';

const nothing: Http = async () => await Promise.reject(new Error('Nothing was to be sent.'));

function grantOf(name: ProviderName, change: object = {}, http = nothing) {
	const Credential = tokenCredentials[name];
	return createGrant(
		Credential.definition,
		new Credential().properties,
		formOf(name, change),
		http,
	);
}

const keyOf = (name: ProviderName, change: object = {}) => grantOf(name, change).key;

describe.each(names)('the key of %s', (name) => {
	it('is the same for the same form, written anew', () => {
		expect(keyOf(name, structuredClone(formOf(name)))).toBe(keyOf(name));
	});

	it('is the same where only white space around an identifier differs', () => {
		const { fields, inputs } = exchangeOf(name);
		const identifiers = Object.keys(fields).filter((field) => !fields[field]?.secret);
		for (const field of identifiers.filter((one) => one !== 'environment')) {
			expect(keyOf(name, { [field]: `  ${inputs[field]}\n` })).toBe(keyOf(name));
		}
	});

	it('tells nothing of the secrets', () => {
		expect(keyOf(name)).toMatch(/^[A-Za-z0-9+/]{43}=$/);
	});

	it('is another one for another provider with the same form', () => {
		const keys = names.map((other) => keyOf(other, { ...formOf(name), ...formOf(other) }));
		expect(new Set(keys).size).toBe(names.length);
	});
});

describe('everything that shapes a grant makes another key', () => {
	it.each<[ProviderName, object]>([
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

	it('even where the same text is split among the fields in another way', () => {
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

describe('what does not shape a grant keeps its key', () => {
	it.each<[ProviderName, object]>([
		['customTokenGrant', { testUrl: 'https://api.example/me' }],
		['voipex', { sessionToken: 'x' }],
	])('%s: %j', (name, change) => {
		expect(keyOf(name, change)).toBe(keyOf(name));
	});
});

describe('a grant can be refreshed only where its provider has a refresh grant', () => {
	it.each<[ProviderName, boolean]>([
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
	it.each<[ProviderName, object, string]>([
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

	it('but not for plain http where that is allowed', async () => {
		const change = { authUrl: 'http://auth.example', allowInsecureHttp: true };
		const sent: string[] = [];
		const grant = grantOf('voipex', change, async ({ url }) => {
			sent.push(url);
			return await Promise.resolve({ status: 200, headers: {}, body: '{"access_token":"abc"}' });
		});
		await grant.signIn(1000);
		expect(sent).toEqual(['http://auth.example/token']);
	});
});

describe('what a grant sends', () => {
	it('is a sign-in, to the token endpoint, whose response is processed', async () => {
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
				maxBody: 1_048_576,
			}),
		]);
	});

	it('is a refresh with the refresh token, which no message shows', async () => {
		const grant = grantOf('voipex', {}, async ({ body }) => ({
			status: 400,
			headers: {},
			body: JSON.stringify({ error: 'invalid_grant', error_description: `No: ${body}` }),
		}));
		const refusal = await refusalOf(() => grant.refresh?.('the-refresh-token', 1000));
		expect(refusal.errorCode).toBe('credentials_rejected');
		expect(refusal.message).not.toContain('No:');
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
	])('is not shown when the server sends %s back', async (_, call) => {
		expect((await refusalOf(call)).message).not.toMatch(/url-secret|extra-secret/);
	});
});
