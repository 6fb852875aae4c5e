import { describe, expect, it } from '@jest/globals';
import { startSandbox } from '../../sandbox/sandbox.mjs';
import { logins, paths, useSandbox } from './support.mjs';

const sandbox = useSandbox();

/** A sign-in at Spryker or VoIPEX. @param {'spryker' | 'voipex'} name @param {object} [change] */
const signIn = async (name, change = {}) =>
	(await sandbox.form(paths[name], { ...logins[name], ...change })).json;

/** The statuses that whoami gives to tokens. @param {string} name @param {string[]} tokens */
const statuses = async (name, ...tokens) =>
	(await Promise.all(tokens.map((token) => sandbox.whoami(name, token)))).map(
		({ status }) => status,
	);

describe('the controls', () => {
	it('reset forgets tokens, log, faults, lifetimes, session limits and accounts', async () => {
		const { access_token } = await signIn('voipex');
		await sandbox.json(paths.link, logins.link);
		await sandbox.control('faults', { 'voipex.token': [{ status: 500 }] });
		await sandbox.control('lifetime', { voipex: { access: 5, refresh: 6 } });
		await sandbox.control('sessions', { voipex: 1 });
		await sandbox.control('accounts', { voipex: { [logins.voipex.username]: 'changed' } });

		expect((await sandbox.control('reset')).json).toEqual({ reset: true });

		const { requests, counters, links } = await sandbox.log();
		expect([requests, links, counters['voipex.token'].requests]).toEqual([[], [], 0]);
		expect(await statuses('voipex', access_token)).toEqual([401]);
		const standard = { expires_in: 3000, refresh_expires_in: 7200 };
		expect(await signIn('voipex')).toMatchObject(standard);
		expect((await sandbox.control('sessions')).json).toMatchObject({ voipex: 0 });
	});

	it('sessions ends the oldest of an account and no other, until it is lifted with 0', async () => {
		const second = { username: 'second@example.com', password: 'its-password' };
		await sandbox.control('accounts', { voipex: { [second.username]: second.password } });
		const others = await signIn('voipex', second);
		expect((await sandbox.control('sessions', { voipex: 1 })).json.voipex).toBe(1);
		const first = await signIn('voipex');
		const latest = await signIn('voipex');
		await sandbox.control('sessions', { voipex: 0 });
		await signIn('voipex');

		const tokens = [first, latest, others].map(({ access_token }) => access_token);
		expect(await statuses('voipex', ...tokens)).toEqual([401, 200, 200]);
		expect(await sandbox.counters('voipex.whoami')).toMatchObject({ revoked: 1, ok: 2 });
	});

	it('lifetime shortens tokens issued from now on, of both kinds', async () => {
		const seconds = { spryker: 5, voipex: { access: 5, refresh: 60 } };
		const { json } = await sandbox.control('lifetime', seconds);
		expect(json.spryker).toEqual({ access: 5, refresh: 2_592_000 });
		const { access_token } = await signIn('spryker');
		sandbox.advance(5);
		expect(await statuses('spryker', access_token)).toEqual([401]);
		expect(await signIn('voipex')).toMatchObject({ expires_in: 5, refresh_expires_in: 60 });
	});
});

describe('a control', () => {
	it('names the others when it is unknown, and the method it takes', async () => {
		const answer = await sandbox.control('nothing');
		expect(answer.status).toBe(404);
		expect(answer.json.message).toContain('/__sandbox/lifetime');
		const wrong = await sandbox.request('/__sandbox/reset');
		expect([wrong.status, wrong.json]).toEqual([405, { message: 'Use POST.' }]);
		expect((await sandbox.control('log')).status).toBe(405);
	});

	it.each(['{', '5', 'null', '[]'])('refuses a body such as %s', async (body) => {
		const answer = await sandbox.request('/__sandbox/revoke', { method: 'POST', body });
		const message = 'The body must be a JSON object.';
		expect([answer.status, answer.json]).toEqual([400, { message }]);
	});

	it.each([
		['lifetime', { nobody: 5 }],
		['revoke', { provider: 'nobody' }],
	])('refuses %s of %j, changes nothing, and stays out of the log', async (name, input) => {
		const { access_token } = await signIn('spryker');
		const answer = await sandbox.control(name, input);
		expect([answer.status, answer.json]).toEqual([400, { message: expect.any(String) }]);
		expect((await sandbox.control('lifetime')).json.voipex.access).toBe(3000);
		expect(await statuses('spryker', access_token)).toEqual([200]);
		expect((await sandbox.log()).requests).toHaveLength(2);
	});
});

it('closing ends an answer in the middle', async () => {
	const closing = await startSandbox({ port: 0 });
	const body = JSON.stringify({ 'spryker.whoami': [{ endless: true }] });
	await fetch(`${closing.url}/__sandbox/faults`, { method: 'POST', body });
	const response = await fetch(`${closing.url}/spryker/whoami`);
	await closing.close();
	await expect(response.text()).rejects.toThrow();
});
