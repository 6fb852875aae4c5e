import { on } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import execa from 'execa';
import { useSandbox } from './support.mjs';

const sandbox = useSandbox();
const folder = path.join(__dirname, '../../sandbox');

/** @type {import('execa').ExecaChildProcess} */
let child;
afterEach(() => {
	child?.kill('SIGKILL');
});

/** Starts a command. @param {string} SANDBOX_PORT @param {string[]} [command] */
function run(SANDBOX_PORT, [file, ...args] = [process.execPath, path.join(folder, 'main.mjs')]) {
	const options = { all: true, env: { SANDBOX_PORT }, reject: false };
	child = execa(file, args, options);
	return child;
}

describe('npm run sandbox', () => {
	it.each([
		['SIGINT', undefined],
		// A signal to npm does not reach the sandbox: it ends because it loses its parent.
		['SIGTERM', ['npm', 'run', 'sandbox']],
	])('prints address, accounts and controls, and stops on %s', async (signal, command) => {
		const { stdout } = run('0', command);
		let text = '';
		for await (const [chunk] of on(/** @type {any} */ (stdout), 'data')) {
			text += chunk;
			if (text.includes('/__sandbox/log\n')) break;
		}
		for (const part of ['sonia@spryker.com / change123', '/__sandbox/faults', 'Ctrl-C']) {
			expect(text).toContain(part);
		}
		const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? [];
		expect((await fetch(`${url}/spryker/whoami`)).status).toBe(401);
		child.kill(signal, { forceKillAfterTimeout: false });
		// It ends when everybody who holds its output has ended.
		const { exitCode } = await child;
		if (!command) expect(exitCode).toBe(0);
		await expect(fetch(`${url}/spryker/whoami`)).rejects.toThrow();
	});

	it('says what to do when the port is in use, or none', async () => {
		const { port } = new URL(sandbox.url('/'));
		const inUse = `Port ${port} is in use. Stop the program that has it, or choose another: SANDBOX_PORT=4011 npm run sandbox`;
		expect(await run(port)).toMatchObject({ exitCode: 1, all: inUse });
		const none = 'SANDBOX_PORT must be a port number from 0 to 65535.';
		for (const word of ['x', '70000']) {
			expect(await run(word)).toMatchObject({ exitCode: 1, all: none });
		}
	});
});

const commands = readFileSync(path.join(folder, 'README.md'), 'utf8').match(/^curl .*$/gm) ?? [];

it.each(commands)('the README’s %s', async (command) => {
	const [, target] = /http:\/\/127\.0\.0\.1:4010([^' ]*)/.exec(command) ?? [];
	const body = /-d '([^']*)'/.exec(command)?.[1];
	const method = body !== undefined || command.includes('-X POST') ? 'POST' : 'GET';
	expect((await sandbox.request(target, { method, body })).status).toBe(200);
});
