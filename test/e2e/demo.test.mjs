import { on } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import execa from 'execa';

import { freePort } from '../../demo/n8n.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const node = [process.execPath, 'demo/main.mjs'];

/** @type {Set<import('execa').ExecaChildProcess>} */
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
 * Starts the demo as a terminal would: in a process group of its own.
 *
 * @param {string[]} [command]
 * @param {{ n8n?: number, sandbox?: number }} [taken] ports that are not free
 */
async function startDemo([program, ...args] = node, taken = {}) {
	const ports = { n8n: await freePort(), sandbox: await freePort(), ...taken };
	const env = { TMPDIR: temporary, N8N_PORT: `${ports.n8n}`, SANDBOX_PORT: `${ports.sandbox}` };
	const demo = execa(program, args, { all: true, cwd: root, detached: true, env, reject: false });
	running.add(demo);
	return {
		demo,
		ports,
		/** Whether nobody listens any more, and neither user folders nor tarballs are left. */
		isGone: async () =>
			(await isFree(ports.n8n)) && (await isFree(ports.sandbox)) && (await folders()).length === 0,
	};
}

/** Waits until the demo is ready. @param {import('execa').ExecaChildProcess} demo */
async function ready({ stdout }) {
	let output = '';
	for await (const [chunk] of on(/** @type {any} */ (stdout), 'data')) {
		output += chunk;
		if (output.includes('Ctrl-C')) return;
	}
}

/** n8n's user folders and tarballs. */
const folders = async () =>
	(await readdir(temporary)).filter((name) => name.startsWith('n8n-auth-token-'));

const isFree = async (/** @type {number} */ port) => (await freePort(port)) === port;

describe('the demo', () => {
	it('started by npm stops everything it started on Ctrl-C in the terminal', async () => {
		const { demo, isGone } = await startDemo(['npm', 'run', 'demo']);
		await ready(demo);
		process.kill(-Number(demo.pid), 'SIGINT');

		await demo;
		expect(await isGone()).toBe(true);
	});

	it('lets go of n8n and its folder even when it is killed', async () => {
		const { demo, isGone } = await startDemo();
		await ready(demo);
		demo.kill('SIGKILL');
		await demo;

		while (!(await isGone()));
	});

	it.each([
		['n8n', 'N8N_PORT'],
		['sandbox', 'SANDBOX_PORT'],
	])('says what to do when the port of %s is taken', async (which, variable) => {
		const server = createServer();
		await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
		const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
		const { demo } = await startDemo(node, { [which]: port });
		const { exitCode, all } = await demo;
		server.close();

		expect(exitCode).toBe(1);
		expect(all).toContain(` ${port} `);
		expect(all).toContain(`${variable}=${port + 1} npm run demo`);
	});
});
