import http from 'node:http';
import { gzipSync } from 'node:zlib';
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
const raw = () =>
	new Promise((resolve) => {
		const seen = { status: 0, headers: {}, chunks: /** @type {Buffer[]} */ ([]), complete: false };
		const done = () => resolve({ ...seen, bytes: Buffer.concat(seen.chunks) });
		const headers = { 'content-type': 'application/x-www-form-urlencoded' };
		const request = http.request(sandbox.url(paths.spryker), { method: 'POST', headers });
		request.on('error', done);
		request.on('response', (response) => {
			Object.assign(seen, { status: response.statusCode, headers: response.headers });
			response.on('data', (chunk) => seen.chunks.push(chunk));
			response.on('error', () => {});
			response.on('close', () => {
				seen.complete = response.complete;
				done();
			});
		});
		request.end(new URLSearchParams(logins.spryker).toString());
	});

describe('a fault script', () => {
	it('uses its faults in order, as often as told, then the service is well again', async () => {
		await script({ status: 500 }, { status: 503, times: 2 });
		const statuses = [];
		for (let round = 0; round < 4; round += 1) statuses.push((await signIn()).status);
		expect(statuses).toEqual([500, 503, 503, 200]);
		expect(await counters()).toEqual({ requests: 4, faulted: 3, granted: 1 });
	});

	it('repeats a fault for ever, at its endpoint alone, until an empty list clears it', async () => {
		await script({ status: 500, times: 'always' });
		for (let round = 0; round < 3; round += 1) expect((await signIn()).status).toBe(500);
		expect((await sandbox.form(paths.voipex, logins.voipex)).status).toBe(200);
		await script();
		expect((await signIn()).status).toBe(200);
	});

	it('works on a protected resource', async () => {
		const { json } = await signIn();
		await sandbox.control('faults', { 'spryker.whoami': [{ status: 404 }] });
		expect((await sandbox.whoami('spryker', json.access_token)).status).toBe(404);
		expect((await sandbox.whoami('spryker', json.access_token)).status).toBe(200);
	});

	it.each([
		['an unknown endpoint', { 'spryker.nothing': [{ status: 500 }] }, /"spryker.nothing" is not/],
		['an unknown key', { 'spryker.token': [{ stat: 500 }] }, /"stat" is not/],
		['a wrong value', { 'spryker.token': [{ status: '500' }] }, /"status" .* must be/],
		[
			'a header that cannot be sent',
			{ 'spryker.token': [{ headers: { a: 'b\r\nc' } }] },
			/"headers"/,
		],
		['two bodies', { 'spryker.token': [{ body: '', json: {} }] }, /body and json/],
		['no list', { 'spryker.token': { status: 500 } }, /needs a list/],
		['a fault that is no object', { 'spryker.token': [500] }, /must be an object/],
		['a list', [], /must be a JSON object/],
	])('refuses %s and changes nothing', async (_name, input, text) => {
		await script({ status: 503 });
		const answer = await sandbox.control('faults', input);
		expect(answer.status).toBe(400);
		expect(answer.json.message).toMatch(text);
		expect((await signIn()).status).toBe(503);
	});
});

describe('a fault with an answer of its own', () => {
	it.each([
		['does no work', {}, { requests: 1, faulted: 1 }],
		['does the work as well with grant', { grant: true }, { requests: 1, faulted: 1, granted: 1 }],
	])('%s', async (_name, more, counted) => {
		await script({ status: 502, body: '<html>', ...more });
		expect(await signIn()).toMatchObject({ status: 502, text: '<html>' });
		expect(await counters()).toEqual(counted);
	});
});

