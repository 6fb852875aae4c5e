import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { chromium, selectors } from 'playwright-core';

import { owner } from '../../demo/n8n.mjs';
import { account } from './account.mjs';
import { openN8n } from './harness.mjs';
import { openSandbox } from './sandbox.mjs';
import { manualTrigger, workflow } from './workflows.mjs';

const chromiumFlags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** Where the pictures go: kept when the variable names a folder, else gone with the run. */
const pictures = process.env.E2E_SCREENSHOTS ?? String(process.env.E2E_FOLDER);

/** @type {Awaited<ReturnType<typeof openN8n>>} */
let n8n;
/** @type {Awaited<ReturnType<typeof openSandbox>>} */
let sandbox;
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('playwright-core').BrowserContext} */
let context;
/** @type {import('playwright-core').Page} */
let page;

beforeAll(async () => {
	selectors.setTestIdAttribute('data-test-id');
	[n8n, sandbox, browser] = await Promise.all([
		openN8n(),
		openSandbox(),
		chromium.launch({
			executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
			args: chromiumFlags,
		}),
	]);
	context = await browser.newContext({ viewport: { width: 1400, height: 1000 } });
	context.setDefaultTimeout(60_000);
	// The editor asks the package registry about the nodes it shows; that is not part of the test.
	await context.route(
		({ hostname }) => !['127.0.0.1', ''].includes(hostname),
		async (route) => await route.abort(),
	);
	const signIn = await context.newPage();
	await signIn.goto(`${n8n.url}/signin`);
	await signIn.getByLabel(/email/i).first().fill(owner.email);
	await signIn.locator('input[type=password]').fill(owner.password);
	await signIn.getByRole('button', { name: /sign in/i }).click();
	await signIn.waitForURL(/\/(home|workflow|projects)/);
	await signIn.close();
});
afterAll(async () => {
	await Promise.all([browser?.close(), n8n?.close(), sandbox?.close()]);
});

beforeEach(async () => {
	for (const { id } of await n8n.ask('GET', '/credentials')) {
		await n8n.ask('DELETE', `/credentials/${id}`);
	}
	const { id } = await n8n.ask('POST', '/workflows', workflow(manualTrigger([])));
	page = await context.newPage();
	await page.goto(`${n8n.url}/workflow/${id}`);
});
afterEach(async () => {
	// An unsaved workflow asks before it lets go.
	page.on('dialog', (dialog) => void dialog.accept());
	await page.close();
});

/** @param {string} name */
const picture = async (name) => await page.screenshot({ path: join(pictures, `${name}.png`) });

/**
 * Searches the node panel.
 *
 * @param {string} words
 */
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

/** @param {string} shown the display name of a credential type */
async function openForm(shown) {
	const types = await openCredentialTypes();
	await page.keyboard.type(shown);
	await types.filter({ hasText: shown }).click();
	await page.getByRole('button', { name: /^Connect to/ }).click();
	return page.getByTestId('credential-edit-dialog');
}

/**
 * @param {string} shown the display name of a credential type
 * @param {string} type
 * @param {Record<string, unknown>} [changes] to the account
 */
async function fillForm(shown, type, changes) {
	const form = await openForm(shown);
	await form.waitFor();
	for (const [field, value] of Object.entries(account(type, sandbox.url, changes))) {
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

it('HTTP Request offers each credential type', async () => {
	const types = await openCredentialTypes();
	await types.first().waitFor();

	expect(await types.allTextContents()).toEqual(
		expect.arrayContaining([
			'B2COPY Back Office API',
			'B2COPY Seamless API',
			'Spryker Glue API',
			'Tradevest API',
			'VoIPEX API',
		]),
	);
});

describe.each([
	['B2COPY Back Office API', 'b2copyBackOfficeApi'],
	['B2COPY Seamless API', 'b2copySeamlessApi'],
	['Spryker Glue API', 'sprykerGlueApi'],
	['Tradevest API', 'tradevestApi'],
	['VoIPEX API', 'voipexApi'],
])('the form of %s', (shown, type) => {
	it('takes a login, signs in with it and closes', async () => {
		const form = await fillForm(shown, type);
		await picture(`form-${type}`);
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await form.waitFor({ state: 'detached' });

		const chosen = page.getByTestId('node-credentials-select').locator('input');
		expect(await chosen.inputValue()).toBe(shown.replace('API', 'account'));
	});
});

it('a form shows what to do when the provider refuses the login', async () => {
	const form = await fillForm('VoIPEX API', 'voipexApi', { password: 'not-the-password' });
	await page.getByRole('button', { name: 'Save', exact: true }).click();

	await form.getByText('More details').click();
	await form.getByText(/VoIPEX refused the sign-in.*Check "Username" and "Password"/).waitFor();
	await picture('form-refused');
});

it.each([
	['sign in', 'Get Auth Token'],
	['bearer', 'Get Auth Token'],
	['MT login', 'B2COPY Seamless Link'],
	['client link', 'B2COPY Seamless Link'],
])('the search for "%s" adds %s', async (words, node) => {
	const found = await search(words);
	await found.getByText(node, { exact: true }).click();
	await page.getByRole('button', { name: 'Add to workflow' }).click();
	await page.getByTestId('node-parameters').waitFor();
	await picture(`node-${node.replaceAll(' ', '-')}`);
	await page.getByTestId('ndv-close-button').click();

	expect(await page.getByTestId('canvas-node').filter({ hasText: node }).count()).toBe(1);
});
