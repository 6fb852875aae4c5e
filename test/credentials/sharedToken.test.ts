import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { createProcesses } from './processes';
import { api, fakeClock, responding } from './support';

const endpoint = 'https://auth.voipex.io/token';
const issued = (token: string) => ({
	access_token: token,
	refresh_token: `refresh-of-${token}`,
	token_type: 'Bearer',
	expires_in: 3600,
});

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

let clock: ReturnType<typeof fakeClock>;
beforeEach(() => {
	clock = fakeClock();
});

/** The provider issues `token-1`, `token-2` and so on. */
function provider() {
	const responses = Array.from({ length: 20 }, (_, index): [number, object] => [
		200,
		issued(`token-${index + 1}`),
	]);
	return responding(endpoint, 'POST', ...responses);
}

const sent = (calls: ReturnType<typeof responding>) =>
	calls.map(({ headers }) => headers.authorization?.slice('Bearer '.length));

/** A store that fails this many times. @returns how often it has failed */
function failing(stored: { voipexApi: Record<string, unknown> }, times = Infinity) {
	let form = stored.voipexApi;
	let failures = 0;
	Object.defineProperty(stored, 'voipexApi', {
		get: () => form,
		set: (next: Record<string, unknown>) => {
			if (failures < times) {
				failures++;
				throw new Error('The database is locked.');
			}
			form = next;
		},
	});
	return () => failures;
}

describe('processes that share a credential', () => {
	it('share the token once a request was signed with it', async () => {
		const signIns = provider();
		const calls = responding(api, 'GET', [200]);
		const { processes } = createProcesses(2);
		const [one, two] = processes;
		await one!.request();
		await one!.request();
		await two!.request();
		expect(signIns).toHaveLength(1);
		expect(sent(calls)).toEqual(['token-1', 'token-1', 'token-1']);
	});

	it('write once per token, and never the refresh token', async () => {
		provider();
		responding(api, 'GET', [200]);
		const { processes, stored } = createProcesses(2);
		for (let round = 0; round < 5; round++) for (const one of processes) await one.request();
		// Both signed in before either could know of the other.
		expect(processes.map(({ persisted }) => persisted.length)).toEqual([1, 1]);
		expect(stored.voipexApi.sharedToken).toContain('"token-2"');
		expect(JSON.stringify(stored)).not.toContain('refresh-of');
		expect(stored.voipexApi.sessionToken).toBe('');
	});

	it('renew a revoked token once: the others take the new one over', async () => {
		const signIns = provider();
		const calls = responding(api, 'GET', [200], [200], [200], [401], [200]);
		const { processes } = createProcesses(2);
		const [one, two] = processes;
		await one!.request();
		await one!.request();
		await two!.request();
		clock.pass(60);
		await one!.request();
		await two!.request();
		expect(sent(calls).slice(3)).toEqual(['token-1', 'token-2', 'token-2']);
		expect(signIns).toHaveLength(2);
	});

	it('do not share where the person turned it off, and what was stored goes', async () => {
		const signIns = provider();
		responding(api, 'GET', [200]);
		const { processes, stored } = createProcesses(2);
		const [one, two] = processes;
		await one!.request();
		await one!.request();
		expect(stored.voipexApi.sharedToken).not.toBe('');
		stored.voipexApi = { ...stored.voipexApi, shareToken: false };
		await two!.request();
		await one!.request();
		expect(stored.voipexApi.sharedToken).toBe('');
		expect(signIns).toHaveLength(2);
		expect(one!.persisted.length + two!.persisted.length).toBe(2);
	});
});

describe('Get Auth Token', () => {
	it('shares the token that it obtains, and sends nothing but the sign-in', async () => {
		const signIns = provider();
		const { processes, stored } = createProcesses(2);
		const [one, two] = processes;
		expect(await one!.token()).toMatchObject({ accessToken: 'token-1', source: 'grant' });
		expect(await two!.token()).toMatchObject({ accessToken: 'token-1', source: 'cache' });
		expect(signIns).toHaveLength(1);
		expect(stored.voipexApi.sharedToken).toContain('"token-1"');
	});

	it.each([
		['the response as it came', { simplify: false }, 'response.refresh_token'],
		['a refresh token', { includeRefreshToken: true }, 'refreshToken'],
	])('signs in where a shared token does not come with %s', async (_, parameters, path) => {
		const signIns = provider();
		const { processes } = createProcesses(2);
		const [one, two] = processes;
		await one!.token();
		const given = await two!.token(parameters);
		expect(given).toHaveProperty(path, 'refresh-of-token-2');
		expect(await two!.token(parameters)).toMatchObject({ ...given, source: 'cache' });
		expect(signIns).toHaveLength(2);
	});

	it('gives no token as it came that an API has refused in another process', async () => {
		provider();
		const calls = responding(api, 'GET', [200], [200], [401], [200]);
		const { processes } = createProcesses(2);
		const [one, two] = processes;
		const first = await one!.token({ simplify: false });
		expect(first).toHaveProperty('response.access_token', 'token-1');
		await two!.request();
		await two!.request();
		clock.pass(60);
		await two!.request();
		expect(sent(calls)).toEqual(['token-1', 'token-1', 'token-1', 'token-2']);
		const later = await one!.token({ simplify: false });
		expect(later).not.toHaveProperty('response.access_token', 'token-1');
	});

	it('stores the token that a later item needed', async () => {
		provider();
		const { processes, stored } = createProcesses(1);
		await processes[0]!.token();
		clock.pass(2000);
		const items = [{ validity: 0 }, { validity: 1800 }];
		const options = { minimumValidity: '={{ $json.validity }}' };
		const given = await processes[0]!.tokens(items, { options });
		expect(given.map(({ source }) => source)).toEqual(['cache', 'refresh']);
		expect(stored.voipexApi.sharedToken).toContain('"token-2"');
	});

	it('signs in for no item that it refused, to store the token of another', async () => {
		const signIns = provider();
		const { processes } = createProcesses(1, (item) => ({
			username: `user-${item}`,
			allowedHttpRequestDomains: item === 0 ? 'none' : 'all',
		}));
		const outputs = await processes[0]!.tokens([{}, {}]);
		expect(outputs.map(({ accessToken }) => accessToken)).toEqual([undefined, 'token-1']);
		expect(signIns.map(({ body }) => body)).toEqual([expect.stringContaining('user-1')]);
	});
});

describe('what n8n cannot write', () => {
	it('is not tried again for a while: one request fails, the others do not', async () => {
		provider();
		responding(api, 'GET', [200]);
		const { processes, stored } = createProcesses(1);
		const [one] = processes;
		const failures = failing(stored);
		await one!.request();
		await expect(one!.request()).rejects.toThrow();
		for (let call = 0; call < 5; call++) await one!.request();
		// n8n tries it twice for one request.
		expect(failures()).toBe(2);
	});

	it.each(['GET', 'POST'] as const)(
		'at first costs no %s: it is sent, and once',
		async (method) => {
			const signIns = provider();
			const calls = responding(api, method, [200]);
			const { processes, stored } = createProcesses(1);
			const [one] = processes;
			failing(stored, 1);
			await one!.request(method);
			clock.pass(60);
			await one!.request(method);
			expect([signIns.length, sent(calls)]).toEqual([1, ['token-1', 'token-1']]);
			expect(stored.voipexApi.sharedToken).toContain('"token-1"');
		},
	);
});
