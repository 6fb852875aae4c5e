import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type * as workflow from 'n8n-workflow';
import type { ICredentialType } from 'n8n-workflow';
import { B2copySeamlessApi } from '../../credentials/B2copySeamlessApi.credentials';
import type * as credentials from '../../credentials/registry';
import { tokenCredentials } from '../../credentials/registry';
import { B2copySeamlessLink } from '../../nodes/B2copySeamlessLink/B2copySeamlessLink.node';
import type * as node from '../../nodes/GetAuthToken/GetAuthToken.node';
import { GetAuthToken } from '../../nodes/GetAuthToken/GetAuthToken.node';
import { fixtures, providerNames } from '../fixtures.mjs';
import { createN8n, start } from '../n8n.mjs';
import { call, n8nWith, type Form } from './driver';
import { startServer, TOKEN } from './server.mjs';

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
	server = await startServer();
});
afterAll(async () => await server.close());

describe.each(providerNames)('a restricted credential, %s', (name) => {
	/** The host that a request is signed for, `none` if it is refused, and why. */
	async function sign(options: object, restriction: Form = restricted) {
		const { minimal, account } = fixtures[name];
		const place = server.place([200, minimal(TOKEN)], () => [200, {}]);
		const form = { ...account(place.base), ...restriction };
		const request = { method: 'GET' as const, url: place.api, ...options };
		const outcome = await call(new tokenCredentials[name](), form, request);
		return { ...outcome, hosts: place.calls.map(({ headers }) => headers.host) };
	}
	const restricted = { allowedHttpRequestDomains: 'domains', allowedDomains: '127.0.0.1' };

	it.each([
		['1', { proxy: { host: '127.0.0.1', port: 9 } }],
		['1+', { proxy: { protocol: 'https', host: '127.0.0.1', port: 9, auth: { username: 'u' } } }],
		['1+', { proxy: 'http://127.0.0.1:9' }],
		['1+', { agentOptions: { host: '127.0.0.1', port: 9 } }],
	])('%s: signs nothing for another way: %j', async (_number, options) => {
		const { code, words } = await sign(options);
		const way = expect.stringMatching('proxy' in options ? /proxy/ : /connection/);
		expect([code, words]).toEqual(['invalid_configuration', way]);
	});

	it.each([
		['2', { Host: 'other.example' }],
		['2+', { hOST: 'other.example:8443' }],
		['2+', { host: ['other.example'] }],
		['2+', { common: { Host: 'other.example' } }],
		['2+', { get: { host: 'other.example' } }],
	])('%s: signs nothing for another host by header: %j', async (_number, headers) => {
		const { hosts } = await sign({ headers });
		expect(hosts.filter((host) => host !== `127.0.0.1:${server.port}`)).toEqual([]);
	});

	it('0=: signs what goes straight to the address, and anything without the restriction', async () => {
		const headers = { 'X-Other': 'kept', Host: undefined };
		const direct = { headers, proxy: undefined, agentOptions: { rejectUnauthorized: false } };
		expect(await sign(direct)).toMatchObject({ code: 'ok' });
		const { hosts } = await sign({ headers: { Host: 'other.example' } }, {});
		expect(hosts).toEqual(['other.example']);
	});
});

describe('the request that makes n8n store a token', () => {
	/** One copy of the package, with a memory of its own. */
	function load() {
		let copy = {} as { type: ICredentialType; node: GetAuthToken };
		jest.isolateModules(() => {
			start(jest.requireActual<typeof workflow>('n8n-workflow'));
			const registry = jest.requireActual<typeof credentials>('../../credentials/registry');
			const nodes = jest.requireActual<typeof node>('../../nodes/GetAuthToken/GetAuthToken.node');
			copy = { type: new registry.tokenCredentials.voipex(), node: new nodes.GetAuthToken() };
		});
		return copy;
	}

	it.each<[string, string, (type: ICredentialType) => ICredentialType]>([
		['0=', 'the same copy', (type) => type],
		['3', 'another copy', () => load().type],
		// It knows the requests of its own copy by a header, and signs any other.
		['3+', 'version 0.1.0', (type) => ({ ...type, authenticate: async (_, options) => options })],
	])('%s: is not sent by %s of the package', async (_number, _which, other) => {
		const { type, node } = load();
		const place = server.place([200, { access_token: TOKEN }]);
		const form = fixtures.voipex.account(place.base);
		const n8n = createN8n({ voipexApi: other(type) }, { voipexApi: form });
		const parameters = { provider: 'voipex', options: { forceNewToken: true } };
		const asked = await server.proxy(async () => {
			const { items } = await n8n.execute(node, { parameters });
			expect(items[0]!.json.accessToken).toBe(TOKEN);
		});
		expect(asked).toEqual([]);
	});

	it.each([
		['3', { url: 'https://store.invalid', headers: { 'x-store-token': '0f' } }],
		['3+', { uri: 'http://STORE.invalid.:80/?a' }],
		['3+', { baseURL: 'https://store.invalid/', url: '/any' }],
	])('%s: is signed in no form: %j', async (_number, options) => {
		const authenticate = load().type.authenticate as (...all: unknown[]) => Promise<unknown>;
		await expect(authenticate({}, options)).rejects.toMatchObject({ errorCode: 'invalid_input' });
	});
});

