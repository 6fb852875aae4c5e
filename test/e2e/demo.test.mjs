import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { freePort } from '../../demo/n8n.mjs';

const main = fileURLToPath(new URL('../../demo/main.mjs', import.meta.url));

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** The demo's folder for temporary files. @type {string} */
let temporary;

beforeEach(async () => {
	temporary = await mkdtemp(join(tmpdir(), 'n8n-auth-token-demo-'));
});
afterEach(async () => {
	for (const child of running) child.kill('SIGKILL');
	await rm(temporary, { recursive: true, force: true });
});

/**
 * Starts the demo as a terminal would.
 *
 * @param {{ args?: string[], n8n: number, sandbox: number }} options
 */
function startDemo({ args = [], n8n, sandbox }) {
	const child = spawn(process.execPath, [main, ...args], {
		env: {
			...process.env,
			TMPDIR: temporary,
			N8N_PORT: String(n8n),
			SANDBOX_PORT: String(sandbox),
		},
	});
	running.add(child);
	let output = '';
	const ended = new Promise((resolve) => child.once('close', resolve));
	/** @param {string} text */
	const printed = (text) =>
		new Promise((resolve) => {
			const look = () => output.includes(text) && resolve(undefined);
			child.stdout.on('data', look);
			void ended.then(resolve);
		});
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (chunk) => (output += chunk));
	}
	return { child, ended, printed, output: () => output };
}

/** n8n's user folders and tarballs. */
const folders = async () =>
	(await readdir(temporary)).filter((name) => name.startsWith('n8n-auth-token-'));

/** Resolves when nobody listens there any more. */
const isFree = async (/** @type {number} */ port) => (await freePort(port)) === port;

describe('the demo', () => {
	it('with --once gets a link from n8n, says how to try it, and leaves nothing behind', async () => {
		const ports = { n8n: await freePort(), sandbox: await freePort() };
		const demo = startDemo({ args: ['--once'], ...ports });

		expect(await demo.ended).toBe(0);
		const output = demo.output();
		expect(output).toMatch(/was redirected to:\n {2}https:\/\/my\.b2copy-demo\.example\/\w{32}\n/);
		expect(output).toContain(`http://127.0.0.1:${ports.n8n}\n  e-mail    owner@example.com`);
		expect(output).toContain(`curl -i 'http://127.0.0.1:${ports.n8n}/webhook/client-link?`);
		expect(await isFree(ports.n8n)).toBe(true);
		expect(await isFree(ports.sandbox)).toBe(true);
		expect(await folders()).toEqual([]);
	});

	it.each(['SIGINT', 'SIGTERM'])('stops everything it started on %s', async (signal) => {
		const ports = { n8n: await freePort(), sandbox: await freePort() };
		const demo = startDemo(ports);
		await demo.printed('Ctrl-C stops everything.');
		demo.child.kill(/** @type {NodeJS.Signals} */ (signal));

		expect(await demo.ended).toBe(0);
		expect(await isFree(ports.n8n)).toBe(true);
		expect(await isFree(ports.sandbox)).toBe(true);
		expect(await folders()).toEqual([]);
	});

	it('lets go of n8n and its folder even when it is killed', async () => {
		const ports = { n8n: await freePort(), sandbox: await freePort() };
		const demo = startDemo(ports);
		await demo.printed('Ctrl-C stops everything.');
		demo.child.kill('SIGKILL');
		await demo.ended;

		while (!(await isFree(ports.n8n).catch(() => false)));
		while ((await folders()).length > 0);
	});

	it.each([
		['n8n', 'N8N_PORT'],
		['sandbox', 'SANDBOX_PORT'],
	])('says what to do when the port of %s is taken', async (which, variable) => {
		const server = createServer();
		await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
		const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
		const ports = { n8n: await freePort(), sandbox: await freePort(), [which]: port };
		const demo = startDemo(ports);
		const code = await demo.ended;
		server.close();

		expect(code).toBe(1);
		expect(demo.output()).toContain(`Port ${port} cannot be used`);
		expect(demo.output()).toContain(`${variable}=${port + 1} npm run demo`);
	});
});
