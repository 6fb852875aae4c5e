/**
 * Runs a program and ends it, with all its descendants, when the process that asked for it is gone:
 * its end of the standard input closes, however that process came to its end.
 *
 * Usage: `node guard.mjs <folder to remove when orphaned, or empty> <program> [arguments]`
 */
import { rmSync } from 'node:fs';

import execa from 'execa';

const [folder, program, ...args] = process.argv.slice(2);
const child = execa(program, args, {
	reject: false,
	stdin: 'ignore',
	stdout: 'inherit',
	stderr: 'inherit',
});

let asked = false;
let ending = false;

process.stdin.on('data', () => {
	asked = true;
	end();
});
process.stdin.on('close', () => {
	end();
	if (!asked) child.kill('SIGKILL');
});

const { exitCode = 127, signal, originalMessage } = /** @type {any} */ (await child);
if (originalMessage) process.stderr.write(`${originalMessage}\n`);
if (!ending) process.exit(signal ? 1 : exitCode);
if (folder && !asked) rmSync(folder, { recursive: true, force: true });
// This process leads its group, so this is its own end too.
if (process.platform === 'win32') process.exit();
process.kill(-process.pid, 'SIGKILL');

function end() {
	if (ending) return;
	ending = true;
	child.kill('SIGTERM', { forceKillAfterTimeout: 10_000 });
}
