import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import execa from 'execa';
import { contributor, copyRepository } from './acme.mjs';
import { startLogin } from './guide.mjs';
import { httpRequest } from './n8nHttp.mjs';

describe('a provider added by CONTRIBUTING.md', () => {
	let folder = '';
	/** @type {Awaited<ReturnType<typeof startLogin>>} */
	let server;

	beforeAll(async () => {
		server = await startLogin();
		folder = mkdtempSync(join(tmpdir(), 'new-provider-'));
		copyRepository(folder);
	});
	afterAll(async () => {
		await server.close();
		rmSync(folder, { recursive: true });
	});

	/** @param {string} program @param {string[]} args */
	const run = (program, ...args) =>
		// Under jest's own NODE_ENV the linter takes every file for a file of its tests.
		execa.sync(program, args, { cwd: folder, env: { NODE_ENV: '' }, reject: false });

	/** @param {string} script @returns what it complained about, if it did */
	const complaintsOf = (script) => {
		const { failed, stdout } = run('npm', 'run', script);
		return failed ? stdout : '';
	};

	/** @param {string} tests */
	const jest = (tests) => {
		const { exitCode: status, stderr } = run('npx', 'jest', tests);
		return { status, missed: [...stderr.matchAll(/^ {2}● (.+)$/gm)].map(([, title]) => title) };
	};

	it('is missed by the contract test if any step is left out', () => {
		const { define, addCredential, draw, describe } = contributor(folder);
		define();
		addCredential();
		draw();
		describe();
		expect(jest('test/contract').missed).toEqual([
			'the rows › are all the providers there are',
			'the rows › are all the credentials in the package',
		]);
	});

	it('is bound by one row', () => {
		const { bind } = contributor(folder);
		bind();
		expect(jest('test/contract').missed).toEqual([
			'acme › can be picked in Get Auth Token, which then asks for its credential',
			'acme › has a subtitle in Get Auth Token that spells it as the list does',
			'the rows › are all the providers there are',
			'the parameters of Get Auth Token › are those that saved workflows hold',
		]);
	});

	it('passes the contract test with all its steps', () => {
		contributor(folder).offer();
		expect(jest('test/contract')).toEqual({ status: 0, missed: [] });
	});

	it.each(['build', 'lint', 'typecheck'])('passes npm run %s', (script) => {
		expect(complaintsOf(script)).toBe('');
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
