import { afterEach, beforeAll, beforeEach } from '@jest/globals';

import { sharedN8n } from './harness.mjs';
import { openSandbox } from './sandbox.mjs';

/**
 * What the tests of a file work with: the shared n8n, and a sandbox for each test.
 *
 * @returns {{ n8n: Awaited<ReturnType<typeof sharedN8n>>, sandbox: Awaited<ReturnType<typeof openSandbox>> }}
 *   filled in before each test
 */
export function useWorld() {
	const world = /** @type {ReturnType<typeof useWorld>} */ ({});
	beforeAll(async () => {
		world.n8n = await sharedN8n();
	});
	beforeEach(async () => {
		world.sandbox = await openSandbox();
	});
	afterEach(async () => await world.sandbox?.close());
	return world;
}
