import { once } from 'node:events';
import { createServer } from 'node:http';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { account } from './account.mjs';
import { findCanaries, secretCanary, tokenCanary } from './canaries.mjs';
import { behaviour } from './behaviour.mjs';
import { files, rawDatabase } from './places.mjs';
import { openSandbox } from './sandbox.mjs';
import { graphql, httpRequest } from './workflows.mjs';
import { useWorld } from './world.mjs';

const type = 'customTokenGrantApi';

/**
 * A server that issues a token at `/token`, whatever it is asked, and notes every request. Behind
 * `/status/<code>` it answers with that code, behind `/broken` with nothing, behind `/away` it leads to
 * another address.
 *
 * @param {string} token
 * @param {() => string} away
 */
async function openServer(token, away = () => '/') {
	/** @type {Array<{ path: string, url: string, headers: import('node:http').IncomingHttpHeaders }>} */
	const requests = [];
	const server = createServer((request, response) => {
		const url = String(request.url);
		const { pathname: path } = new URL(url, 'http://localhost');
		requests.push({ path, url, headers: request.headers });
		request.resume();
		const status = Number(/^\/status\/(\d+)$/.exec(path)?.[1] ?? 200);
		if (path === '/broken') return void response.destroy();
		if (path === '/away') return void response.writeHead(302, { location: away() }).end();
		response.writeHead(status, { 'content-type': 'application/json' });
		response.end(JSON.stringify(path === '/token' ? { access_token: token } : { data: [] }));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}`,
		/** @param {string} path */
		asked: (path) => requests.filter((request) => request.path === path),
		close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
	};
}

const world = useWorld();

describe('a credential that was saved before there was a switch', () => {
	it.each([
		['the client in the header', { clientAuthentication: 'header' }, 'token'],
		['a body in JSON', { clientAuthentication: 'body', bodyFormat: 'json' }, 'token'],
		[
			'a login endpoint of its own kind',
			{
				clientId: '',
				clientSecret: '',
				clientAuthentication: 'none',
				bodyFormat: 'json',
				sendGrantType: false,
				accessTokenField: 'data.jwt',
				expiresInField: 'data.validUntil',
			},
			'login',
		],
	])('works with %s', async (_, old, endpoint) => {
		const sandbox = await openSandbox();
		const tokenUrl = `${sandbox.url}/custom/${endpoint}`;
		const data = account(type, sandbox.url, { ...old, tokenUrl });
		const credentials = await world.n8n.saveCredential(type, data);
		const { status } = await world.n8n.run([
			httpRequest(`${sandbox.url}/custom/whoami`, credentials),
		]);
		expect(status).toBe('success');
		const { requests } = await sandbox.log();
		expect(requests[0]).toMatchObject({ outcome: 'granted', faulted: false });
		await sandbox.close();
	});
});

/** @type {Array<[line: string, name: string, value: (token: string) => string]>} */
const ways = [
	['Authorization: Token {token}', 'authorization', (token) => `Token ${token}`],
	['X-Session: {token}', 'x-session', (token) => token],
	['Cookie: sid={token}', 'cookie', (token) => `lang=de; sid=${token}`],
	['?access_token={token}', 'query', (token) => token],
];

describe.each(ways)('a token that is sent as %s', (sendTokenAs, name, valueOf) => {
	const token = tokenCanary();
	const secrets = { key: secretCanary().replaceAll('ä', 'a'), parameter: secretCanary() };
	const cookie = { sendHeaders: true, headerParameters: { parameters: [lang()] } };
	/** @type {Awaited<ReturnType<typeof openServer>>} */
	let server;
	/** @type {Awaited<ReturnType<typeof openServer>>} */
	let elsewhere;
	/** @type {Awaited<ReturnType<typeof world.n8n.saveCredential>>} */
	let credentials;

	beforeAll(async () => {
		elsewhere = await openServer(token);
		server = await openServer(token, () => `${elsewhere.url}/stranger`);
		credentials = await world.n8n.saveCredential(type, {
			...account(type, '', { username: sendTokenAs, clientAuthentication: 'body' }),
			tokenUrl: `${server.url}/token`,
			sendTokenAs,
			additionalHeaders: { header: [{ name: 'X-Key', value: secrets.key }] },
			secretParameters: { parameter: [{ name: 'secret', value: secrets.parameter }] },
		});
	});
	afterAll(async () => await Promise.all([server.close(), elsewhere.close()]));

	function lang() {
		return { name: 'Cookie', value: 'lang=de; sid=mine' };
	}

	/** @param {ReturnType<typeof server.asked>[number]} request */
	const sent = ({ url, headers }) =>
		name === 'query'
			? new URL(url, 'http://localhost').searchParams.getAll('access_token')
			: headers[name];
	const expected = () => (name === 'query' ? [valueOf(token)] : valueOf(token));

	it('is sent so by HTTP Request, with its pages, and by GraphQL', async () => {
		const pagination = {
			pagination: {
				paginationMode: 'updateAParameterInEachRequest',
				parameters: { parameters: [{ type: 'qs', name: 'page', value: '={{ $pageCount }}' }] },
				limitPagesFetched: true,
				maxRequests: 2,
				requestInterval: 0,
				paginationCompleteWhen: 'responseIsEmpty',
			},
		};
		const url = '?page=0&access_token=mine';
		const nodes = [
			httpRequest(`${server.url}/plain${url}`, credentials, cookie),
			{
				...httpRequest(`${server.url}/pages`, credentials, {
					...cookie,
					options: { pagination: { pagination } },
				}),
				name: 'Pages',
			},
		];
		nodes[1].parameters.options = { pagination };
		const { status } = await world.n8n.run([...nodes]);
		expect(status).toBe('success');
		expect(server.asked('/plain').map(sent)).toEqual([expected()]);
		expect(server.asked('/pages').map(sent)).toEqual([expected(), expected()]);
		if (name === 'cookie') return;
		expect((await world.n8n.run([graphql(`${server.url}/graphql`, credentials)])).status).toBe(
			'success',
		);
		const [byGraphql] = server.asked('/graphql').map(sent);
		if (behaviour.graphqlTakesCredentials) expect(byGraphql).toEqual(expected());
		else expect(byGraphql).not.toEqual(expected());
	});

	it('is sent with the token request as it should', () => {
		expect(server.asked('/token')[0].headers['x-key']).toBe(secrets.key);
	});

	it('does not follow a redirect to another host', async () => {
		await world.n8n.run([httpRequest(`${server.url}/away`, credentials, cookie)]);
		expect(server.asked('/away').map(sent)).toContainEqual(expected());
		for (const { url, headers } of elsewhere.asked('/stranger')) {
			expect(findCanaries(JSON.stringify([url, headers]), { token })).toEqual([]);
		}
	});

	it('and its secrets are in no stored execution, whatever becomes of the call', async () => {
		/** @type {Record<string, Partial<import('./workflows.mjs').Node>>} */
		const calls = {
			plain: {},
			'status/401': {},
			'status/500': { onError: 'continueRegularOutput' },
			broken: { onError: 'continueErrorOutput' },
		};
		for (const [path, settings] of Object.entries(calls)) {
			const node = httpRequest(`${server.url}/${path}`, credentials, cookie);
			await world.n8n.run([{ ...node, ...settings }]);
			const workflow = await world.n8n.publish(node);
			await workflow.call();
			await world.n8n.executions(workflow.id, 1);
		}
		const rows = (await rawDatabase(world.n8n.userFolder)).filter(
			(row) => !row.includes('"table":"credentials_entity"'),
		);
		expect(rows.join('').length).toBeGreaterThan(10_000);
		const written = (await files(world.n8n.userFolder)).map(({ text }) => text);
		const found = [...rows, ...written].flatMap((text) =>
			findCanaries(text, { token, ...secrets }),
		);
		expect(found).toEqual([]);
	});

	it('has secrets that n8n does not show again', async () => {
		const { id } = credentials[type];
		const { data } = await world.n8n.ask('GET', `/credentials/${id}?includeData=true`);
		expect(data.additionalHeaders.header[0].name).toBe('X-Key');
		expect(findCanaries(JSON.stringify(data), { token, ...secrets })).toEqual([]);
	});
});
