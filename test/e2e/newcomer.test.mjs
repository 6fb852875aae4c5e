import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';

import { examplesFolder } from '../../demo/load.mjs';
import { account } from './account.mjs';
import { openBrowser } from './browser.mjs';
import { editorPage } from './editorPage.mjs';
import { openN8n } from './harness.mjs';
import { openSandbox } from './sandbox.mjs';

/** @type {Awaited<ReturnType<typeof openN8n>>} */
let n8n;
/** @type {Awaited<ReturnType<typeof openSandbox>>} */
let sandbox;
/** @type {Awaited<ReturnType<typeof openBrowser>>} */
let browser;
/** @type {import('playwright-core').Page} */
let page;
/** @type {ReturnType<typeof editorPage>} */
let editor;
/** What the recipe told to do so far. @type {string[]} */
let actions;

beforeAll(async () => {
	[n8n, sandbox] = await Promise.all([openN8n(), openSandbox()]);
	browser = await openBrowser(n8n.url);
});
afterAll(async () => {
	await Promise.all([browser?.close(), n8n?.close(), sandbox?.close()]);
});

beforeEach(async () => {
	page = await browser.context.newPage();
	editor = editorPage(page);
	actions = [];
	await page.goto(n8n.url);
});
afterEach(async () => {
	await page.close();
	for (const { id } of await n8n.ask('GET', '/workflows')) {
		await n8n.ask('POST', `/workflows/${id}/archive`);
		await deleteUnpublished(id);
	}
	for (const { id } of await n8n.ask('GET', '/credentials')) {
		await n8n.ask('DELETE', `/credentials/${id}`);
	}
});

/** n8n takes a moment to unpublish a workflow, and deletes none before. @param {string} id */
async function deleteUnpublished(id) {
	for (;;) {
		const status = await n8n.ask('DELETE', `/workflows/${id}`).then(
			() => 200,
			(reason) => reason.status,
		);
		if (status === 200) return;
		expect(status).toBe(409);
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
}

/**
 * One thing that the recipe says: a node added, a field set, a button pressed. The clicks that it takes, and
 * those on the way to the next one, are counted as gestures. n8n must not complain about it.
 *
 * @param {string} words
 * @param {() => Promise<unknown>} todo
 */
async function act(words, todo) {
	actions.push(words);
	await todo();
	const complaints = page.locator('.el-notification').getByText(/problem|error|could ?n.t/i);
	expect(await complaints.allTextContents()).toEqual([]);
}

/** Fills in the credential of the open node. */
async function connect() {
	const { baseUrl, secretKey } = account('b2copySeamlessApi', sandbox.url);
	await act('Connect to B2COPY Seamless', () => editor.connect());
	await act('Base URL', () => editor.fill('baseUrl', String(baseUrl)));
	await act('Secret Key', () => editor.fill('secretKey', String(secretKey)));
	await act('Save', () => editor.saveCredential());
}

/**
 * Calls the production address as a CRM does.
 *
 * @param {string} address
 */
async function callAsCrm(address) {
	const answer = await fetch(new URL(new URL(address).pathname, n8n.url), {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ accountId: '77632289' }),
		redirect: 'manual',
	});
	return { status: answer.status, link: answer.headers.get('location') };
}

/** @param {string} way */
function report(way) {
	const { length } = actions;
	const list = actions.join(' · ');
	process.stderr.write(`${way}: ${length} actions, ${editor.gestures()} gestures: ${list}\n`);
}

it('from an empty n8n to the first redirect with the example takes at most ten actions', async () => {
	await act('Build a workflow', () => editor.click(page.getByTestId('new-workflow-card')));
	await act('Import from file', () =>
		editor.importFile(join(examplesFolder, 'crm-client-link.json')),
	);
	await act('Open "Get the link"', () => editor.openNode('Get the link'));
	await connect();
	await editor.closeNode();
	await act('Publish', () => editor.publish());
	report('With the example');

	const { status, link } = await callAsCrm(`${n8n.url}/webhook/client-link`);
	expect(status).toBe(302);
	expect(await sandbox.links()).toContain(link);
	expect(actions.length).toBeLessThanOrEqual(10);
});

it('from an empty n8n to the first redirect built by hand takes at most fifteen actions', async () => {
	const plusOf = (/** @type {string} */ name) =>
		editor.nodes.filter({ hasText: name }).getByTestId('canvas-handle-plus');

	await act('Build a workflow', () => editor.click(page.getByTestId('new-workflow-card')));
	await act('Add Webhook', () => editor.addNode(page.getByTestId('canvas-plus-button'), 'Webhook'));
	await act('HTTP Method: POST', () => editor.choose('httpMethod', 'POST'));
	await act("Respond: Using 'Respond to Webhook' Node", () =>
		editor.choose('responseMode', /Respond to Webhook/),
	);
	const path = await page.getByTestId('parameter-input-path').locator('input').inputValue();
	await editor.closeNode();
	await act('Add B2COPY Seamless Link', () =>
		editor.addNode(plusOf('Webhook'), 'B2COPY Seamless Link', { community: true }),
	);
	await connect();
	await act('Account ID', () =>
		editor.fill('accountId', '{{ $json.body?.accountId ?? $json.query?.accountId }}'),
	);
	await editor.closeNode();
	await act('Add Respond to Webhook', () =>
		editor.addNode(plusOf('B2COPY Seamless Link'), 'Respond to Webhook'),
	);
	await act('Respond With: Redirect', () => editor.choose('respondWith', /^Redirect/));
	await act('Redirect URL', () => editor.fill('redirectURL', '{{ $json.url }}'));
	await act('Option Response Code: 302', async () => {
		await editor.addOption('Response Code');
		await editor.fill('responseCode', '302');
	});
	await editor.closeNode();
	await act('Publish', () => editor.publish());
	report('By hand');

	const { status, link } = await callAsCrm(`${n8n.url}/webhook/${path}`);
	expect(status).toBe(302);
	expect(await sandbox.links()).toContain(link);
	expect(actions.length).toBeLessThanOrEqual(15);
});