describe('the secret key of B2COPY', () => {
	const type = 'b2copySeamlessApi';
	const secretKey = 'Key/1234!+5678';
	const at = (base: string) =>
		createN8n({ [type]: new B2copySeamlessApi() }, { [type]: { baseUrl: base, secretKey } });

	it.each([
		['4', { 'X-Forwarded-Host': 'other.example' }],
		['4', { Host: 'other.example' }],
		['4', { 'X-HTTP-Method-Override': 'GET' }],
		['4+', { 'x-original-url': '/api/echo' }],
		['4+', { Forwarded: 'host=other.example' }],
		['4+', { Cookie: 'route=other' }],
	])('%s: goes along with no header of the workflow: %j', async (_number, headers) => {
		const place = server.place([200, {}]);
		const url = `${place.base}/api/v1/standalone/auth/getAuthUrl`;
		const body = { account_id: '1', investment_platform_id: '1' };
		const request = { url, method: 'POST' as const, body, json: true, headers };
		await at(place.base)
			.request(type, request)
			.catch(() => undefined);
		const [[name, value] = []] = Object.entries(headers);
		expect(place.signIns.map((asked) => asked.headers[name!.toLowerCase()])).not.toContain(value);
	});

	it.each([
		['4+', { auth: { username: 'other', password: 'x' } }],
		['4+', { agentOptions: { host: '127.0.0.1', port: 9 } }],
	])('%s: goes no way and with no login of the workflow: %j', async (_number, options) => {
		const place = server.place([200, {}]);
		const url = `${place.base}/api/v1/standalone/auth/getAuthUrl`;
		const body = { account_id: '1', investment_platform_id: '1' };
		const asked = at(place.base).request(type, { url, method: 'POST', body, ...options });
		const refusal = await asked.then(String, (reason: Error) => reason.message);
		if ('agentOptions' in options) expect(refusal).toContain('secret key was not sent');
		expect(place.signIns.map(({ headers }) => headers.authorization)).toEqual(
			'auth' in options ? [undefined] : [],
		);
	});

	it.each([
		['5', (key: string) => `https://web.example.com/${encodeURIComponent(key)}`],
		['5', (key: string) => `https://web.example.com/${key}`],
		['5+', (key: string) => `https://web.example.com/a?k=${encodeURIComponent(key)}`],
		['5+', (key: string) => `https://web.example.com/a#${Buffer.from(key).toString('base64')}`],
		['5+', (key: string) => `https://web.example.com/${key.toLowerCase()}/b`],
	])('%s: is passed on in no link: %s', async (_number, link) => {
		const place = server.place([200, { status: 200, data: { url: link(secretKey) } }]);
		const parameters = { accountId: '77632289' };
		const execution = { parameters, onError: 'continueRegularOutput' as const };
		const { items } = await at(place.base).execute(new B2copySeamlessLink(), execution);
		expect(items[0]!.json).toMatchObject({ errorCode: 'link_rejected' });
	});
});

describe('an answer without measure', () => {
	const long = 'read '.repeat(180_000);
	it.each([
		['6', { scope: long }],
		['6+', { refresh_token: 'r'.repeat(900_000) }],
	])('%s: is neither stored nor remembered', async (_number, more) => {
		const place = server.place([200, { access_token: TOKEN, ...more }]);
		const n8n = n8nWith(place);
		for (let time = 0; time < 3; time++)
			await n8n.request('customTokenGrantApi', { url: place.api });
		expect(n8n.persisted.length).toBeGreaterThan(0);
		expect(JSON.stringify(n8n.stored).length).toBeLessThan(10_000);
		const parameters = { provider: 'customTokenGrant', includeRefreshToken: true };
		const { items } = await n8n.execute(new GetAuthToken(), { parameters });
		expect(items[0]!.json.source).toBe('cache');
		expect(JSON.stringify(items).length).toBeLessThan(10_000);
	});
});
