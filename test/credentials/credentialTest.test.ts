import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { api, n8n, paths, responding, send, tokenCredentials } from './support';

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

describe.each(tokenCredentials)('the test of $name', ({ name, endpoint, issue, tested }) => {
	it('signs in and sends the token to the address of its form, by a plain GET', async () => {
		const signIns = responding(endpoint, 'POST', [200, issue('token-1')]);
		const calls = responding(tested, 'GET', [200]);
		expect(await n8n().test(name)).toBe('OK');
		expect(signIns).toHaveLength(1);
		expect(calls.map(({ body, headers }) => [body, headers.authorization])).toEqual([
			['', 'Bearer token-1'],
		]);
		expect(calls[0]?.headers).not.toHaveProperty('x-credential-test');
	});
});

describe('the test of a credential', () => {
	const { name, endpoint, issue, tested } = tokenCredentials.find(
		(row) => row.name === 'voipexApi',
	)!;

	it('signs in with the login although there are a token and a refresh token', async () => {
		const first = { ...issue('token-1'), refresh_token: 'refresh-1' };
		const signIns = responding(endpoint, 'POST', [200, first], [200, issue('token-2')]);
		responding(api, 'GET', [200]);
		const calls = responding(tested, 'GET', [200]);
		const instance = n8n();
		await send(instance, 'request', name);
		expect(await instance.test(name)).toBe('OK');
		expect(signIns).toHaveLength(2);
		expect(signIns[1]?.body).toBe(signIns[0]?.body);
		expect(calls[0]?.headers.authorization).toBe('Bearer token-2');
	});

	it('says what happened and what to do when the login is refused, with a token or without', async () => {
		const refused: [number, object] = [401, { error: 'invalid_grant' }];
		responding(endpoint, 'POST', [200, issue('token-1')], refused);
		responding(api, 'GET', [200]);
		const calls = responding(tested, 'GET', [200]);
		const instance = n8n();
		await send(instance, 'request', name);
		expect(await instance.test(name)).toMatch(/"invalid_grant".*Check "/);
		const other = n8n();
		expect(await other.test(name)).toMatch(/"invalid_grant".*Check "/);
		expect(calls).toEqual([]);
	});

	it('follows no redirect with the token', async () => {
		responding(endpoint, 'POST', [200, issue('token-1')]);
		responding(tested, 'GET', [302, '', { location: 'https://elsewhere.example/' }]);
		const elsewhere = responding('https://elsewhere.example/', 'GET', [200]);
		expect(await n8n().test(name)).toBe('OK');
		expect(elsewhere).toEqual([]);
	});
});

describe('the test of customTokenGrantApi with a Test URL', () => {
	const { endpoint, issue } = tokenCredentials.find(({ name }) => name === 'customTokenGrantApi')!;
	const testUrl = 'https://api.example/me';

	async function test(status: number) {
		responding(endpoint, 'POST', [200, issue('token-1')]);
		const calls = responding(testUrl, 'GET', [status]);
		const outcome = await n8n({ customTokenGrantApi: { testUrl: ` ${testUrl} ` } }).test(
			'customTokenGrantApi',
		);
		return { outcome, calls };
	}

	it.each([
		[
			401,
			'Signing in worked, but the Test URL rejects the token. Check that this URL belongs to the API the token is for.',
		],
		[
			403,
			'Signing in worked, but this login may not use the Test URL. Check its rights and "Scope" (under "Show Advanced Fields").',
		],
		[404, 'Signing in worked, but the Test URL does not exist. Check its spelling.'],
	])('says what a response of %i means', async (status, message) => {
		expect((await test(status)).outcome).toBe(message);
	});
});

describe.each(paths)("a workflow's own x-credential-test header by %s", (path) => {
	const { name, endpoint, issue } = tokenCredentials[0]!;

	it.each(['yes', '', 'true', 'f'.repeat(32)])(
		'%j forces no sign-in and is sent',
		async (value) => {
			const signIns = responding(endpoint, 'POST', [200, issue('token-1')]);
			const calls = responding(api, 'GET', [200, {}]);
			const instance = n8n();
			const headers = { 'x-credential-test': value };
			await send(instance, path, name);
			await send(instance, path, name, { headers });
			expect(signIns).toHaveLength(1);
			expect(calls[1]?.headers).toMatchObject(headers);
		},
	);
});
