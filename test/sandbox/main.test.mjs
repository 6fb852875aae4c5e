import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { useSandbox } from './support.mjs';

const sandbox = useSandbox();
const folder = path.join(__dirname, '../../sandbox');

/** @type {import('node:child_process').ChildProcessWithoutNullStreams} */
let child;
afterEach(() => {
	child?.kill('SIGKILL');
});

/**
 * What the command says until it ends, or until it has said the given words.
 *
 * @param {string} port
 * @param {string} [until]
 * @returns {Promise<{ code: number | null, text: string }>}
 */
const run = (port, until) =>
	new Promise((resolve) => {
		const env = { ...process.env, SANDBOX_PORT: port };
		child = spawn(process.execPath, [path.join(folder, 'main.mjs')], { env });
		let text = '';
		const read = (/** @type {Buffer} */ chunk) => {
			text += chunk;
			if (until && text.includes(until)) resolve({ code: null, text });
		};
		child.stdout.on('data', read);
		child.stderr.on('data', read);
		child.on('close', (code) => resolve({ code, text }));
	});

describe('npm run sandbox', () => {
	it('prints address, accounts and controls, and stops on Ctrl-C', async () => {
		const { text } = await run('0', '/__sandbox/log\n');
		const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
		for (const part of ['sonia@spryker.com / change123', '/__sandbox/faults', 'Ctrl-C']) {
			expect(text).toContain(part);
		}
		expect((await fetch(`${url}/spryker/whoami`)).status).toBe(401);
		child.kill('SIGINT');
		expect(await once(child, 'close')).toEqual([0, null]);
	});

	it('says what to do when the port is in use', async () => {
		const { port } = new URL(sandbox.url('/'));
		const { code, text } = await run(port);
		expect(code).toBe(1);
		expect(text).toBe(
			`Port ${port} is in use. Stop the program that has it, or choose another: SANDBOX_PORT=4011 npm run sandbox\n`,
		);
	});

	it.each(['x', '-1', '70000'])('refuses the port %s', async (port) => {
		expect(await run(port)).toEqual({
			code: 1,
			text: 'SANDBOX_PORT must be a port number from 0 to 65535.\n',
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
