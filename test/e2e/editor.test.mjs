import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { examplesFolder } from '../../demo/load.mjs';
import { account } from './account.mjs';
import { openBrowser } from './browser.mjs';
import { testWords } from './words.mjs';
import { manualTrigger, workflow } from './workflows.mjs';
import { useWorld } from './world.mjs';

/** Where the pictures go: kept when the variable names a folder, else gone with the run. */
const pictures = process.env.E2E_SCREENSHOTS ?? String(process.env.E2E_FOLDER);

const examples = readdirSync(examplesFolder)
	.filter((name) => name.endsWith('.json'))
	.map((name) => JSON.parse(readFileSync(join(examplesFolder, name), 'utf8')));

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
	for (const { id } of await world.n8n.ask('GET', '/credentials')) {
		await world.n8n.ask('DELETE', `/credentials/${id}`);
	}
	const { id } = await world.n8n.ask('POST', '/workflows', workflow(manualTrigger([])));
	page = await browser.context.newPage();
	await page.goto(`${world.n8n.url}/workflow/${id}`);
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
	for (const [field, value] of Object.entries(account(type, world.sandbox.url, changes))) {
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
	['B2COPY Seamless API', 'b2copySeamlessApi'],
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
	const wrong = { password: 'not-the-password' };
	const form = await fillForm('VoIPEX API', 'voipexApi', wrong);
	await page.getByRole('button', { name: 'Save', exact: true }).click();

	await form.getByText('More details').click();
	const words = await testWords('voipexApi', account('voipexApi', world.sandbox.url, wrong));
	await form.getByText(words).waitFor();
	await picture('form-refused');
});

it.each([
	['sign in', 'Get Auth Token'],
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

it('the search finds the right node by the words that people type', async () => {
	const found = await search('');
	const searchBar = page.getByTestId('node-creator-search-bar');
	for (const [node, words] of [
		['Get Auth Token', 'token, login, sign in, oauth, bearer, jwt, keycloak, api key, cognito'],
		['Get Auth Token', 'b2copy, spryker, voipex, tradevest'],
		['B2COPY Seamless Link', 'mt4, mt5, MT login, b2copy, redirect, seamless'],
	]) {
		for (const word of words.split(', ')) {
			const result = found.getByText(node, { exact: true });
			await searchBar.fill('');
			await result.waitFor({ state: 'detached' });
			await searchBar.fill(word);
			await result.waitFor();
		}
	}
	await picture('search');
});

describe.each(examples.map(({ name, id }) => [name, id]))('the example "%s"', (_, id) => {
	it('shows notes that fit their text, nothing overlapping, and names large enough to read', async () => {
		const example = examples.find((one) => one.id === id);
		const saved = await world.n8n.ask('POST', '/workflows', { ...example, id: undefined });
		await page.goto(`${world.n8n.url}/workflow/${saved.id}`);
		await page.getByTestId('canvas-node').nth(1).waitFor();
		await page.locator('.n8n-sticky h2').first().waitFor();
		await picture(`example-${id}`);

		const { zoom, boxes, notes } = await page.evaluate(measure);
		expect(boxes.length).toBe(example.nodes.length);
		expect(overlapsOf(boxes)).toEqual([]);
		expect(notes.filter(({ spare }) => spare < 12 || spare > 60)).toEqual([]);
		expect(zoom).toBeGreaterThan(0.7);
	});
});

/** Runs in the page: where each node stands with its name, and how its note fills its box. */
function measure() {
	/** @param {Element} node */
	const boxOf = (node) => {
		const label = node.querySelector('[class*="_description_"]') ?? node;
		const [a, b] = [node.getBoundingClientRect(), label.getBoundingClientRect()];
		const [left, right] = [Math.min(a.left, b.left), Math.max(a.right, b.right)];
		const [top, bottom] = [Math.min(a.top, b.top), Math.max(a.bottom, b.bottom)];
		return { name: (label.textContent ?? '').trim().slice(0, 30), left, right, top, bottom };
	};
	const pane = document.querySelector('.vue-flow__transformationpane');
	return {
		zoom: new DOMMatrix(getComputedStyle(/** @type {Element} */ (pane)).transform).a,
		boxes: Array.from(document.querySelectorAll('.vue-flow__node'), boxOf),
		notes: Array.from(document.querySelectorAll('.n8n-sticky'), (note) => {
			const text = /** @type {HTMLElement} */ (note.querySelector(':scope > div > div'));
			return { text: text.innerText.slice(0, 30), spare: note.clientHeight - text.offsetHeight };
		}),
	};
}

/** @param {ReturnType<typeof measure>['boxes']} boxes */
const overlapsOf = (boxes) =>
	boxes.flatMap((one, index) =>
		boxes
			.slice(index + 1)
			.filter(
				(other) =>
					one.left < other.right &&
					other.left < one.right &&
					one.top < other.bottom &&
					other.top < one.bottom,
			)
			.map((other) => `${one.name} and ${other.name}`),
	);
