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
try {
	await load(n8n.ask, sandbox.url, model.url);
	for (const [name, take] of Object.entries({
		'crm-workflow': takeCrmWorkflow,
		credential: takeCredential,
		'get-auth-token': takeGetAuthToken,
		search: takeSearch,
		refused: takeRefused,
	})) {
		if (wanted.length > 0 && !wanted.includes(name)) continue;
		const page = await browser.context.newPage();
		const clip = await take(page);
		await page.screenshot({
			path: join(folder, `${name}.png`),
			animations: 'disabled',
			caret: 'hide',
			clip,
		});
		process.stdout.write(`docs/images/${name}.png\n`);
		await page.close({ runBeforeUnload: false });
	}
} finally {
	await Promise.all([browser.close(), n8n.close(), sandbox.close(), model.close()]);
}

/** @typedef {import('playwright-core').Page} Page */

/**
 * The part of the page that some elements take.
 *
 * @param {import('playwright-core').Locator[]} elements
 * @param {number} [margin]
 */
async function around(elements, margin = 0) {
	const found = (await Promise.all(elements.map((element) => element.all()))).flat();
	const boxes = (await Promise.all(found.map((one) => one.boundingBox()))).flatMap((box) =>
		box ? [box] : [],
	);
	const x = Math.min(...boxes.map((box) => box.x)) - margin;
	const y = Math.min(...boxes.map((box) => box.y)) - margin;
	return {
		x,
		y,
		width: Math.max(...boxes.map((box) => box.x + box.width)) + margin - x,
		height: Math.max(...boxes.map((box) => box.y + box.height)) + margin - y,
	};
}

/** @param {string} type of the demo's credential */
async function credentialOf(type) {
	const all = await n8n.ask('GET', '/credentials');
	const { id, name } = all.find((/** @type {{ type: string }} */ one) => one.type === type);
	return { [type]: { id, name } };
}

/**
 * Opens a saved workflow.
 *
 * @param {Page} page
 * @param {object} draft
 */
async function open(page, draft) {
	const { id } = await n8n.ask('POST', '/workflows', draft);
	await page.goto(`${n8n.url}/workflow/${id}`);
	await page.getByTestId('canvas-node').first().waitFor();
	await page.evaluate(() => document.fonts.ready);
}

/** @param {Page} page */
async function takeCrmWorkflow(page) {
	const example = (await workflows(sandbox.url)).find(({ id }) => id === 'crmClientLink');
	const credentials = await credentialOf('b2copySeamlessApi');
	const nodes = example.nodes.map((/** @type {any} */ node) =>
		node.credentials ? { ...node, credentials } : node,
	);
	// Tall enough that n8n's own buttons stay below the workflow.
	await page.setViewportSize({ width: 1400, height: 1100 });
	await open(page, { ...example, nodes, id: undefined });
	const parts = ['.vue-flow__node', '.vue-flow__node [class*="_description_"]'];
	const plus = page.getByTestId('canvas-handle-plus-wrapper');
	return await around([...parts.map((part) => page.locator(part)), plus], 28);
}

/** @param {Page} page */
async function takeCredential(page) {
	const request = httpRequest(
		'https://glue-backend.your-shop.com/orders',
		await credentialOf('sprykerGlueApi'),
	);
	await open(page, workflow(manualTrigger([]).slice(0, 1), request));
	await editorPage(page).openNode('HTTP Request');
	const parameters = page.getByTestId('node-parameters');
	await parameters.getByTestId('node-credentials-select').waitFor();
	const { x, width } = await around([parameters]);
	const shown = ['method', 'url'].map((name) => parameters.getByTestId(`parameter-input-${name}`));
	const { y, height } = await around(
		[...shown, parameters.getByTestId('node-credentials-select')],
		12,
	);
	const label = 24;
	return { x, y: y - label, width, height: height + label };
}

/** @param {Page} page */
async function takeGetAuthToken(page) {
	await page.setViewportSize({ width: 1600, height: 860 });
	const node = getAuthToken('customTokenGrant', await credentialOf('customTokenGrantApi'));
	await open(page, workflow(manualTrigger([]).slice(0, 1), node));
	await editorPage(page).openNode('Get Auth Token');
	await page.getByTestId('node-execute-button').click();
	const output = page.getByTestId('output-panel');
	await output.getByText('Schema', { exact: true }).click();
	await output.getByText('authorization').waitFor();
	await page.mouse.move(0, 0);
	const { x, y, width } = await around([output]);
	const end = await around([output.getByText('authorization')], 24);
	const border = 2;
	return { x, y, width: width - border, height: end.y + end.height - y };
}

/** @param {Page} page */
async function takeRefused(page) {
	const saved = await credentialOf('voipexApi');
	await n8n.ask('DELETE', `/credentials/${saved.voipexApi.id}`); // so that the node offers to make one
	const request = { ...httpRequest('https://ipbxapi.voipex.io/calls', saved), credentials: {} };
	await open(page, workflow(manualTrigger([]).slice(0, 1), request));
	const editor = editorPage(page);
	await editor.openNode('HTTP Request');
	await editor.connect();
	const form = page.getByTestId('credential-edit-dialog');
	await editor.fill('username', 'your@email.com');
	await editor.fill('password', 'not-the-password');
	await editor.fill('authUrl', `${sandbox.url}/voipex`);
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await form.getByText('More details').click();
	await form.getByText(/refused the sign-in/).waitFor();
	await page.mouse.move(0, 0);
	const message = form.getByText(/^Couldn.t connect/);
	const password = form.getByTestId('parameter-input-password');
	const { x, width } = await around([password], 24);
	const { y, height } = await around([message, password], 40);
	return { x, y, width, height };
}

/** @param {Page} page */
async function takeSearch(page) {
	await open(page, workflow(manualTrigger([]).slice(0, 1)));
	await page.getByTestId('node-creator-plus-button').click();
	await page.getByTestId('node-creator-search-bar').fill('b2copy');
	const found = page.getByTestId('item-iterator-item');
	await found.filter({ hasText: 'Get Auth Token' }).waitFor();
	await page.mouse.move(0, 0);
	const panel = await around([page.getByTestId('node-creator')]);
	const end = await around([found], 16);
	return { ...panel, height: end.y + end.height - panel.y };
}
