import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import {
	api,
	everyUse,
	fakeClock,
	n8n,
	paths,
	responding,
	send,
	tokenCredentials,
} from './support';

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

let clock: ReturnType<typeof fakeClock>;
beforeEach(() => {
	clock = fakeClock();
});

describe.each(everyUse)('$name by $path', ({ name, endpoint, issue, path }) => {
	it('signs in once and puts the token on each request', async () => {
		const signIns = responding(endpoint, 'POST', [200, issue('token-1')]);
		const calls = responding(api, 'GET', [200, { ok: true }]);
		const instance = n8n();
		expect(await send(instance, path, name)).toEqual({ ok: true });
		await send(instance, path, name);
		expect(calls.map(({ headers }) => headers.authorization)).toEqual([
			'Bearer token-1',
			'Bearer token-1',
		]);
		expect(signIns).toHaveLength(1);
	});
});

const { name, endpoint, issue } = tokenCredentials.find((row) => row.name === 'voipexApi')!;

describe.each(paths)('a token by %s', (path) => {
	it('renews a token that the API refuses, and n8n sends the request again', async () => {
		const signIns = responding(endpoint, 'POST', [200, issue('token-1')], [200, issue('token-2')]);
		const calls = responding(api, 'GET', [200], [401], [200, { ok: true }]);
		const instance = n8n();
		await send(instance, path, name);
		expect(instance.persisted).toEqual([]);
		clock.pass(10);
		expect(await send(instance, path, name)).toEqual({ ok: true });
		expect(calls.map(({ headers }) => headers.authorization)).toEqual([
			'Bearer token-1',
			'Bearer token-1',
			'Bearer token-2',
		]);
		expect(signIns).toHaveLength(2);
		expect(instance.persisted).toEqual([
			{ sessionToken: '', sharedToken: expect.stringContaining('"token-1"') },
			{ sessionToken: '', sharedToken: expect.stringContaining('"token-2"') },
		]);
	});

	it('sends a refused login once, and says why each time', async () => {
		const signIns = responding(endpoint, 'POST', [401, { error: 'invalid_grant' }]);
		const calls = responding(api, 'GET', [200]);
		const instance = n8n();
		const first: unknown = await send(instance, path, name).catch((reason: Error) => reason);
		// What happened and what to do, each in its place: HTTP Request shows both.
		expect(first).toMatchObject({
			message: expect.stringMatching(/^(?!.*(Check|paused)).*"invalid_grant"\.$/),
			description: expect.stringMatching(/^Check "/),
		});
		await expect(send(instance, path, name)).rejects.toThrow(/paused .* 30 seconds/);
		expect([signIns.length, calls.length]).toEqual([1, 0]);
		expect(instance.persisted).toEqual([]);
	});

	it.each([301, 302, 307, 308])(
		'does not follow a redirect (%i) with the login',
		async (status) => {
			const elsewhere = responding('https://elsewhere.example/', 'POST', [200, issue('stolen')]);
			const followed = responding('https://elsewhere.example/', 'GET', [200, issue('stolen')]);
			responding(endpoint, 'POST', [status, '', { location: 'https://elsewhere.example/' }]);
			await expect(send(n8n(), path, name)).rejects.toThrow(`HTTP ${status}`);
			expect([...elsewhere, ...followed]).toEqual([]);
		},
	);
});

describe('what the HTTP Request node does with any status that is not good', () => {
	it('is sent again a second after the first with a new token, and with another for an old one', async () => {
		const signIns = responding(endpoint, 'POST', [200, issue('token-1')], [200, issue('token-2')]);
		const calls = responding(api, 'GET', [404]);
		const instance = n8n();
		const counts: number[] = [];
		for (const seconds of [0, 1, 1, 20, 0, 1, 1]) {
			clock.pass(seconds);
			const before = calls.length;
			const sent = send(instance, 'legacyRequest', name);
			await expect(sent).rejects.toMatchObject({ httpCode: '404' });
			counts.push(calls.length - before);
		}
		expect([signIns.length, counts]).toEqual([2, [2, 1, 1, 2, 2, 1, 1]]);
	});

	it.each(['POST', 'PATCH'] as const)('a %s is never sent twice', async (method) => {
		responding(endpoint, 'POST', [200, issue('token-1')], [200, issue('token-2')]);
		responding(api, 'GET', [200]);
		const orders = responding(api, method, [500]);
		const instance = n8n();
		await send(instance, 'legacyRequest', name);
		clock.pass(20);
		await expect(send(instance, 'legacyRequest', name, { method })).rejects.toMatchObject({
			httpCode: '500',
		});
		expect(orders).toHaveLength(1);
	});

	it('the response of the API stands where the renewal does not work', async () => {
		responding(endpoint, 'POST', [200, issue('token-1')], [500]);
		responding(api, 'GET', [200], [404]);
		const instance = n8n();
		await send(instance, 'legacyRequest', name);
		clock.pass(20);
		await expect(send(instance, 'legacyRequest', name)).rejects.toMatchObject({
			httpCode: '404',
		});
	});
});

describe("n8n's Allowed Domains", () => {
	it('that do not list the sign-in server are named before anything is sent', async () => {
		const instance = n8n({
			voipexApi: { allowedHttpRequestDomains: 'domains', allowedDomains: 'api.example' },
		});
		await expect(send(instance, 'request', 'voipexApi')).rejects.toThrow(
			'The host auth.voipex.io is not in this credential\'s "Allowed Domains".',
		);
	});
});
