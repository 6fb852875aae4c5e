import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { logins, paths, useSandbox } from './support.mjs';

const sandbox = useSandbox();
const at = '2026-01-01T00:00:00.000Z';

describe('the log', () => {
	it('says what was asked and what came of it', async () => {
		await sandbox.form(paths.spryker, logins.spryker);
		const asked = { method: 'POST', path: '/spryker/token', query: null, authorization: null };
		const body = { ...logins.spryker, password: '***' };
		const result = { status: 200, outcome: 'granted', faulted: false };
		expect((await sandbox.log()).requests).toEqual([
			{ at, endpoint: 'spryker.token', ...asked, body, ...result },
		]);
	});

	it('notes a request to nowhere, and a body that no sign-in could need', async () => {
		await sandbox.request('/elsewhere', { method: 'POST', body: 'plain' });
		await sandbox.form(paths.spryker, { password: 'x'.repeat(1_100_000) });
		expect((await sandbox.log()).requests).toMatchObject([
			{ endpoint: null, path: '/elsewhere', status: 404, outcome: 'not_found', body: '[5 bytes]' },
			{ endpoint: 'spryker.token', status: 413, outcome: 'too_large' },
		]);
	});

	it('counts how many requests were in flight together', async () => {
		const most = async () => (await sandbox.log()).counters['spryker.token'].concurrentMax;
		const signIn = () => sandbox.form(paths.spryker, logins.spryker);
		for (let round = 0; round < 3; round += 1) await signIn();
		expect(await most()).toBe(1);
		await sandbox.control('faults', { 'spryker.token': [{ delay: 1000, times: 5 }] });
		await Promise.all([1, 2, 3, 4, 5].map(signIn));
		expect(await most()).toBe(5);
	});

	it('has issued links by their SHA-256, in clear on request', async () => {
		const { url } = (await sandbox.json(paths.link, logins.link)).json.data;
		const link = {
			...{ at, accountId: '77632289' },
			sha256: createHash('sha256').update(url).digest('hex'),
		};
		expect((await sandbox.log()).links).toEqual([link]);
		const { links } = (await sandbox.request('/__sandbox/log?links=1')).json;
		expect(links).toEqual([{ ...link, url }]);
	});
});

describe('masking', () => {
	const CANARY = 'canary-9f3a';
	const authorized = (/** @type {string} */ authorization) => ({ headers: { authorization } });
	const broken = {
		...{ method: 'POST', body: `{"password":"${CANARY}` },
		headers: { 'content-type': 'application/json' },
	};

	it.each([
		['a field nobody knows', () => sandbox.form(paths.spryker, { whatever: CANARY })],
		['nested JSON', () => sandbox.json(paths.b2copy, { a: [{ secret: [CANARY] }] })],
		['broken JSON', () => sandbox.request(paths.b2copy, broken)],
		['JSON sent as a form', () => sandbox.form(paths.spryker, JSON.stringify({ p: CANARY }))],
		['the URL', () => sandbox.form(`${paths.spryker}?password=${CANARY}`, {})],
		['a bearer token', () => sandbox.request('/spryker/whoami', authorized(`Bearer ${CANARY}`))],
		['a Basic header', () => sandbox.request(paths.custom, authorized(`Basic ${CANARY}`))],
		['an unknown path with a query', () => sandbox.request(`/nowhere?token=${CANARY}`)],
	])('hides the secret of %s', async (_name, send) => {
		await send();
		const { text, json } = await sandbox.request('/__sandbox/log?links=1');
		expect(json.requests).toHaveLength(1);
		expect(text).not.toContain(CANARY);
		expect(text).toMatch(/\*\*\*|bytes\]/);
	});
});
