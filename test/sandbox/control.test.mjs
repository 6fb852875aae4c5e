import { readFile } from 'node:fs/promises';
import https from 'node:https';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { startSandbox } from '../../sandbox/sandbox.mjs';
import { logins, paths, useSandbox } from './support.mjs';

const sandbox = useSandbox();

describe('the reset control', () => {
	it('forgets tokens, log, faults, lifetimes, session limits and accounts', async () => {
		const { json } = await sandbox.form(paths.voipex, logins.voipex);
		await sandbox.json(paths.link, logins.link);
		await sandbox.control('faults', { 'voipex.token': [{ status: 500 }] });
		await sandbox.control('lifetime', { voipex: { access: 5, refresh: 6 } });
		await sandbox.control('sessions', { voipex: 1 });
		await sandbox.control('accounts', { voipex: { [logins.voipex.username]: 'changed' } });

		expect((await sandbox.control('reset')).json).toEqual({ reset: true });

		const { requests, counters, links } = await sandbox.log();
		expect([requests, links, counters['voipex.token'].requests]).toEqual([[], [], 0]);
		expect((await sandbox.whoami('voipex', json.access_token)).status).toBe(401);
		expect((await sandbox.form(paths.voipex, logins.voipex)).json).toMatchObject({
			expires_in: 3000,
			refresh_expires_in: 7200,
		});
		expect((await sandbox.control('sessions')).json).toMatchObject({ voipex: 0 });
	});
});

describe('the sessions control', () => {
	it('ends the oldest session of an account, and nobody else is signed out', async () => {
		const second = { ...logins.voipex, username: 'second@example.com' };
		await sandbox.control('accounts', { voipex: { [second.username]: second.password } });
		const other = (await sandbox.form(paths.voipex, second)).json.access_token;
		await sandbox.control('sessions', { voipex: 2 });
		const tokens = [];
		for (let count = 0; count < 3; count++) {
			tokens.push((await sandbox.form(paths.voipex, logins.voipex)).json.access_token);
		}

		const answers = await Promise.all(
			[...tokens, other].map((token) => sandbox.whoami('voipex', token)),
		);
		expect(answers.map(({ status }) => status)).toEqual([401, 200, 200, 200]);
		expect(await sandbox.counters('voipex.whoami')).toMatchObject({ revoked: 1, ok: 3 });
	});

	it('is lifted with 0', async () => {
		expect((await sandbox.control('sessions', { spryker: 1 })).json.spryker).toBe(1);
		expect((await sandbox.control('sessions', { spryker: 0 })).json.spryker).toBe(0);
		const sign = async () => (await sandbox.form(paths.spryker, logins.spryker)).json.access_token;
		const [first] = [await sign(), await sign()];
		expect((await sandbox.whoami('spryker', first)).status).toBe(200);
	});
});

describe('the accounts control', () => {
	it('adds accounts and changes passwords; what was issued stays good', async () => {
		const { json } = await sandbox.form(paths.spryker, logins.spryker);
		const second = { ...logins.spryker, username: 'second', password: 'its-password' };
		await sandbox.control('accounts', {
			spryker: { second: 'its-password', [logins.spryker.username]: 'changed' },
		});

		expect((await sandbox.form(paths.spryker, logins.spryker)).status).toBe(400);
		expect((await sandbox.whoami('spryker', json.access_token)).status).toBe(200);
		const { access_token } = (await sandbox.form(paths.spryker, second)).json;
		expect((await sandbox.whoami('spryker', access_token)).json.account).toBe('second');
	});
});

describe('the lifetime control', () => {
	it('shortens tokens issued from now on, of both kinds', async () => {
		const { json } = await sandbox.control('lifetime', {
			spryker: 5,
			voipex: { access: 5, refresh: 60 },
		});
		expect(json.spryker).toEqual({ access: 5, refresh: 2_592_000 });
		const answer = (await sandbox.form(paths.spryker, logins.spryker)).json;
		sandbox.advance(5);
		expect((await sandbox.whoami('spryker', answer.access_token)).status).toBe(401);
		expect((await sandbox.form(paths.voipex, logins.voipex)).json).toMatchObject({
			expires_in: 5,
			refresh_expires_in: 60,
		});
	});
});

