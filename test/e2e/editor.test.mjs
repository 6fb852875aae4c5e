import { beforeEach, expect, it } from '@jest/globals';
import { usePage } from './usePage.mjs';
import { testWords } from './words.mjs';
import { manualTrigger, workflow } from './workflows.mjs';
import { useWorld } from './world.mjs';

const world = useWorld();
const shown = usePage(world);
/** @type {import('playwright-core').Page} */
let page;

/** Saves a workflow and opens it. @param {object} draft */
async function open(draft) {
	const { id } = await world.n8n.ask('POST', '/workflows', { ...draft, id: undefined });
	await page.goto(`${world.n8n.url}/workflow/${id}`);
}

beforeEach(async () => {
	({ page } = shown);
	await open(workflow(manualTrigger([])));
});

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
	await shown.editor.connect();
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

it('a form takes a login, signs in with it and closes', async () => {
	await fillForm('Tradevest API', 'tradevestApi');
	await shown.editor.saveCredential();

	const chosen = page.getByTestId('node-credentials-select').locator('input');
	expect(await chosen.inputValue()).toBe('Tradevest account');
});

it('a form shows what to do when the provider refuses the login', async () => {
	const wrong = { password: 'not-the-password' };
	const form = await fillForm('VoIPEX API', 'voipexApi', wrong);
	await page.getByRole('button', { name: 'Save', exact: true }).click();

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