describe('the fault', () => {
	const html = { 'content-type': 'text/html' };

	it.each([
		[{ status: 429, headers: { 'Retry-After': '7' } }, 429, { 'retry-after': '7' }, ''],
		[{ body: '<h1>down</h1>', headers: html }, 200, html, '<h1>down</h1>'],
		[{ json: [{ a: null }] }, 200, { 'cache-control': 'no-store' }, '[{"a":null}]'],
		[{ base64: '/wD+' }, 200, { 'content-length': '3' }, Buffer.from('/wD+', 'base64')],
		[{ redirect: '/elsewhere' }, 302, { location: '/elsewhere' }, ''],
		[{ redirect: '/elsewhere', status: 307 }, 307, { location: '/elsewhere' }, ''],
		[{ drip: 1, body: 'slow' }, 200, {}, 'slow'],
	])('%j', async (fault, status, headers, body) => {
		await script(fault);
		const answer = await raw();
		expect(answer).toMatchObject({ status, headers, complete: true });
		expect(answer.bytes).toEqual(Buffer.from(body));
		expect(answer.chunks.length > 1).toBe('drip' in fault);
	});

	it('patch and omit change parts of the good answer', async () => {
		const patch = { token_type: null, 'more.deep': 1 };
		await script({ patch, omit: ['refresh_token'] });
		const { json } = await signIn();
		expect(Object.keys(json)).toEqual(['token_type', 'expires_in', 'access_token', 'more']);
		expect(json).toMatchObject({ token_type: null, more: { deep: 1 } });
		expect((await sandbox.whoami('spryker', json.access_token)).status).toBe(200);
	});

	it('size makes a body of that many bytes', async () => {
		await script({ size: 3_000_000 });
		const { bytes } = await raw();
		expect(bytes).toHaveLength(3_000_000);
		expect(JSON.parse(bytes.toString())).toEqual({});
	});

	it('truncate cuts the good answer in half', async () => {
		await script({ truncate: true });
		const { status, text, json, headers } = await signIn();
		expect([status, json, headers.get('content-length')]).toEqual([
			200,
			undefined,
			`${text.length}`,
		]);
		expect(text).toMatch(/^\{"token_type":"Bearer"/);
		expect(await counters()).toEqual({ requests: 1, faulted: 1, granted: 1 });
	});

	it('gzip compresses the good answer', async () => {
		await script({ gzip: true });
		const { headers, json } = await signIn();
		expect(headers.get('content-encoding')).toBe('gzip');
		expect(json.token_type).toBe('Bearer');
	});

	it('gzip corrupt sends what cannot be unpacked', async () => {
		await script({ gzip: 'corrupt' });
		await expect(signIn()).rejects.toThrow();
		await script({ gzip: 'corrupt' });
		const { bytes, complete } = await raw();
		expect(complete).toBe(true);
		expect(bytes.subarray(0, 3)).toEqual(gzipSync('').subarray(0, 3));
	});

	it('charset writes the good answer in another charset', async () => {
		await script({ charset: 'utf-16le' });
		const { bytes, headers } = await raw();
		expect(headers['content-type']).toBe('application/json; charset=utf-16le');
		expect(JSON.parse(bytes.toString('utf16le')).token_type).toBe('Bearer');
	});

	it('echo gives back everything that was sent', async () => {
		await script({ echo: true });
		const { status, json } = await sandbox.form(paths.spryker, logins.spryker, {
			authorization: 'Bearer canary',
		});
		const sent = new URLSearchParams(logins.spryker).toString();
		expect(status).toBe(400);
		expect(json.error_description).toContain(sent);
		expect(json.error_description).toContain('Bearer canary');
		expect(json.request).toMatchObject({ body: sent, headers: { authorization: 'Bearer canary' } });
	});

	it.each([
		['before', { status: 0, complete: false }, { requests: 1, faulted: 1 }],
		['headers', { status: 200, complete: false }, { requests: 1, faulted: 1, granted: 1 }],
		['body', { status: 200, complete: false }, { requests: 1, faulted: 1, granted: 1 }],
	])('reset %s drops the connection', async (reset, answer, counted) => {
		await script({ reset });
		const { bytes, headers, ...rest } = await raw();
		expect(rest).toMatchObject(answer);
		const length = reset === 'body' ? Math.floor(Number(headers['content-length']) / 2) : 0;
		expect(bytes).toHaveLength(length);
		expect(await counters()).toEqual(counted);
	});
});

describe('a fault that takes its time', () => {
	const post = (/** @type {AbortSignal} */ signal) =>
		fetch(sandbox.url(paths.spryker), {
			method: 'POST',
			body: new URLSearchParams(logins.spryker),
			signal,
		});

	it('delay ends in the good answer', async () => {
		await script({ delay: 10, bodyDelay: 10 });
		expect((await signIn()).json.token_type).toBe('Bearer');
	});

	it('delay holds back the headers', async () => {
		await script({ delay: 600_000 });
		const abort = new AbortController();
		const answer = post(abort.signal);
		void sandbox.decided('spryker.token', 1).then(() => setTimeout(() => abort.abort(), 50));
		await expect(answer).rejects.toThrow(/aborted/);
		expect(await counters()).toEqual({ requests: 1, faulted: 1, granted: 1 });
	});

	it('bodyDelay holds back the body, not the headers', async () => {
		await script({ bodyDelay: 600_000 });
		const abort = new AbortController();
		const response = await post(abort.signal);
		expect(response.status).toBe(200);
		setTimeout(() => abort.abort(), 100);
		await expect(response.text()).rejects.toThrow(/aborted/);
	});

	it('endless never ends, until the client goes', async () => {
		await script({ endless: true });
		const abort = new AbortController();
		const response = await post(abort.signal);
		const reader = /** @type {ReadableStream} */ (response.body).getReader();
		for (let bytes = 0; bytes < 100_000;) bytes += (await reader.read()).value.length;
		abort.abort();
		expect((await signIn()).status).toBe(200);
	});
});
