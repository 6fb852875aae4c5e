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
	it('uses each fault once, in order, then the service is well again', async () => {
		await script({ status: 500 }, { status: 503 });
		expect([(await signIn()).status, (await signIn()).status, (await signIn()).status]).toEqual([
			500, 503, 200,
		]);
		expect(await counters()).toEqual({ requests: 3, faulted: 2, granted: 1 });
	});

	it('repeats a fault as often as told', async () => {
		await script({ status: 500, times: 2 });
		expect([(await signIn()).status, (await signIn()).status, (await signIn()).status]).toEqual([
			500, 500, 200,
		]);
	});

	it('repeats a fault for ever, until an empty list clears it', async () => {
		await script({ status: 500, times: 'always' });
		for (let round = 0; round < 5; round += 1) expect((await signIn()).status).toBe(500);
		await script();
		expect((await signIn()).status).toBe(200);
	});

	it('leaves other endpoints alone', async () => {
		await script({ status: 500, times: 'always' });
		expect((await sandbox.form(paths.voipex, logins.voipex)).status).toBe(200);
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
		['a list', [], /Send an object/],
	])('refuses %s and changes nothing', async (_name, input, text) => {
		await script({ status: 503 });
		const answer = await sandbox.control('faults', input);
		expect(answer.status).toBe(400);
		expect(answer.json.message).toMatch(text);
		expect((await signIn()).status).toBe(503);
	});
});

describe('a fault with an answer of its own', () => {
	it('does no work', async () => {
		await script({ json: { access_token: 'made up' } });
		const { status, json } = await signIn();
		expect([status, json]).toEqual([200, { access_token: 'made up' }]);
		expect(await counters()).toEqual({ requests: 1, faulted: 1 });
	});

	it('does the work as well with grant', async () => {
		await script({ grant: true, status: 502, body: '<html>' });
		expect(await signIn()).toMatchObject({ status: 502, text: '<html>' });
		expect(await counters()).toEqual({ requests: 1, faulted: 1, granted: 1 });
	});

	it('keeps the real body when grant changes the status alone', async () => {
		await script({ grant: true, status: 201 });
		const { status, json } = await signIn();
		expect(status).toBe(201);
		expect((await sandbox.whoami('spryker', json.access_token)).status).toBe(200);
	});
});

describe('the fault', () => {
	it('status answers with an empty body', async () => {
		await script({ status: 429, headers: { 'Retry-After': '7' } });
		const { status, text, headers } = await signIn();
		expect([status, text, headers.get('retry-after')]).toEqual([429, '', '7']);
	});

	it('body sends a text as it is, under any content type', async () => {
		await script({ body: '<h1>down</h1>', headers: { 'content-type': 'text/html' } });
		const { text, headers } = await signIn();
		expect([text, headers.get('content-type')]).toEqual(['<h1>down</h1>', 'text/html']);
	});

	it.each([[null], [5], ['text'], [[]], [{ a: { b: null } }]])('json sends %j', async (value) => {
		await script({ json: value });
		expect((await signIn()).json).toEqual(value);
	});

	it('base64 sends raw bytes', async () => {
		await script({ base64: Buffer.from([0xff, 0x00, 0xfe]).toString('base64') });
		expect((await raw()).bytes).toEqual(Buffer.from([0xff, 0x00, 0xfe]));
	});

	it('patch replaces parts of the good answer, and does the work', async () => {
		await script({ patch: { token_type: null, expires_in: '60', 'more.deep': 1 } });
		const { json } = await signIn();
		expect(json).toMatchObject({ token_type: null, expires_in: '60', more: { deep: 1 } });
		expect((await sandbox.whoami('spryker', json.access_token)).status).toBe(200);
	});

	it('omit takes parts of the good answer out', async () => {
		await sandbox.control('faults', { 'b2copy.signin': [{ omit: ['accessToken.token'] }] });
		const { json } = await sandbox.json(paths.b2copy, logins.b2copy);
		expect(Object.keys(json.accessToken)).toEqual(['createdAt', 'expiresAt']);
	});

	it('size makes a body of that many bytes', async () => {
		await script({ size: 3_000_000 });
		const { bytes } = await raw();
		expect(bytes).toHaveLength(3_000_000);
		expect(JSON.parse(bytes.toString())).toEqual({});
	});

	it('size with grant pads the good answer', async () => {
		await script({ size: 100_000, grant: true });
		const { text, json } = await signIn();
		expect(text).toHaveLength(100_000);
		expect(json.token_type).toBe('Bearer');
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

	it('redirect points elsewhere', async () => {
		await script({ redirect: sandbox.url('/elsewhere') }, { redirect: '/x', status: 307 });
		const first = await signIn();
		expect([first.status, first.headers.get('location')]).toEqual([302, sandbox.url('/elsewhere')]);
		expect((await signIn()).status).toBe(307);
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

	it('reset before drops the connection without an answer, and does no work', async () => {
		await script({ reset: 'before' });
		expect(await raw()).toMatchObject({ status: 0, complete: false });
		expect(await counters()).toEqual({ requests: 1, faulted: 1 });
	});

	it('reset headers drops the connection after the headers', async () => {
		await script({ reset: 'headers' });
		const { status, bytes, complete } = await raw();
		expect([status, bytes.length, complete]).toEqual([200, 0, false]);
	});

	it('reset body drops the connection in the middle of the body', async () => {
		await script({ reset: 'body' });
		const { headers, bytes, complete } = await raw();
		expect(complete).toBe(false);
		expect(bytes).toHaveLength(Math.floor(Number(headers['content-length']) / 2));
	});

	it('drip sends the body byte by byte', async () => {
		await script({ drip: 1, json: { slow: true } });
		const { chunks, bytes } = await raw();
		expect(chunks.length).toBeGreaterThan(1);
		expect(bytes.toString()).toBe('{"slow":true}');
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
