import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { copyRepository } from '../copyRepository.mjs';
import { sectionOf, textOf } from '../markdown.mjs';
import { steps, take, undo } from './contributor.mjs';
import { startSandbox } from '../../sandbox/sandbox.mjs';
import { ACCOUNT } from '../../sandbox/providers/spryker.mjs';
import { httpRequest } from '../faults/wire.mjs';

/** "Add a provider" of CONTRIBUTING.md, with the files that each of its steps names. */
function guide() {
	const section = sectionOf(textOf('CONTRIBUTING.md'), 'Add a provider');
	const files = [...section.matchAll(/^\d\. (.+?):/gm)].map(([, names]) =>
		[...names.matchAll(/`([^`]+)`/g)].map(([, file]) =>
			file.replace('<name>', 'acme').replace('<Name>', 'Acme'),
		),
	);
	return { files, count: Number(/(\d+) files/.exec(section)?.[1]) };
}

describe('a provider added by CONTRIBUTING.md', () => {
	let folder = '';
	// Under jest's own NODE_ENV the linter takes every file for a file of its tests.
	const env = { ...process.env, NODE_ENV: '' };

	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'new-provider-'));
		copyRepository(folder);
		for (const step of Object.keys(steps)) take(folder, step);
	});
	afterAll(() => rmSync(folder, { recursive: true }));

	/** @param {string} command @param {string[]} args @returns what it complained about, if it did */
	const complaintsOf = (command, ...args) => {
		const ran = spawnSync(command, args, { cwd: folder, env, encoding: 'utf8' });
		return ran.status === 0 ? '' : ran.stdout + ran.stderr;
	};

	const tests = ['jest', 'test/contract', 'test/demo'];

	it('is as many files as the guide says, one step after the other', () => {
		const { files, count } = guide();
		expect(files).toEqual(Object.values(steps).map((step) => Object.keys(step.files)));
		expect(count).toBe(files.flat().length);
	});

	it('passes the contract with all its steps', () => {
		expect(complaintsOf('npx', ...tests)).toBe('');
	});

	it('passes the tests that look at every provider', () => {
		const folders = ['core/imports', 'core/providers', 'credentials', 'faults', 'nodes'];
		expect(complaintsOf('npx', 'jest', ...folders.map((one) => `test/${one}`))).toBe('');
	});

	it.each(Object.keys(steps))('is missed without %s', (step) => {
		undo(folder, step);
		const complaints = complaintsOf('npx', ...tests);
		take(folder, step);
		expect(complaints).toContain(steps[step].missed);
	});

	it.each(['build', 'lint', 'typecheck'])('passes npm run %s', (script) => {
		expect(complaintsOf('npm', 'run', script)).toBe('');
	});

	it('signs in', async () => {
		// Not called require: the type check would look for the file.
		const load = createRequire(join(folder, 'package.json'));
		const { AcmeApi } = load('./dist/credentials/AcmeApi.credentials.js');
		const acme = new AcmeApi();
		const { url, close } = await startSandbox({ port: 0 });
		const login = { baseUrl: `${url}/spryker`, ...ACCOUNT };
		await acme.preAuthentication.call({ helpers: { httpRequest } }, login);
		const { headers } = await acme.authenticate(login, { url });
		expect((await fetch(`${url}/spryker/whoami`, { headers })).status).toBe(200);
		await close();
	});
});