describe('the control endpoints', () => {
	it('name each other when an unknown one is asked for', async () => {
		const answer = await sandbox.control('nothing');
		expect(answer.status).toBe(404);
		expect(answer.json.message).toContain('/__sandbox/lifetime');
	});

	it('say which method they want', async () => {
		expect(await sandbox.request('/__sandbox/reset')).toMatchObject({
			status: 405,
			json: { message: 'Use POST.' },
		});
		expect((await sandbox.control('log')).status).toBe(405);
	});

	it('take JSON whatever the content type says, as curl sends it', async () => {
		const body = '{"spryker": 5}';
		const answer = await sandbox.request('/__sandbox/lifetime', { method: 'POST', body });
		expect(answer.json.spryker.access).toBe(5);
	});

	it.each(['{', '5', 'null', '[]'])('refuse a body such as %s', async (body) => {
		const answer = await sandbox.request('/__sandbox/revoke', { method: 'POST', body });
		expect(answer.status).toBe(400);
		expect(answer.json).toEqual({ message: 'The body must be a JSON object.' });
	});

	it.each([
		['lifetime', { nobody: 5 }],
		['lifetime', { voipex: 5, spryker: '5' }],
		['lifetime', { spryker: 0 }],
		['lifetime', { tradevest: { refresh: 5 } }],
		['revoke', { provider: 'nobody' }],
		['revoke', { providers: 'spryker' }],
		['sessions', { spryker: -1 }],
		['accounts', { spryker: { second: '' } }],
	])('refuse %s of %j and change nothing', async (name, input) => {
		const { json } = await sandbox.form(paths.spryker, logins.spryker);
		const answer = await sandbox.control(name, input);
		expect([answer.status, answer.json]).toEqual([400, { message: expect.any(String) }]);
		expect((await sandbox.control('lifetime')).json.voipex.access).toBe(3000);
		expect((await sandbox.whoami('spryker', json.access_token)).status).toBe(200);
	});

	it('stay out of the log', async () => {
		await sandbox.control('revoke');
		expect((await sandbox.log()).requests).toEqual([]);
	});
});

describe('starting', () => {
	it('says when the port is in use', async () => {
		const { port } = new URL(sandbox.url('/'));
		await expect(startSandbox({ port: Number(port) })).rejects.toMatchObject({
			code: 'EADDRINUSE',
		});
	});

	it('serves https with a certificate', async () => {
		const [key, cert] = await Promise.all(
			['key.pem', 'cert.pem'].map((name) => readFile(path.join(__dirname, 'tls', name))),
		);
		const secure = await startSandbox({ port: 0, tls: { key, cert } });
		try {
			expect(secure.url).toBe(`https://127.0.0.1:${secure.port}`);
			const status = await new Promise((resolve, reject) => {
				https
					.get(`${secure.url}/spryker/whoami`, { ca: cert, agent: false }, (response) => {
						response.resume();
						resolve(response.statusCode);
					})
					.on('error', reject);
			});
			expect(status).toBe(401);
		} finally {
			await secure.close();
		}
	});

	it('closes at once, even in the middle of an answer', async () => {
		const own = await startSandbox({ port: 0 });
		const faults = JSON.stringify({ 'spryker.token': [{ endless: true }] });
		await fetch(`${own.url}/__sandbox/faults`, { method: 'POST', body: faults });
		const body = new URLSearchParams(logins.spryker);
		const response = await fetch(own.url + paths.spryker, { method: 'POST', body });
		await own.close();
		await expect(response.text()).rejects.toThrow();
	});
});
