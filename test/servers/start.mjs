import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/**
 * Starts one of the servers in `apps`.
 *
 * @param {string} name of its file, without the ending
 * @param {string[]} [settings] for it
 */
export async function startServer(name, settings = []) {
	const child = fork(join(process.cwd(), 'test', 'servers', 'apps', `${name}.mjs`), settings, {
		stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
		execArgv: ['--no-warnings'],
	});
	let complaints = '';
	child.stderr?.on('data', (chunk) => {
		complaints += chunk;
	});
	const [ready] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
	if (typeof ready?.url !== 'string') throw new Error(`${name} did not start: ${complaints}`);
	return {
		url: /** @type {string} */ (ready.url),
		/** @param {number} seconds that the server's clock goes ahead */
		async advance(seconds) {
			const done = once(child, 'message');
			child.send({ advance: seconds });
			await done;
		},
		async close() {
			const gone = once(child, 'exit');
			child.disconnect();
			await gone;
		},
	};
}
