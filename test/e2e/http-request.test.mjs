import { createServer } from 'node:http';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { account } from './account.mjs';
import { behaviour } from './behaviour.mjs';
import { sharedN8n } from './harness.mjs';
import { openSandbox } from './sandbox.mjs';
import { graphql, httpRequest } from './workflows.mjs';

const tokenCredentials = [
	['b2copyBackOfficeApi', 'b2copy', 'b2copy.signin', 'username@example.com'],
	['sprykerGlueApi', 'spryker', 'spryker.token', 'sonia@spryker.com'],
	['voipexApi', 'voipex', 'voipex.token', 'your@email.com'],
	['tradevestApi', 'tradevest', 'tradevest.token', 'partner'],
];

/** Answers every request with the headers and the body it came with. */
async function openEcho() {
	const server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk) => (body += chunk));
		request.on('end', () => {
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end(JSON.stringify({ headers: request.headers, body }));
		});
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}`,
		close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
	};
}

/** @type {Awaited<ReturnType<typeof sharedN8n>>} */
let n8n;
/** @type {Awaited<ReturnType<typeof openSandbox>>} */
let sandbox;
/** @type {Awaited<ReturnType<typeof openEcho>>} */
let echo;

beforeAll(async () => {
	[n8n, sandbox, echo] = await Promise.all([sharedN8n(), openSandbox(), openEcho()]);
});
afterAll(async () => {
	await Promise.all([sandbox?.close(), echo?.close()]);
});

describe.each(tokenCredentials)('HTTP Request with %s', (type, provider, endpoint, user) => {
	it('calls the protected resource with a token it never had to ask for', async () => {
		const credentials = await n8n.saveCredential(type, account(type, sandbox.url));
		const execution = await n8n.run([
			httpRequest(`${sandbox.url}/${provider}/whoami`, credentials),
		]);

		expect(execution.items('HTTP Request')).toEqual([
			{
				json: { provider, account: user, expiresAt: expect.any(String) },
				pairedItem: { item: 0 },
			},
		]);
		expect(await sandbox.counters(endpoint)).toMatchObject({ requests: 1, granted: 1 });
		expect(await sandbox.counters(`${provider}.whoami`)).toMatchObject({ requests: 1, ok: 1 });
	});

	it("keeps the user's own headers", async () => {
		const credentials = await n8n.saveCredential(type, account(type, sandbox.url));
		const execution = await n8n.run([
			httpRequest(echo.url, credentials, {
				sendHeaders: true,
				headerParameters: { parameters: [{ name: 'X-Shop', value: 'de' }] },
			}),
		]);

		const [{ json }] = execution.items('HTTP Request');
		expect(json.headers).toMatchObject({
			'x-shop': 'de',
			authorization: expect.stringMatching(/^Bearer \S+$/),
		});
	});
});

it('GraphQL carries a token where it takes credentials of packages', async () => {
	const type = 'sprykerGlueApi';
	const credentials = await n8n.saveCredential(type, account(type, sandbox.url));
	const execution = await n8n.run([graphql(echo.url, credentials)]);

	const [{ json }] = execution.items('GraphQL');
	const token = behaviour.graphqlTakesCredentials ? /^Bearer \S+$/ : /^$/;
	expect(json.headers.authorization ?? '').toMatch(token);
	expect(JSON.parse(json.body)).toMatchObject({ query: '{ viewer { name } }' });
});

it('HTTP Request with the seamless credential puts the secret key into the body', async () => {
	const type = 'b2copySeamlessApi';
	const credentials = await n8n.saveCredential(type, account(type, sandbox.url));
	const execution = await n8n.run([
		httpRequest(`${sandbox.url}/b2copy/api/v1/standalone/auth/getAuthUrl`, credentials, {
			method: 'POST',
			sendBody: true,
			specifyBody: 'json',
			jsonBody: JSON.stringify({ account_id: '77632289', investment_platform_id: '1' }),
		}),
	]);

	const [{ json }] = execution.items('HTTP Request');
	expect(await sandbox.links()).toEqual([json.data.url]);
});
