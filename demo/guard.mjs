/**
 * Runs a program and ends it, with all its descendants, when the process that asked for it is gone:
 * its end of the standard input closes, however that process came to its end.
 *
 * Usage: `node guard.mjs <folder to remove when orphaned, or empty> <program> [arguments]`
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

const patience = 10_000;

const [folder, program, ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });

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

child.once('error', (error) => {
	process.stderr.write(`${error.message}\n`);
	process.exit(127);
});
child.once('exit', (code) => {
	if (!ending) process.exit(code ?? 1);
	if (folder && !asked) rmSync(folder, { recursive: true, force: true });
	endGroup();
});

function end() {
	if (ending) return;
	ending = true;
	child.kill('SIGTERM');
	setTimeout(() => child.kill('SIGKILL'), patience);
}

/** This process leads its group, so this is its own end too. */
function endGroup() {
	if (process.platform === 'win32') process.exit();
	process.kill(-process.pid, 'SIGKILL');
}
