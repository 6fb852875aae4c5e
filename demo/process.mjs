/** Programs that never outlive this process. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const guard = fileURLToPath(new URL('guard.mjs', import.meta.url));

/**
 * Starts a program in a process group of its own. It ends when this process does, however that happens.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, folder?: string }} [options]
 *   `folder` is removed if this process goes without stopping the program
 * @returns the output so far, the exit code to wait for, and two ways to end it
 */
export function start(program, args, { folder = '', ...options } = {}) {
	const child = spawn(process.execPath, [guard, folder, program, ...args], {
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

	return {
		/** Everything printed so far, on both streams. */
		output: () => chunks.join(''),
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
