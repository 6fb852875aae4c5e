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
	it.each(names)('each field of %s', (name) => {
		const { fields, inputs } = exchangeOf(name);
		for (const field of Object.keys(fields)) {
			const other = field === 'environment' ? 'production' : `${inputs[field]}2`;
			expect([field, keyOf(name, { [field]: other })]).not.toEqual([field, keyOf(name)]);
		}
	});

	it.each([
		{ password: 'custom-password ' },
		{ allowUnauthorizedCerts: true },
		{ tokenUrl: 'https://auth.example/oauth2/token?tenant=1' },
		{ grantType: 'clientCredentials', clientId: 'a', clientSecret: 'b' },
		{ clientAuthentication: 'header', clientId: 'a' },
		{ clientAuthentication: 'none' },
		{ bodyFormat: 'json' },
		{ additionalParameters: { parameter: [{ name: 'a', value: 'b' }] } },
		{ additionalParameters: { parameter: [{ name: 'a', value: 'c' }] } },
		{ secretParameters: { parameter: [{ name: 'a', value: 'b' }] } },
		{ additionalHeaders: { header: [{ name: 'a', value: 'b' }] } },
		{ usernameParameter: 'email' },
		{ passwordParameter: 'secret' },
		{ sendGrantType: false },
		{ accessTokenField: 'token' },
		{ expiresInField: 'ttl' },
		{ useRefreshToken: false },
		{ oneTimeCodeSecret: 'JBSWY3DP' },
	])('%j', (change) => {
		expect(keyOf('customTokenGrant', change)).not.toBe(keyOf('customTokenGrant'));
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

describe('the key of a login, by which pauses count', () => {
	const rows = (value: string) => ({ parameter: [{ name: 'key', value }] });
	const headers = (value: string) => ({ header: [{ name: 'X-Key', value }] });
	const loginKeyOf = (name: ProviderName, change: object) => grantOf(name, change).loginKey;
	const noSecret = {
		grantType: 'clientCredentials',
		clientAuthentication: 'none',
		clientId: 'app',
	};
	const withSecret = { clientAuthentication: 'body', clientSecret: 'of the application' };
	const withParameter = { ...noSecret, secretParameters: rows('one') };
	const withHeader = { ...noSecret, additionalHeaders: headers('one') };
	const inPlain = { ...noSecret, additionalParameters: rows('one') };

	it.each<[ProviderName, object, object]>([
		['voipex', {}, { username: 'other' }],
		['voipex', {}, { password: 'other' }],
		['voipex', {}, { clientId: 'other' }],
		['voipex', {}, { authUrl: 'https://other.voipex.io' }],
		['b2copyBackOffice', {}, { email: 'other@example.com' }],
		['tradevest', {}, { clientSecret: 'other' }],
		['tradevest', {}, { tokenPath: '/connect/token' }],
		['tradevest', {}, { environment: 'production' }],
		['customTokenGrant', {}, { clientId: 'other' }],
		['customTokenGrant', {}, { oneTimeCodeSecret: 'JBSWY3DP' }],
		['customTokenGrant', withParameter, { secretParameters: rows('two') }],
		['customTokenGrant', { ...noSecret, ...withSecret }, { secretParameters: rows('two') }],
		['customTokenGrant', withHeader, { additionalHeaders: headers('two') }],
		['customTokenGrant', inPlain, { additionalParameters: rows('two') }],
		['customTokenGrant', noSecret, { tokenUrl: 'https://auth.example/oauth2/token?key=two' }],
	])('of %s with %j is another one with %j', (name, form, change) => {
		expect(loginKeyOf(name, { ...form, ...change })).not.toBe(loginKeyOf(name, form));
	});

	it.each<[ProviderName, object, object]>([
		['tradevest', {}, { scope: 'tradevest.api' }],
		['voipex', {}, { allowUnauthorizedCerts: true }],
		['customTokenGrant', {}, { bodyFormat: 'json' }],
		['customTokenGrant', {}, { usernameParameter: 'email' }],
	])('of %s with %j is the same with %j', (name, form, change) => {
		expect(loginKeyOf(name, { ...form, ...change })).toBe(loginKeyOf(name, form));
	});
});

describe('a form is read once for many requests', () => {
	const [name, { properties }] = ['voipex', new tokenCredentials.voipex()] as const;

	/** A definition that counts how often a form is read by it. */
	function counting() {
		let count = 0;
		const definition = () => {
			count++;
			return tokenCredentials[name].definition;
		};
		const create = (change: object, http = nothing) =>
			createGrant(definition, properties, { ...formOf(name), ...change }, http);
		return { create, reads: () => count };
	}

	it('and each request is sent by its own function', async () => {
		const { create, reads } = counting();
		const sent: number[] = [];
		for (const index of [1, 2]) {
			const grant = create({}, async () => {
				sent.push(index);
				return { status: 200, headers: {}, body: '{"access_token":"abc"}' };
			});
			await grant.signIn(1000);
		}
		expect([reads(), sent]).toEqual([1, [1, 2]]);
	});

	it.each([
		[{ password: '1' }, { password: 1 }],
		[{ extra: null }, { extra: 'null' }],
		[{ extra: { rows: ['a'] } }, { extra: { rows: ['b'] } }],
		[{ password: 'a', extra: 'b' }, { password: 'a","extra":"b' }],
	])('but %j is another form than %j', (one, other) => {
		const { create, reads } = counting();
		for (const change of [one, other, one]) create(change);
		expect(reads()).toBe(2);
	});

	it('and again once a thousand others came in between', () => {
		const { create, reads } = counting();
		for (let index = 0; index <= 1000; index++) create({ username: `user${index}` });
		create({ username: 'user1000' });
		expect(reads()).toBe(1001);
		create({ username: 'user0' });
		expect(reads()).toBe(1002);
	});
});

it('a grant can be refreshed only where its provider has a refresh grant', () => {
	const refreshable = names.filter((name) => grantOf(name).refresh !== undefined);
	expect(refreshable).toEqual(['customTokenGrant', 'voipex']);
	expect(grantOf('customTokenGrant', { useRefreshToken: false }).refresh).toBeUndefined();
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
		expect((await refusalOf(call)).message).not.toMatch(/-secret|refresh-token/);
	});
});

