import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { logins, paths, useSandbox } from './support.mjs';

const sandbox = useSandbox();

describe('the log', () => {
	it('says what was asked and what came of it', async () => {
		await sandbox.form(paths.spryker, logins.spryker);
		const { requests } = await sandbox.log();
		expect(requests).toEqual([
			{
				at: '2026-01-01T00:00:00.000Z',
				endpoint: 'spryker.token',
				method: 'POST',
				path: '/spryker/token',
				query: null,
				status: 200,
				outcome: 'granted',
				faulted: false,
				body: { grant_type: 'password', username: 'sonia@spryker.com', password: '***' },
				authorization: null,
			},
		]);
	});

	it('notes a request to nowhere, and the size of a body that it cannot read', async () => {
		await sandbox.request('/elsewhere', { method: 'POST', body: 'plain' });
		expect((await sandbox.log()).requests).toMatchObject([
			{ endpoint: null, path: '/elsewhere', status: 404, outcome: 'not_found', body: '[5 bytes]' },
		]);
	});

	it('refuses a body that no sign-in could need', async () => {
		const answer = await sandbox.form(paths.spryker, { password: 'x'.repeat(1_100_000) });
		expect(answer.status).toBe(413);
		expect((await sandbox.log()).requests).toMatchObject([{ status: 413, outcome: 'too_large' }]);
	});

	it('counts how many requests were in flight together', async () => {
		for (let round = 0; round < 3; round += 1) await sandbox.form(paths.spryker, logins.spryker);
		expect((await sandbox.log()).counters['spryker.token'].concurrentMax).toBe(1);
		await sandbox.control('faults', { 'spryker.token': [{ delay: 600_000, times: 5 }] });
		const abort = new AbortController();
		const waiting = Array.from({ length: 5 }, () =>
			sandbox
				.request(paths.spryker, { method: 'POST', signal: abort.signal })
				.catch(() => undefined),
		);
		await sandbox.decided('spryker.token', 8);
		abort.abort();
		await Promise.all(waiting);
		expect((await sandbox.log()).counters['spryker.token'].concurrentMax).toBe(5);
	});
});

describe('issued links', () => {
	it('appear by their SHA-256, so that a Location can be checked', async () => {
		const { json } = await sandbox.json(paths.link, logins.link);
		const { url } = json.data;
		const sha256 = createHash('sha256').update(url).digest('hex');
		const log = await sandbox.request('/__sandbox/log');
		expect(log.json.links).toEqual([
			{ at: '2026-01-01T00:00:00.000Z', accountId: '77632289', sha256 },
		]);
		expect(log.text).not.toContain(url);
		const { links } = (await sandbox.request('/__sandbox/log?links=1')).json;
		expect(links).toMatchObject([{ url, sha256 }]);
	});
});

describe('masking', () => {
	const CANARY = 'canary-9f3a';
	const headers = { authorization: `Bearer ${CANARY}` };
	const basic = { authorization: `Basic ${CANARY}` };
	const odd = { authorization: CANARY };

	it.each([
		['a form', () => sandbox.form(paths.spryker, { password: CANARY })],
		['a field nobody knows', () => sandbox.form(paths.spryker, { whatever: CANARY })],
		['nested JSON', () => sandbox.json(paths.b2copy, { a: [{ secret: [CANARY] }] })],
		['a JSON text', () => sandbox.json(paths.b2copy, CANARY)],
		['a number', () => sandbox.json(paths.b2copy, { password: 9_376_251 }), '9376251'],
		['broken JSON', () => sandbox.request(paths.b2copy, asJson(`{"password":"${CANARY}`))],
		['JSON sent as a form', () => sandbox.form(paths.spryker, JSON.stringify({ p: CANARY }))],
		['a plain body', () => sandbox.request(paths.spryker, { method: 'POST', body: CANARY })],
		['the URL', () => sandbox.form(`${paths.spryker}?password=${CANARY}`, {})],
		['a bearer token', () => sandbox.request('/spryker/whoami', { headers })],
		['a Basic header', () => sandbox.form(paths.custom, {}, basic)],
		['an odd Authorization header', () => sandbox.form(paths.custom, {}, odd)],
		['an unknown path with a query', () => sandbox.request(`/nowhere?token=${CANARY}`)],
	])('hides the secret of %s', async (_name, send, secret = CANARY) => {
		await send();
		const { text, json } = await sandbox.request('/__sandbox/log?links=1');
		expect(json.requests).toHaveLength(1);
		expect(text).not.toContain(secret);
		expect(text).toMatch(/\*\*\*|bytes\]/);
	});
});

/** @param {string} body */
const asJson = (body) => ({
	method: 'POST',
	body,
	headers: { 'content-type': 'application/json' },
});
