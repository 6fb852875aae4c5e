import { once } from 'node:events';
import http from 'node:http';
import { finished } from 'node:stream/promises';
import { describe, expect, it } from '@jest/globals';
import { logins, paths, useSandbox } from './support.mjs';

const sandbox = useSandbox();

const script = async (/** @type {object[]} */ ...faults) => {
	const answer = await sandbox.control('faults', { 'spryker.token': faults });
	expect(answer.status).toBe(200);
};
const signIn = () => sandbox.form(paths.spryker, logins.spryker);
const counters = () => sandbox.counters('spryker.token');

/** One sign-in without any comfort of fetch: what came over the wire. */
const raw = async () => {
	const init = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
	const request = http.request(sandbox.url(paths.spryker), init);
	request.end(new URLSearchParams(logins.spryker).toString());
	const [response] = await once(request, 'response').catch(() => []);
	const chunks = /** @type {Buffer[]} */ ([]);
	response?.on('data', (/** @type {Buffer} */ chunk) => chunks.push(chunk));
	if (response) await finished(response).catch(() => undefined);
	const { statusCode: status = 0, headers = {}, complete = false } = response ?? {};
	return { status, headers, complete, chunks: chunks.length, bytes: Buffer.concat(chunks) };
};

describe('a fault script', () => {
	it('uses its faults in order, as often as told, until an empty list clears it', async () => {
		await script({ status: 500 }, { status: 503, times: 2 }, { status: 502, times: 'always' });
		expect((await sandbox.form(paths.voipex, logins.voipex)).status).toBe(200);
		const statuses = [];
		for (let round = 0; round < 5; round += 1) statuses.push((await signIn()).status);
		await script();
		expect([...statuses, (await signIn()).status]).toEqual([500, 503, 503, 502, 502, 200]);
		expect(await counters()).toEqual({ requests: 6, faulted: 5, granted: 1 });
	});

	const token = (/** @type {unknown} */ faults) => ({ 'spryker.token': faults });

	it.each([
		['an unknown endpoint', { 'spryker.nothing': [{ status: 500 }] }, /"spryker.nothing" is not/],
		['an unknown key', token([{ stat: 500 }]), /"stat" is not/],
		['no list', token({ status: 500 }), /needs a list/],
		['a fault that is no object', token([500]), /must be an object/],
	])('refuses %s and changes nothing', async (_name, input, text) => {
		await script({ status: 503 });
		const answer = await sandbox.control('faults', input);
		expect(answer.status).toBe(400);
		expect(answer.json.message).toMatch(text);
		expect((await signIn()).status).toBe(503);
	});
});

describe('a fault with an answer of its own', () => {
	const html = { 'content-type': 'text/html' };

	it.each([
		[{ status: 429, headers: { 'Retry-After': '7' } }, 429, { 'retry-after': '7' }, ''],
		[{ body: '<h1>down</h1>', headers: html }, 200, html, '<h1>down</h1>'],
		[{ body: 'down', grant: true }, 200, {}, 'down'],
		[{ json: [{ a: null }] }, 200, { 'cache-control': 'no-store' }, '[{"a":null}]'],
		[{ base64: '/wD+' }, 200, { 'content-length': '3' }, Buffer.from('/wD+', 'base64')],
		[{ redirect: '/elsewhere' }, 302, { location: '/elsewhere' }, ''],
		[{ redirect: '/elsewhere', status: 307 }, 307, { location: '/elsewhere' }, ''],
		[{ size: 3_000_000 }, 200, {}, '{}'.padEnd(3_000_000)],
		[{ drip: 1, body: 'slow' }, 200, {}, 'slow'],
	])('%j', async (fault, status, headers, body) => {
		await script(fault);
		const answer = await raw();
		expect(answer).toMatchObject({ status, headers, complete: true });
		expect(answer.bytes.equals(Buffer.from(body))).toBe(true);
		if ('drip' in fault) expect(answer.chunks).toBeGreaterThan(1);
		const granted = 'grant' in fault && { granted: 1 };
		expect(await counters()).toEqual({ requests: 1, faulted: 1, ...granted });
	});

	it('echo gives back everything that was sent', async () => {
		await script({ echo: true });
		const headers = { authorization: 'Bearer canary' };
		const { status, json } = await sandbox.form(paths.spryker, logins.spryker, headers);
		const body = new URLSearchParams(logins.spryker).toString();
		expect(status).toBe(400);
		for (const sent of [body, 'Bearer canary']) expect(json.error_description).toContain(sent);
		expect(json.request).toMatchObject({ body, headers });
	});
});

describe('a fault of the good answer', () => {
	const gzip = { 'content-encoding': 'gzip' };
	const utf16 = { 'content-type': 'application/json; charset=utf-16le' };

	it('patch and omit change parts of it', async () => {
		const patch = { token_type: null, 'more.deep': 1 };
		await script({ patch, omit: ['refresh_token'] });
		const { json } = await signIn();
		expect(Object.keys(json)).toEqual(['token_type', 'expires_in', 'access_token', 'more']);
		expect(json).toMatchObject({ token_type: null, more: { deep: 1 } });
		expect((await sandbox.whoami('spryker', json.access_token)).status).toBe(200);
	});

	it.each([
		['truncate', { truncate: true }, 'utf8', /^\{"token_type":"Bearer"[^}]*$/, {}],
		['gzip', { gzip: true }, 'latin1', /^\x1f\x8b.{8}[^\xff]/s, gzip],
		['gzip corrupt', { gzip: 'corrupt' }, 'latin1', /^\x1f\x8b.{8}\xff/s, gzip],
		['charset', { charset: 'utf-16le' }, 'utf16le', /^\{"token_type":"Bearer".*\}$/, utf16],
	])('%s changes its bytes', async (_name, fault, encoding, text, headers) => {
		await script(fault);
		const answer = await raw();
		expect(answer).toMatchObject({ status: 200, complete: true, headers });
		expect(answer.bytes.toString(/** @type {BufferEncoding} */ (encoding))).toMatch(text);
		expect(await counters()).toEqual({ requests: 1, faulted: 1, granted: 1 });
	});

	it.each([
		['before', 0, { requests: 1, faulted: 1 }],
		['headers', 200, { requests: 1, faulted: 1, granted: 1 }],
		['body', 200, { requests: 1, faulted: 1, granted: 1 }],
	])('reset %s drops the connection', async (reset, status, counted) => {
		await script({ reset });
		const { bytes, headers, ...rest } = await raw();
		expect(rest).toMatchObject({ status, complete: false });
		const length = reset === 'body' ? Math.floor(Number(headers['content-length']) / 2) : 0;
		expect(bytes).toHaveLength(length);
		expect(await counters()).toEqual(counted);
	});

	it('delay and bodyDelay end in it', async () => {
		await script({ delay: 10, bodyDelay: 10 });
		expect((await signIn()).json.token_type).toBe('Bearer');
	});
});
