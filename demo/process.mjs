/** Programs that never outlive this process. */
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import execa from 'execa';

/** @type {Set<{ stop: () => Promise<void> }>} */
const running = new Set();

const guard = fileURLToPath(new URL('guard.mjs', import.meta.url));

/**
 * Starts a program in a process group of its own. It ends when this process does, however that happens.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, folder?: string }} [options]
 *   `folder` is removed if this process goes without stopping the program
 * @returns the output so far, the exit code to wait for, and two ways to end it
 */
export function start(command, args, { folder = '', ...options } = {}) {
	const child = execa(process.execPath, [guard, folder, command, ...args], {
		...options,
		all: true,
		detached: process.platform !== 'win32',
		extendEnv: false,
		maxBuffer: Infinity,
		reject: false,
	});
	const printed = /** @type {import('node:stream').Readable} */ (child.all);
	let output = '';
	printed.setEncoding('utf8').on('data', (chunk) => (output += chunk));
	child.stdin?.on('error', () => {}); // the program ended first
	child.once('exit', () => endGroup(child.pid));

	const ended = child.then(({ exitCode }) => exitCode ?? null);
	const program = {
		/** Everything printed so far, on both streams. */
		output: () => output,
		/**
		 * Waits until it has printed the text; false when it ends without.
		 *
		 * @param {string} text
		 */
		async printed(text) {
			while (!output.includes(text) && running.has(program)) {
				await Promise.race([once(printed, 'data'), ended]);
			}
			return output.includes(text);
		},
		/** Resolves with the exit code; null when it was ended from here. */
		ended,
		/** Asks it to end, waits, and ends what is left of it. */
		async stop() {
			child.stdin?.end('stop');
			await ended;
		},
		/** Ends it at once, as a power cut would. */
		async kill() {
			endGroup(child.pid);
			child.kill('SIGKILL');
			await ended;
		},
	};
	running.add(program);
	void ended.then(() => running.delete(program));
	return program;
}

/** Stops every program that was started here. */
export const stopAll = async () => {
	await Promise.all([...running].map((program) => program.stop()));
};

/** @param {number | undefined} leader */
function endGroup(leader) {
	if (!leader || process.platform === 'win32') return;
	try {
		process.kill(-leader, 'SIGKILL');
	} catch {
		// Nothing is left of the group.
	}
}
