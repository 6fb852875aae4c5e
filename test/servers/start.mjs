import { once } from 'node:events';
import { join } from 'node:path';
import execa from 'execa';

/**
 * Starts one of the servers in `apps`.
 *
 * @param {string} name of its file, without the ending
 * @param {string[]} [settings] for it
 */
export async function startServer(name, settings = []) {
	const child = execa.node(join('test', 'servers', 'apps', `${name}.mjs`), settings, {
		nodeOptions: ['--no-warnings'],
	});
	// A server that ends before it is ready rejects here, with what it said.
	const [{ url }] = /** @type {any} */ (await Promise.race([once(child, 'message'), child]));
	return {
		/** @type {string} */
		url,
		/** @param {number} seconds that the server's clock goes ahead */
		async advance(seconds) {
			const done = once(child, 'message');
			child.send({ advance: seconds });
			await done;
		},
		async close() {
			child.disconnect();
			await child;
		},
	};
}
