import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { copyRepository } from '../copyRepository.mjs';
import { contributor, startVersionControl, touchedFiles, undo } from './contributor.mjs';
import { startLogin } from './guide.mjs';
import { httpRequest } from './n8nHttp.mjs';

/** "Add a provider" of CONTRIBUTING.md, with the files that each of its steps names. */
function guide() {
	const text = readFileSync('CONTRIBUTING.md', 'utf8');
	const section = text.split(/^## /m).find((one) => one.startsWith('Add a provider\n')) ?? '';
	const steps = [...section.matchAll(/^\d\. (.+?):/gm)].map(([, files]) =>
		[...files.matchAll(/`([^`]+)`/g)].map(([, file]) =>
			file.replace('<name>', 'acme').replace('<Name>', 'Acme'),
		),
	);
	return { steps, count: Number(/(\d+) files/.exec(section)?.[1]) };
}

/** What says that a step was left out. */
const missed = {
	'the data': "Cannot find module '../core/providers/acme'",
	'the credential class': "Cannot find module './AcmeApi.credentials'",
	'the icons': 'Draw icons/acme.svg',
	'the registry': 'Add acme and its credential class to credentials/registry.ts',
	'the node': 'are those of the registry, in the order of the titles',
	'the package': 'Add "dist/credentials/AcmeApi.credentials.js" to "n8n.credentials"',
	'the fixture': 'Add test/fixtures/acme.mjs: the title and the fields',
	'the page': 'Write docs/credentials/acme.md, headed "# Acme API"',
	'the README': 'Add a row with "[Acme API](docs/credentials/acme.md)"',
};

describe('a provider added by CONTRIBUTING.md', () => {
	let folder = '';
	// Under jest's own NODE_ENV the linter takes every file for a file of its tests.
	const env = { ...process.env, NODE_ENV: '' };
	/** @type {Awaited<ReturnType<typeof startLogin>>} */
	let server;

	beforeAll(async () => {
		server = await startLogin();
		folder = mkdtempSync(join(tmpdir(), 'new-provider-'));
		copyRepository(folder);
		startVersionControl(folder);
		for (const { take } of contributor(folder)) take();
	});
	afterAll(async () => {
		await server.close();
		rmSync(folder, { recursive: true });
	});

	/** @param {string} command @param {string[]} args @returns what it complained about, if it did */
	const complaintsOf = (command, ...args) => {
		const ran = spawnSync(command, args, { cwd: folder, env, encoding: 'utf8' });
		return ran.status === 0 ? '' : ran.stdout + ran.stderr;
	};

	const tests = ['jest', 'test/contract', 'test/fixtures', 'test/demo'];

	it('is as many files as the guide says, one step after the other', () => {
		const { steps, count } = guide();
		expect(steps).toEqual(contributor('').map(({ files }) => files));
		expect(touchedFiles(folder)).toEqual(steps.flat().sort());
		expect(count).toBe(steps.flat().length);
	});

	it('has a test of what misses each step', () => {
		expect(Object.keys(missed)).toEqual(contributor('').map(({ step }) => step));
	});

	it('passes the contract with all its steps', () => {
		expect(complaintsOf('npx', ...tests)).toBe('');
	});

	it('passes the tests that look at every provider', () => {
		const folders = ['test/core/imports', 'test/core/providers', 'test/credentials', 'test/nodes'];
		expect(complaintsOf('npx', 'jest', ...folders)).toBe('');
	});

	it.each(Object.entries(missed))('is missed without %s', (left, complaint) => {
		const [{ files, take }] = contributor(folder).filter(({ step }) => step === left);
		undo(folder, files);
		const complaints = complaintsOf('npx', ...tests);
		take();
		expect(complaints).toContain(complaint);
	});

	it.each(['build', 'lint', 'typecheck'])('passes npm run %s', (script) => {
		expect(complaintsOf('npm', 'run', script)).toBe('');
	});

	it('signs in', async () => {
		// Not called require: the type check would look for the file.
		const load = createRequire(join(folder, 'package.json'));
		const { AcmeApi } = load('./dist/credentials/AcmeApi.credentials.js');
		const acme = new AcmeApi();
		const login = { baseUrl: server.url, username: 'user', password: 'custom-password' };
		await acme.preAuthentication.call({ helpers: { httpRequest } }, login);
		const { headers } = await acme.authenticate(login, { url: server.url });
		expect(await server.accepts(headers.Authorization.replace('Bearer ', ''))).toBe(true);
	});
});
