/** The demo's real n8n, with this package and what it is measured against. */
import { fileURLToPath } from 'node:url';

import * as harness from '../test/e2e/harness.mjs';
import { manualTrigger } from '../test/e2e/workflows.mjs';

const here = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

const neighbours = {
	'n8n-nodes-usual-way': here('rival'),
	'n8n-nodes-floor': here('floor'),
};

export async function openN8n() {
	const n8n = await harness.openN8n({}, neighbours);
	return {
		...n8n,
		/**
		 * Publishes nodes behind a webhook.
		 *
		 * @param {import('../test/e2e/workflows.mjs').Node[]} nodes
		 * @returns {Promise<() => Promise<number>>} runs one production execution; gives its HTTP status
		 */
		async publish(...nodes) {
			const { call } = await n8n.publish(...nodes);
			return async () => (await call()).status;
		},
	};
}

/**
 * Makes this many items out of one.
 *
 * @param {number} count
 */
export const items = (count) =>
	manualTrigger(Array.from({ length: count }, (_, id) => ({ id }))).slice(1);
