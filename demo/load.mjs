/** The demo's content: one credential of each type, for the sandbox and the model, and the example workflows. */
import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { publish } from './n8n.mjs';

/** The folder of the example workflows. */
export const examplesFolder = fileURLToPath(new URL('../examples', import.meta.url));

/** The address that the examples are written for. */
const exampleSandbox = 'http://127.0.0.1:4010';

/** Where an account at the sandbox is kept for each credential. */
const fixturesFolder = fileURLToPath(new URL('../test/fixtures', import.meta.url));

/**
 * A credential of each type for the sandbox's accounts, and one for the model, under the names that
 * the example workflows refer to.
 *
 * @param {string} sandbox the sandbox's address
 * @param {string} model the base URL of a language model
 */
export async function credentials(sandbox, model) {
	const files = (await readdir(fixturesFolder)).sort();
	const own = await Promise.all(
		files.map(async (file) => {
			/** @type {{ fixture: import('../test/fixtures.mjs').Fixture }} */
			const { fixture } = await import(`../test/fixtures/${file}`);
			return {
				name: fixture.title.replace(/ API$/, ''),
				type: `${basename(file, '.mjs')}Api`,
				data: fixture.account(sandbox),
			};
		}),
	);
	const openAi = { name: 'OpenAI', type: 'openAiApi', data: { apiKey: 'not-needed', url: model } };
	return [...own, openAi];
}

/**
 * The example workflows, calling the given sandbox.
 *
 * @param {string} sandbox
 * @returns {Promise<any[]>}
 */
export async function workflows(sandbox) {
	const names = (await readdir(examplesFolder)).filter((name) => name.endsWith('.json')).sort();
	const texts = await Promise.all(
		names.map((name) => readFile(join(examplesFolder, name), 'utf8')),
	);
	return texts.map((text) => JSON.parse(text.replaceAll(exampleSandbox, sandbox)));
}

/**
 * Puts all of it into a running n8n and publishes what a webhook starts.
 *
 * @param {import('./n8n.mjs').Ask} ask as `signIn` returns it
 * @param {string} sandbox
 * @param {string} model
 */
export async function load(ask, sandbox, model) {
	/** @type {Record<string, { id: string, name: string }>} */
	const made = {};
	for (const credential of await credentials(sandbox, model)) {
		const { id, name } = await ask('POST', '/credentials', credential);
		made[credential.type] = { id, name };
	}
	for (const workflow of await workflows(sandbox)) {
		const saved = await ask('POST', '/workflows', bind(workflow, made));
		if (startsByWebhook(workflow)) await publish(ask, saved);
	}
}

/**
 * A workflow with its credentials replaced by the given ones of the same type.
 *
 * @param {any} workflow
 * @param {Record<string, { id: string, name: string }>} made by credential type
 */
export function bind(workflow, made) {
	const nodes = workflow.nodes.map((/** @type {any} */ node) => ({
		...node,
		...(node.credentials && {
			credentials: Object.fromEntries(
				Object.keys(node.credentials).map((type) => [type, made[type]]),
			),
		}),
	}));
	return { ...workflow, nodes };
}

/** @param {any} workflow */
const startsByWebhook = ({ nodes }) =>
	nodes.some((/** @type {any} */ { type }) => type === 'n8n-nodes-base.webhook');
