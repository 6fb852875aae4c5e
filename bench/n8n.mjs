/** The demo's real n8n, with this package and what it is measured against. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { freePort, installPackage, packPackage, publish, signIn, startN8n } from '../demo/n8n.mjs';
import { webhook, workflow } from '../test/e2e/workflows.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));

export async function openN8n() {
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-auth-token-bench-'));
	await installPackage(await packPackage(userFolder), userFolder);
	const modules = join(userFolder, '.n8n', 'nodes', 'node_modules');
	for (const [folder, name] of [
		['rival', 'n8n-nodes-usual-way'],
		['starter', 'n8n-nodes-starter-style'],
	]) {
		await cp(join(here, folder), join(modules, name), { recursive: true });
	}
	const n8n = await startN8n({ userFolder, port: await freePort() });
	const ask = await signIn(n8n.url);

	return {
		/**
		 * @param {string} type
		 * @param {Record<string, unknown>} data
		 * @returns {Promise<Record<string, { id: string, name: string }>>} as a node refers to it
		 */
		async saveCredential(type, data) {
			const { id, name } = await ask('POST', '/credentials', { name: type, type, data });
			return { [type]: { id, name } };
		},

		/**
		 * Publishes nodes behind a webhook.
		 *
		 * @param {import('../test/e2e/workflows.mjs').Node[]} nodes
		 * @returns {Promise<() => Promise<number>>} runs one production execution; gives its HTTP status
		 */
		async publish(...nodes) {
			const trigger = webhook();
			await publish(ask, await ask('POST', '/workflows', workflow([trigger], ...nodes)));
			return async () => {
				const answer = await fetch(`${n8n.url}/webhook/${trigger.parameters.path}`);
				await answer.arrayBuffer();
				return answer.status;
			};
		},

		async close() {
			await n8n.stop();
			await rm(userFolder, { recursive: true, force: true, maxRetries: 5 });
		},
	};
}

/**
 * Makes this many items out of one.
 *
 * @param {number} count
 * @returns {import('../test/e2e/workflows.mjs').Node[]}
 */
export const items = (count) => [
	{
		name: 'Given',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: {
			mode: 'raw',
			jsonOutput: JSON.stringify({ items: Array.from({ length: count }, (_, id) => ({ id })) }),
			options: {},
		},
	},
	{
		name: 'Items',
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		parameters: { fieldToSplitOut: 'items', options: {} },
	},
];
