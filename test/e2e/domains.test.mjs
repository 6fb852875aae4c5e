import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openSandbox } from './sandbox.mjs';
import { openWitness } from './witness.mjs';
import { getAuthToken, httpRequest, seamlessLink } from './workflows.mjs';
import { useWorld } from './world.mjs';

const world = useWorld();

/** @type {Awaited<ReturnType<typeof openWitness>>} */
let witness;
beforeEach(async () => {
	witness = await openWitness(() => ({
		json: { status: 200, data: { url: 'https://a.example/b' } },
	}));
});
afterEach(async () => await witness.close());

/** A credential that n8n lets go to these hosts only. @param {string} type @param {string} allowedDomains */
const restricted = async (type, allowedDomains) =>
	await world.save(type, { allowedHttpRequestDomains: 'domains', allowedDomains });

/** Headers for HTTP Request. @param {Record<string, string>} headers */
const withHeaders = (headers) => ({
	sendHeaders: true,
	headerParameters: {
		parameters: Object.entries(headers).map(([name, value]) => ({ name, value })),
	},
});

const listed = 'api.example, 127.0.0.1';
/** @typedef {Parameters<typeof seamlessLink>[0]} Credentials */

describe.each([
	[
		'tradevestApi',
		'tradevest.token',
		(/** @type {Credentials} */ credentials) => world.whoami('tradevest', credentials),
	],
	[
		'b2copySeamlessApi',
		'b2copy.link',
		(/** @type {Credentials} */ credentials) =>
			seamlessLink(credentials, { parameters: { accountId: '77632289' } }),
	],
])('%s for specific domains', (type, endpoint, nodeWith) => {
	it.each([
		['nothing to a host that is not listed', 'api.example, *.elsewhere.example', 'error', 0],
		['something to a host that is listed', listed, 'success', 1],
	])('sends %s', async (_, domains, status, requests) => {
		const execution = await world.n8n.run([nodeWith(await restricted(type, domains))]);
		expect(execution.status).toBe(status);
		expect(await world.counters(endpoint)).toMatchObject({ requests });
	});
});

it.each([
	['a proxy', 'proxy', () => ({ options: { proxy: witness.url } })],
	['a Host header', 'Host', () => withHeaders({ Host: 'other.example' })],
])(
	'a credential for specific domains signs no request by way of %s',
	async (_, named, parameters) => {
		const node = world.whoami('spryker', await restricted('sprykerGlueApi', listed), parameters());
		const execution = await world.n8n.run([node]);
		expect(execution.status).toBe('error');
		expect(JSON.stringify(execution.error)).toContain(named);
		expect(await world.counters('spryker.whoami')).toMatchObject({ requests: 0 });
		expect(witness.requests).toEqual([]);
	},
);

it('the secret key of B2COPY takes no header of the workflow along', async () => {
	const credentials = await world.save('b2copySeamlessApi', { baseUrl: witness.url });
	const url = `${witness.url}/api/v1/standalone/auth/getAuthUrl`;
	const override = { 'X-Forwarded-Host': 'other.example', 'X-HTTP-Method-Override': 'GET' };
	const node = httpRequest(url, credentials, {
		...{ method: 'POST', sendBody: true, specifyBody: 'json', jsonBody: '{"account_id": "1"}' },
		...withHeaders({
			Host: 'other.example',
			...override,
			Cookie: 'a=b',
			Referer: 'https://a.example',
		}),
	});
	expect((await world.n8n.run([node])).status).toBe('success');

	const [{ headers, body }] = witness.requests;
	expect(body).toContain('secret_key');
	expect(headers.host).toBe(new URL(witness.url).host);
	const own = ['accept', 'accept-encoding', 'connection', 'content-length', 'content-type', 'host'];
	expect(Object.keys(headers).filter((name) => !own.includes(name))).toEqual(['user-agent']);
});

it('Get Auth Token gives out no token of a credential for specific domains', async () => {
	const credentials = await restricted('sprykerGlueApi', listed);
	const execution = await world.n8n.run([getAuthToken('sprykerGlue', credentials)]);

	expect(execution.status).toBe('error');
	expect(execution.error.message).toContain('"Allowed HTTP Request Domains"');
	expect(await world.counters('spryker.token')).toMatchObject({ requests: 0 });
});

it('the token host of a credential has to be listed beside the host of the API', async () => {
	const other = await openSandbox();
	const api = other.url.replace('127.0.0.1', 'localhost');
	const credentials = await restricted('voipexApi', 'localhost');
	const execution = await world.n8n.run([httpRequest(`${api}/voipex/whoami`, credentials)]);

	expect(execution.status).toBe('error');
	expect(JSON.stringify(execution.error)).toContain('127.0.0.1');
	expect(await world.counters('voipex.token')).toMatchObject({ requests: 0 });
	expect(await other.counters('voipex.whoami')).toMatchObject({ requests: 0 });
	await other.close();
});
