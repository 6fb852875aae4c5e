import { beforeEach, expect, it } from '@jest/globals';

import { openN8n } from './harness.mjs';
import { usePage } from './usePage.mjs';
import { useWorld } from './world.mjs';

const world = useWorld(openN8n);
const shown = usePage(world);
/** @type {import('playwright-core').Page} */
let page;
/** @type {typeof shown.editor} */
let editor;
/** What the recipe told to do so far. @type {string[]} */
let actions;

beforeEach(async () => {
	({ page, editor } = shown);
	actions = [];
	await page.goto(world.n8n.url);
});
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
	const { baseUrl, secretKey } = world.form('b2copySeamlessApi');
	await act('Connect to B2COPY Seamless', () => editor.connect());
	await act('Base URL', () => editor.fill('baseUrl', String(baseUrl)));
	await act('Secret Key', () => editor.fill('secretKey', String(secretKey)));
	await act('Save', () => editor.saveCredential());
}

/**
 * A CRM that calls the production address is redirected to a link, and the recipe takes so many actions at most.
 *
 * @param {string} path of the webhook
 * @param {number} most
 */
async function expectRedirect(path, most) {
	const list = actions.join(' · ');
	process.stderr.write(`${actions.length} actions, ${editor.gestures()} gestures: ${list}\n`);
	const answer = await fetch(`${world.n8n.url}/webhook/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ accountId: '77632289' }),
		redirect: 'manual',
	});
	expect(answer.status).toBe(302);
	expect(await world.sandbox.links()).toContain(answer.headers.get('location'));
	expect(actions.length).toBeLessThanOrEqual(most);
}

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
	await expectRedirect(path, 15);
});
