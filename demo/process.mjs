/** Programs that never outlive this process. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

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
	const child = spawn(process.execPath, [guard, folder, command, ...args], {
		...options,
		detached: process.platform !== 'win32',
		stdio: 'pipe',
		windowsHide: true,
	});
	/** @type {string[]} */
	const chunks = [];
	child.stdout.setEncoding('utf8').on('data', (chunk) => chunks.push(chunk));
	child.stderr.setEncoding('utf8').on('data', (chunk) => chunks.push(chunk));
	child.stdin.on('error', () => {}); // the program ended first

	/** @type {Promise<number | null>} */
	const ended = new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
		child.once('exit', () => endGroup(child.pid));
	});

	const program = {
		/** Everything printed so far, on both streams. */
		output: () => chunks.join(''),
		/**
		 * Waits until it has printed the text; false when it ends without.
		 *
		 * @param {string} text
		 * @returns {Promise<boolean>}
		 */
		printed(text) {
			return new Promise((resolve, reject) => {
				const look = () => {
					if (!program.output().includes(text)) return;
					for (const stream of [child.stdout, child.stderr]) stream.off('data', look);
					resolve(true);
				};
				for (const stream of [child.stdout, child.stderr]) stream.on('data', look);
				look();
				ended.then(() => resolve(program.output().includes(text)), reject);
			});
		},
		/** Resolves with the exit code; null when it was ended from here. */
		ended,
		/** Asks it to end, waits, and ends what is left of it. */
		async stop() {
			child.stdin.end('stop');
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
	void ended.catch(() => {}).then(() => running.delete(program));
	return program;
}

/** Stops every program that was started here. */
export async function stopAll() {
	await Promise.all([...running].map((program) => program.stop()));
}

/** @param {number | undefined} leader */
function endGroup(leader) {
	if (!leader || process.platform === 'win32') return;
	try {
		process.kill(-leader, 'SIGKILL');
	} catch {
		// Nothing is left of the group.
	}
}
