import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { openBrowser } from './browser.mjs';
import { testWords } from './words.mjs';
import { manualTrigger, workflow } from './workflows.mjs';
import { useWorld } from './world.mjs';

const world = useWorld();
/** @type {Awaited<ReturnType<typeof openBrowser>>} */
let browser;
/** @type {import('playwright-core').Page} */
let page;

beforeAll(async () => {
	browser = await openBrowser(world.n8n.url);
});
afterAll(async () => await browser?.close());
beforeEach(async () => {
	// With a credential of its type at hand, a node offers that instead of a form.
	for (const { id } of await world.n8n.ask('GET', '/credentials')) {
		await world.n8n.ask('DELETE', `/credentials/${id}`);
	}
	page = await browser.context.newPage();
	// An unsaved workflow asks before it lets go.
	page.on('dialog', (dialog) => void dialog.accept());
	const { id } = await world.n8n.ask('POST', '/workflows', workflow(manualTrigger([])));
	await page.goto(`${world.n8n.url}/workflow/${id}`);
});
afterEach(async () => await page.close());

/** Searches the node panel. @param {string} words */
async function search(words) {
	await page.getByTestId('node-creator-plus-button').click();
	await page.getByTestId('node-creator-search-bar').fill(words);
	return page.getByTestId('node-creator-item-name');
}

/** Adds HTTP Request and opens its list of predefined credential types. */
async function openCredentialTypes() {
	const found = await search('HTTP Request');
	await found.getByText('HTTP Request', { exact: true }).click();
	await page.getByTestId('parameter-input-authentication').click();
	await page.getByRole('option', { name: 'Predefined Credential Type' }).click();
	await page.getByTestId('credential-select').click();
	return page.getByTestId('credential-select-option').filter({ visible: true });
}

/**
 * Opens the form of a new credential and fills it in.
 *
 * @param {string} title of a credential type
 * @param {string} type
 * @param {Record<string, unknown>} [changes] to the account
 */
async function fillForm(title, type, changes) {
	const types = await openCredentialTypes();
	await page.keyboard.type(title);
	await types.filter({ hasText: title }).click();
	await page.getByRole('button', { name: /^Connect to/ }).click();
	const form = page.getByTestId('credential-edit-dialog');
	for (const [field, value] of Object.entries(world.form(type, changes))) {
		const input = form.getByTestId(`parameter-input-${field}`);
		if (field === 'environment') {
			await input.click();
			await page.getByRole('option', { name: /custom/i }).click();
		} else {
			await input.locator('input').fill(String(value));
		}
	}
	return form;
}

/** Saves the credential, which tests it; a form that stays open was refused. */
const save = async () => await page.getByRole('button', { name: 'Save', exact: true }).click();

it('a form takes a login, signs in with it and closes', async () => {
	const form = await fillForm('Tradevest API', 'tradevestApi');
	await save();
	await form.waitFor({ state: 'detached' });

	const chosen = page.getByTestId('node-credentials-select').locator('input');
	expect(await chosen.inputValue()).toBe('Tradevest account');
});

it('a form shows what to do when the provider refuses the login', async () => {
	const wrong = { password: 'not-the-password' };
	const form = await fillForm('VoIPEX API', 'voipexApi', wrong);
	await save();
	await form.getByText('More details').click();
	const words = await testWords('voipexApi', world.form('voipexApi', wrong));
	await form.getByText(words).waitFor();
});

it.each([
	['sign in', 'Get Auth Token'],
	['client link', 'B2COPY Seamless Link'],
])('the search for "%s" adds %s', async (words, node) => {
	const found = await search(words);
	await found.getByText(node, { exact: true }).click();
	await page.getByRole('button', { name: 'Add to workflow' }).click();
	await page.getByTestId('node-parameters').waitFor();
	await page.getByTestId('ndv-close-button').click();

	expect(await page.getByTestId('canvas-node').filter({ hasText: node }).count()).toBe(1);
});
