import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { behaviour } from './behaviour.mjs';
import { findCanaries, secretCanary, tokenCanary } from './canaries.mjs';
import { files, rawDatabase } from './places.mjs';
import { openWitness } from './witness.mjs';
import { graphql, httpRequest } from './workflows.mjs';
import { account, useWorld } from './world.mjs';

const type = 'customTokenGrantApi';
const world = useWorld();

/**
 * A server that issues a token at `/token`. Behind `/status/<code>` it answers with that code, behind
 * `/broken` with nothing, behind `/away` it leads to another address.
 *
 * @param {string} token
 * @param {string} [location]
 */
const openServer = async (token, location = '/') =>
	await openWitness(({ path }) => {
		if (path === '/broken') return undefined;
		if (path === '/away') return { status: 302, headers: { location } };
		const status = Number(/^\/status\/(\d+)$/.exec(path)?.[1] ?? 200);
		const issued = { access_token: token, data: { twin: token } };
		return { status, json: path === '/token' ? issued : { data: [] } };
	});

/** How a request carries the token, and what is there when the workflow has set the same place. */
const ways = [
	['Authorization: Token {token}', 'authorization', 'Token {token}'],
	['X-Session: {token}', 'x-session', '{token}'],
	['Cookie: sid={token}', 'cookie', 'lang=de; sid={token}'],
	['?access_token={token}', 'query', '{token}'],
	['Authorization: Bearer {token}\nX-Twin: {data.twin}', 'x-twin', '{token}'],
];

describe.each(ways)('a token that is sent as %s', (sendTokenAs, name, carried) => {
	const token = tokenCanary();
	const secrets = { key: secretCanary().replaceAll('ä', 'a'), parameter: secretCanary() };
	const expected = carried.replace('{token}', token);
	const cookie = { name: 'Cookie', value: 'lang=de; sid=mine' };
	const withCookie = { sendHeaders: true, headerParameters: { parameters: [cookie] } };
	/** @type {Awaited<ReturnType<typeof openServer>>} */
	let server;
	/** @type {Awaited<ReturnType<typeof openServer>>} */
	let elsewhere;
	/** @type {Awaited<ReturnType<typeof world.n8n.saveCredential>>} */
	let credentials;

	beforeAll(async () => {
		elsewhere = await openServer(token);
		server = await openServer(token, `${elsewhere.url}/stranger`);
		credentials = await world.n8n.saveCredential(type, {
			...account(type, '', { username: sendTokenAs, clientAuthentication: 'body' }),
			tokenUrl: `${server.url}/token`,
			sendTokenAs,
			additionalHeaders: { header: [{ name: 'X-Key', value: secrets.key }] },
			secretParameters: { parameter: [{ name: 'secret', value: secrets.parameter }] },
		});
	});
	afterAll(async () => await Promise.all([server.close(), elsewhere.close()]));

	/** What the requests to a path carried where the token belongs. @param {string} path */
	const sentTo = (path) =>
		server
			.asked(path)
			.map(({ query, headers }) =>
				name === 'query' ? query.getAll('access_token').join() : headers[name],
			);

	/** @param {string} path @param {object} [parameters] */
	const request = (path, parameters) =>
		httpRequest(`${server.url}${path}`, credentials, { ...withCookie, ...parameters });

	it('is sent so by HTTP Request, with its pages, and by GraphQL', async () => {
		const pagination = {
			paginationMode: 'updateAParameterInEachRequest',
			parameters: { parameters: [{ type: 'qs', name: 'page', value: '={{ $pageCount }}' }] },
			limitPagesFetched: true,
			maxRequests: 2,
			requestInterval: 0,
			paginationCompleteWhen: 'responseIsEmpty',
		};
		const { status } = await world.n8n.run([
			request('/plain?page=0&access_token=mine'),
			{ ...request('/pages', { options: { pagination: { pagination } } }), name: 'Pages' },
		]);
		expect(status).toBe('success');
		expect(sentTo('/plain')).toEqual([expected]);
		expect(sentTo('/pages')).toEqual([expected, expected]);
		if (name === 'cookie') return;
		const byGraphql = await world.n8n.run([graphql(`${server.url}/graphql`, credentials)]);
		expect(byGraphql.status).toBe('success');
		const [sent] = sentTo('/graphql');
		expect(sent === expected).toBe(behaviour.graphqlTakesCredentials);
	});

	it('is sent with the token request as it should', () => {
		expect(server.asked('/token')[0].headers['x-key']).toBe(secrets.key);
	});

	it('does not follow a redirect to another host', async () => {
		await world.n8n.run([request('/away')]);
		expect(sentTo('/away')).toContainEqual(expected);
		for (const { query, headers } of elsewhere.asked('/stranger')) {
			expect(findCanaries(JSON.stringify([String(query), headers]), { token })).toEqual([]);
		}
	});

	it('and its secrets are in no stored execution, whatever becomes of the call', async () => {
		for (const [path, settings] of Object.entries({
			'/plain': {},
			'/status/401': {},
			'/status/500': { onError: /** @type {const} */ ('continueRegularOutput') },
			'/broken': { onError: /** @type {const} */ ('continueErrorOutput') },
		})) {
			await world.n8n.run([{ ...request(path), ...settings }]);
			const workflow = await world.n8n.publish(request(path));
			await workflow.call();
			await world.n8n.executions(workflow.id, 1);
		}
		const rows = (await rawDatabase(world.n8n.userFolder)).filter(
			(row) => !row.includes('"table":"credentials_entity"'),
		);
		expect(rows.join('').length).toBeGreaterThan(10_000);
		const written = (await files(world.n8n.userFolder)).map(({ text }) => text);
		const found = [...rows, ...written].map((text) => findCanaries(text, { token, ...secrets }));
		expect(found.flat()).toEqual([]);
	});

	it('has secrets that n8n does not show again', async () => {
		const { id } = credentials[type];
		const { data } = await world.n8n.ask('GET', `/credentials/${id}?includeData=true`);
		expect(data.additionalHeaders.header[0].name).toBe('X-Key');
		expect(findCanaries(JSON.stringify(data), { token, ...secrets })).toEqual([]);
	});
});
