/** Third-party servers, each in a process of its own. */
import { on } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import execa from 'execa';

const folder = join(process.cwd(), 'test', 'servers');

/** The pinned versions of the servers from PyPI. */
export const requirements = join(folder, 'python', 'requirements.txt');
/** Where they are installed: a folder of this name is passed over by every tool here, the linter included. */
export const environment = join(folder, 'python', 'node_modules', '.venv');
export const python = join(environment, 'bin', 'python');

/**
 * A running server.
 *
 * @typedef {object} Server
 * @property {string} url
 * @property {() => number} now the time of its clock, in epoch milliseconds
 * @property {(seconds: number) => Promise<void>} advance puts its clock forward
 * @property {() => Promise<void>} close
 */

/** @type {Map<string, Promise<Server>>} */
const running = new Map();

/**
 * Starts one of the servers in `apps` or `python`, or gives the one that runs with these settings.
 *
 * @param {string} file below this folder
 * @param {string[]} settings for it
 * @returns {Promise<Server>}
 */
export function startServer(file, ...settings) {
	const key = JSON.stringify([file, settings]);
	const server = running.get(key) ?? launch(file, settings);
	running.set(key, server);
	return server;
}

/** Ends all of them. */
export async function closeServers() {
	for (const server of running.values()) await (await server).close();
	running.clear();
}

/** @param {string} file @param {string[]} settings */
async function launch(file, settings) {
	const program = file.endsWith('.py') ? python : process.execPath;
	const child = execa(program, [join(folder, file), ...settings], {
		env: { NODE_NO_WARNINGS: '1', PYTHONDONTWRITEBYTECODE: '1' },
	});
	const { stdin, stdout } = /** @type {Required<typeof child>} */ (child);
	const lines = createInterface(/** @type {import('node:stream').Readable} */ (stdout));
	const message = async () => {
		for await (const [line] of on(lines, 'line')) {
			if (line.startsWith('{')) return JSON.parse(line);
		}
	};
	// A server that ends before it is ready rejects here, with what it printed.
	const { url } = /** @type {any} */ (await Promise.race([message(), child]));
	let ahead = 0;
	return {
		url,
		now: () => Date.now() + ahead,
		/** @param {number} seconds */
		async advance(seconds) {
			ahead += seconds * 1000;
			const done = message();
			stdin?.write(`${JSON.stringify({ advance: seconds })}\n`);
			await done;
		},
		async close() {
			stdin?.end();
			await child;
		},
	};
}
