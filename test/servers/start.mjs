import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import execa from 'execa';

const pythonServers = join(process.cwd(), 'test', 'servers', 'python');

/** The pinned versions of the servers from PyPI. */
export const requirements = join(pythonServers, 'requirements.txt');
/** Where they are installed: a folder of this name is passed over by every tool here, the linter included. */
export const environment = join(pythonServers, 'node_modules', '.venv');
export const python = join(environment, 'bin', 'python');

/**
 * A running server.
 *
 * @typedef {object} Server
 * @property {string} url
 * @property {(seconds: number) => Promise<void>} advance puts the server's clock forward
 * @property {() => Promise<void>} close
 */

/**
 * Starts one of the servers in `apps`.
 *
 * @param {string} name of its file, without the ending
 * @param {string[]} [settings] for it
 * @returns {Promise<Server>}
 */
export async function startServer(name, settings = []) {
	const child = execa.node(join('test', 'servers', 'apps', `${name}.mjs`), settings, {
		nodeOptions: ['--no-warnings'],
	});
	// A server that ends before it is ready rejects here, with what it said.
	const [{ url }] = /** @type {any} */ (await Promise.race([once(child, 'message'), child]));
	return {
		url,
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

/**
 * Starts one of the servers in `python`, which end with their standard input.
 *
 * @param {string} name of its file, without the ending
 * @param {string[]} settings for it
 * @returns {Promise<Server>}
 */
export async function startPythonServer(name, settings) {
	const child = execa(python, [join(pythonServers, `${name}.py`), ...settings], {
		env: { PYTHONDONTWRITEBYTECODE: '1' },
	});
	const { stdin, stdout } = /** @type {Required<typeof child>} */ (child);
	const lines = createInterface(/** @type {import('node:stream').Readable} */ (stdout));
	const told = async () => JSON.parse((await once(lines, 'line'))[0]);
	const { url } = /** @type {any} */ (await Promise.race([told(), child]));
	return {
		url,
		async advance(seconds) {
			const done = told();
			stdin?.write(`${JSON.stringify({ advance: seconds })}\n`);
			await done;
		},
		async close() {
			stdin?.end();
			await child;
		},
	};
}
