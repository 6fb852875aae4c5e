/**
 * Takes the pictures of the README, in a real n8n with the demo's content, and writes them to docs/images.
 *
 * Usage: `node test/screenshots.mjs [names]`; without names, all of them.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ensureInstalled } from '../demo/install.mjs';
import { load, workflows } from '../demo/load.mjs';
import { startModel } from '../demo/model.mjs';
import { openBrowser } from './e2e/browser.mjs';
import { editorPage } from './e2e/editorPage.mjs';
import { openN8n } from './e2e/harness.mjs';
import { openSandbox } from './e2e/sandbox.mjs';
import { getAuthToken, httpRequest, manualTrigger, workflow } from './e2e/workflows.mjs';

const folder = fileURLToPath(new URL('../docs/images', import.meta.url));
const wanted = process.argv.slice(2);

await ensureInstalled((line) => process.stderr.write(`${line}\n`));
await mkdir(folder, { recursive: true });
const [n8n, sandbox, model] = await Promise.all([openN8n(), openSandbox(), startModel()]);
const browser = await openBrowser(n8n.url, {
	viewport: { width: 1280, height: 860 },
	deviceScaleFactor: 1.5,
	colorScheme: 'light',
});

/** @type {Record<string, (page: Page) => ReturnType<typeof around>>} each gives its part of the page */
const pictures = {
	async 'crm-workflow'(page) {
		const example = (await workflows(sandbox.url)).find(({ id }) => id === 'crmClientLink');
		const credentials = await credentialOf('b2copySeamlessApi');
		const nodes = example.nodes.map((/** @type {any} */ node) =>
			node.credentials ? { ...node, credentials } : node,
		);
		// Tall enough that n8n's own buttons stay below the workflow.
		await page.setViewportSize({ width: 1400, height: 1100 });
		await open(page, { ...example, nodes, id: undefined });
		const parts = page.locator('.vue-flow__node, .vue-flow__node [class*="_description_"]');
		return await around([parts, page.getByTestId('canvas-handle-plus-wrapper')], 28);
	},

	async credential(page) {
		const credentials = await credentialOf('sprykerGlueApi');
		await openNode(page, httpRequest('https://glue-backend.your-shop.com/orders', credentials));
		const parameters = page.getByTestId('node-parameters');
		const select = parameters.getByTestId('node-credentials-select');
		await select.waitFor();
		const shown = ['method', 'url'].map((name) =>
			parameters.getByTestId(`parameter-input-${name}`),
		);
		const { x, width } = await around([parameters]);
		const { y, height } = await around([...shown, select], 12);
		const label = 24;
		return { x, y: y - label, width, height: height + label };
	},

	async 'get-auth-token'(page) {
		await page.setViewportSize({ width: 1600, height: 860 });
		const credentials = await credentialOf('customTokenGrantApi');
		await openNode(page, getAuthToken('customTokenGrant', credentials));
		await page.getByTestId('node-execute-button').click();
		const output = page.getByTestId('output-panel');
		await output.getByText('Schema', { exact: true }).click();
		await output.getByText('authorization').waitFor();
		const clip = await cut(output, output.getByText('authorization'), 24);
		return { ...clip, width: clip.width - 2 }; // without its border
	},

	async search(page) {
		await open(page, workflow(manualTrigger([]).slice(0, 1)));
		await page.getByTestId('node-creator-plus-button').click();
		await page.getByTestId('node-creator-search-bar').fill('b2copy');
		const found = page.getByTestId('item-iterator-item');
		await found.filter({ hasText: 'Get Auth Token' }).waitFor();
		return await cut(page.getByTestId('node-creator'), found, 16);
	},

	async refused(page) {
		const saved = await credentialOf('voipexApi');
		// So that the node offers to make one.
		await n8n.ask('DELETE', `/credentials/${saved.voipexApi.id}`);
		const node = httpRequest('https://ipbxapi.voipex.io/calls', saved);
		await openNode(page, { ...node, credentials: {} });
		const editor = editorPage(page);
		await editor.connect();
		const form = page.getByTestId('credential-edit-dialog');
		await editor.fill('username', 'your@email.com');
		await editor.fill('password', 'not-the-password');
		await editor.fill('authUrl', `${sandbox.url}/voipex`);
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await form.getByText('More details').click();
		await form.getByText(/refused the sign-in/).waitFor();
		const message = form.getByText(/^Couldn.t connect/);
		const password = form.getByTestId('parameter-input-password');
		const { x, width } = await around([password], 24);
		const { y, height } = await around([message, password], 40);
		return { x, y, width, height };
	},
};

try {
	await load(n8n.ask, sandbox.url, model.url);
	for (const [name, take] of Object.entries(pictures)) {
		if (wanted.length > 0 && !wanted.includes(name)) continue;
		const page = await browser.context.newPage();
		const clip = await take(page);
		await page.mouse.move(0, 0);
		const path = join(folder, `${name}.png`);
		await page.screenshot({ path, animations: 'disabled', caret: 'hide', clip });
		process.stdout.write(`docs/images/${name}.png\n`);
		await page.close({ runBeforeUnload: false });
	}
} finally {
	await Promise.all([browser.close(), n8n.close(), sandbox.close(), model.close()]);
}

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */

/** The part of the page that some elements take. @param {Locator[]} elements */
async function around(elements, margin = 0) {
	const found = (await Promise.all(elements.map((element) => element.all()))).flat();
	const boxes = (await Promise.all(found.map((one) => one.boundingBox()))).filter((box) => !!box);
	const x = Math.min(...boxes.map((box) => box.x)) - margin;
	const y = Math.min(...boxes.map((box) => box.y)) - margin;
	const right = Math.max(...boxes.map((box) => box.x + box.width)) + margin;
	const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + margin;
	return { x, y, width: right - x, height: bottom - y };
}

/** An element's part of the page, down to another. @param {Locator} element @param {Locator} last */
async function cut(element, last, margin = 0) {
	const whole = await around([element]);
	const end = await around([last], margin);
	return { ...whole, height: end.y + end.height - whole.y };
}

/** @param {string} type of the demo's credential */
async function credentialOf(type) {
	const all = await n8n.ask('GET', '/credentials');
	const { id, name } = all.find((/** @type {{ type: string }} */ one) => one.type === type);
	return { [type]: { id, name } };
}

/** Opens a saved workflow. @param {Page} page @param {object} draft */
async function open(page, draft) {
	const { id } = await n8n.ask('POST', '/workflows', draft);
	await page.goto(`${n8n.url}/workflow/${id}`);
	await page.getByTestId('canvas-node').first().waitFor();
	await page.evaluate(() => document.fonts.ready);
}

/** Opens a node after a trigger. @param {Page} page @param {import('./e2e/workflows.mjs').Node} node */
async function openNode(page, node) {
	await open(page, workflow(manualTrigger([]).slice(0, 1), node));
	await editorPage(page).openNode(node.name);
}