it('neither a one-time code nor its secret is shown when the server sends both back', async () => {
	let code = '';
	const grant = grantOf(
		'customTokenGrant',
		{ oneTimeCodeSecret: 'jbsw y3dp' },
		async ({ body }) => {
			code = new URLSearchParams(String(body)).get('totp')!;
			const error_description = `Of JBSWY3DP, ${code} is not a code.`;
			const refused = JSON.stringify({ error: 'invalid_grant', error_description });
			return { status: 400, headers: {}, body: refused };
		},
	);
	const { message, description } = await refusalOf(() => grant.signIn(1000));
	expect(code).toMatch(/^\d{6}$/);
	expect(message + description).not.toMatch(/JBSW|\d{6}/);
});

describe('a form that was read before', () => {
	it('is sent as it was, with headers of its own, whatever becomes of what n8n was given', async () => {
		const sent: unknown[] = [];
		const http: Http = async ({ body, headers }) => {
			sent.push([JSON.parse(String(body)).filter, { ...headers }]);
			headers.traceparent = 'of this request';
			return await Promise.reject(new Error('No response.'));
		};
		const value = { a: 1 };
		const signIn = async (filter: object) => {
			const additionalParameters = { parameter: [{ name: 'filter', value: filter }] };
			const change = { bodyFormat: 'json', additionalParameters };
			await refusalOf(() => grantOf('customTokenGrant', change, http).signIn(1000));
		};
		await signIn(value);
		value.a = 2;
		await signIn({ a: 1 });
		expect(sent[1]).toEqual(sent[0]);
	});
});
