import { on, once } from 'node:events';
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

/**
 * Starts the command; it resolves with its exit code and all that it said.
 *
 * @param {string} SANDBOX_PORT
 */
function run(SANDBOX_PORT) {
	child = execa.node(path.join(folder, 'main.mjs'), {
		all: true,
		env: { SANDBOX_PORT },
		reject: false,
		stripFinalNewline: false,
	});
	return child;
}

describe('npm run sandbox', () => {
	it('prints address, accounts and controls, and stops on Ctrl-C', async () => {
		const { stdout } = run('0');
		const [printed] = await once(/** @type {import('node:stream').Readable} */ (stdout), 'data');
		const text = String(printed);
		const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
		for (const part of ['sonia@spryker.com / change123', '/__sandbox/faults', 'Ctrl-C']) {
			expect(text).toContain(part);
		}
		expect((await fetch(`${url}/spryker/whoami`)).status).toBe(401);
		child.kill('SIGINT');
		expect((await child).exitCode).toBe(0);
	});

	it('started by npm stops when npm is stopped', async () => {
		child = execa('npm', ['run', 'sandbox'], { env: { SANDBOX_PORT: '0' }, reject: false });
		let text = '';
		for await (const [chunk] of on(/** @type {any} */ (child.stdout), 'data')) {
			text += chunk;
			if (text.includes('/__sandbox/log\n')) break;
		}
		child.kill('SIGTERM', { forceKillAfterTimeout: false });
		// It ends when everybody who holds its output has ended.
		await child;
		const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? [];
		await expect(fetch(`${url}/spryker/whoami`)).rejects.toThrow();
	});

	it('says what to do when the port is in use', async () => {
		const { port } = new URL(sandbox.url('/'));
		const { exitCode, all } = await run(port);
		expect(exitCode).toBe(1);
		expect(all).toBe(
			`Port ${port} is in use. Stop the program that has it, or choose another: SANDBOX_PORT=4011 npm run sandbox\n`,
		);
	});

	it.each(['x', '-1', '70000'])('refuses the port %s', async (port) => {
		expect(await run(port)).toMatchObject({
			exitCode: 1,
			all: 'SANDBOX_PORT must be a port number from 0 to 65535.\n',
		});
	});
});

describe('the README', () => {
	const commands = readFileSync(path.join(folder, 'README.md'), 'utf8').match(/^curl .*$/gm) ?? [];

	it('has commands to try', () => {
		expect(commands.length).toBeGreaterThan(5);
	});

	it.each(commands)('%s', async (command) => {
		const [, target] = /http:\/\/127\.0\.0\.1:4010([^' ]*)/.exec(command) ?? [];
		const body = /-d '([^']*)'/.exec(command)?.[1];
		const method = body !== undefined || command.includes('-X POST') ? 'POST' : 'GET';
		expect((await sandbox.request(target, { method, body })).status).toBe(200);
	});
});
