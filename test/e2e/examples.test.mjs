import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { examplesFolder, load, workflows } from '../../demo/load.mjs';
import { startModel } from '../../demo/model.mjs';
import { runCommand } from '../../demo/n8n.mjs';
import { sharedN8n } from './harness.mjs';
import { openSandbox } from './sandbox.mjs';

/** @type {Awaited<ReturnType<typeof sharedN8n>>} */
let n8n;
/** @type {Awaited<ReturnType<typeof openSandbox>>} */
let sandbox;
/** @type {Awaited<ReturnType<typeof startModel>>} */
let model;

beforeAll(async () => {
	[n8n, sandbox, model] = await Promise.all([sharedN8n(), openSandbox(), startModel()]);
	await load(n8n.ask, sandbox.url, model.url);
});
afterAll(async () => {
	await Promise.all([sandbox?.close(), model?.close()]);
});

/** The text that the webhook's example responds to a status. @param {number} status */
async function responseBody(status) {
	const nodes = (await workflows('')).flatMap((example) => example.nodes);
	const isIt = (/** @type {any} */ { parameters }) => parameters.options?.responseCode === status;
	return nodes.find(isIt).parameters.responseBody;
}

/** @param {string} query @param {RequestInit} [init] */
const askForLink = async (query, init) =>
	await fetch(`${n8n.url}/webhook/client-link${query}`, { redirect: 'manual', ...init });

const post = {
	method: 'POST',
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify({ accountId: '77632289' }),
};

it("are all taken by n8n's own import", async () => {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-auth-token-'));
	const args = ['import:workflow', '--separate', `--input=${examplesFolder}`];
	const printed = await runCommand(folder, args);
	await rm(folder, { recursive: true, force: true });

	expect(printed).toContain(`Successfully imported ${(await workflows('')).length} workflows.`);
});

describe('crm-client-link', () => {
	it('keeps no execution, because a link is not to be stored', async () => {
		await askForLink('?accountId=77632289');

		const filter = encodeURIComponent(JSON.stringify({ workflowId: 'crmClientLink' }));
		expect((await n8n.ask('GET', `/executions?filter=${filter}`)).results).toEqual([]);
	});

	it.each([
		['a POST of a CRM', '', post],
		['a click in a browser', '?accountId=77632289', {}],
	])('redirects %s to a link that B2COPY issued', async (_, query, init) => {
		const answer = await askForLink(query, init);

		expect(answer.status).toBe(302);
		expect(await sandbox.links()).toContain(answer.headers.get('location'));
	});

	it.each(['?accountId=7763-2289', '?accountId=11111111', ''])(
		'asks for another account number after "%s"',
		async (query) => {
			const answer = await askForLink(query);

			expect(answer.status).toBe(400);
			expect(await answer.text()).toBe(await responseBody(400));
		},
	);

	it('asks to come back later when B2COPY does not answer', async () => {
		await sandbox.faults({ 'b2copy.link': [{ status: 503, times: 'always' }] });
		const answer = await askForLink('?accountId=77632289');
		await sandbox.faults({ 'b2copy.link': [] });

		expect(answer.status).toBe(503);
		expect(answer.headers.get('retry-after')).toBe('60');
		expect(await answer.text()).toBe(await responseBody(503));
	});
});

it('http-request signs in to each provider', async () => {
	const execution = await n8n.runSaved('httpRequestSignedIn', 'Start');

	expect(execution.status).toBe('success');
	const nodes = ['B2COPY Back Office', 'Spryker', 'VoIPEX', 'Tradevest', 'Custom Token Grant'];
	for (const node of nodes) {
		const provider = node.split(' ')[0].toLowerCase();
		expect(execution.items(node)).toMatchObject([{ json: { provider } }]);
	}
	const [{ json }] = execution.items('B2COPY client link');
	expect(await sandbox.links()).toContain(json.data.url);
});

it('get-auth-token calls with the token in a header', async () => {
	const execution = await n8n.runSaved('getAuthTokenThenCall', 'Start');

	const json = { provider: 'spryker', account: 'sonia@spryker.com' };
	expect(execution.items('Call with the token')).toMatchObject([{ json }]);
});

it('client-links gives links beside the clients, and refusals apart', async () => {
	const execution = await n8n.runSaved('clientLinks', 'Start');
	const links = await sandbox.links();

	const linked = execution.items('Links').map(({ json }) => json);
	expect(linked.map(({ client }) => client)).toEqual(['Ada', 'Cleo']);
	expect(links).toEqual(expect.arrayContaining(linked.map(({ url }) => url)));
	expect(execution.items('Refused')).toMatchObject([
		{ json: { errorCode: 'invalid_input' } },
		{ json: { errorCode: 'link_rejected' } },
	]);
});
