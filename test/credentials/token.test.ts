import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { VoipexApi } from '../../credentials/VoipexApi.credentials';
import { forms } from '../core/forms.mjs';
import nock from 'nock';
import { answering, fakeClock, n8n, tokenCredentials } from './support';

const api = 'https://api.example/orders';

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

let clock: ReturnType<typeof fakeClock>;
beforeEach(() => {
	clock = fakeClock();
});

/** The two ways in which nodes use a credential. */
const paths = ['request', 'legacyRequest'] as const;
type Path = (typeof paths)[number];

function send(
	instance: ReturnType<typeof n8n>,
	path: Path,
	name: string,
	{ method = 'GET', headers = {} } = {},
): Promise<unknown> {
	if (path === 'request') {
		return instance.request(name, { url: api, method: method as 'GET', headers });
	}
	return instance.legacyRequest(name, { uri: api, method: method as 'GET', headers, json: true });
}

const every = tokenCredentials.flatMap((row) => paths.map((path) => ({ ...row, path })));

describe.each(every)('$name by $path', ({ name, endpoint, answer, path }) => {
	it('signs in and puts the token on the request', async () => {
		const signIns = answering(endpoint, 'POST', [200, answer('token-1')]);
		const calls = answering(api, 'GET', [200, { ok: true }]);
		expect(await send(n8n(), path, name)).toEqual({ ok: true });
		expect(calls).toHaveLength(1);
		expect(calls[0]?.headers.authorization).toBe('Bearer token-1');
		expect(signIns).toHaveLength(1);
	});

	it('keeps the headers of the request, but for its own Authorization', async () => {
		answering(endpoint, 'POST', [200, answer('token-1')]);
		const calls = answering(api, 'GET', [200, {}]);
		const headers = { 'X-Own': 'kept', AUTHORIZATION: 'Basic abc', authorization: 'Bearer old' };
		await send(n8n(), path, name, { headers });
		expect(calls[0]?.headers).toMatchObject({
			'x-own': 'kept',
			authorization: 'Bearer token-1',
		});
	});

	it('signs in once for many requests', async () => {
		const signIns = answering(endpoint, 'POST', [200, answer('token-1')]);
		const calls = answering(api, 'GET', [200, {}]);
		const instance = n8n();
		await Promise.all(Array.from({ length: 20 }, async () => await send(instance, path, name)));
		await send(instance, path, name);
		expect([signIns.length, calls.length]).toEqual([1, 21]);
	});

	it('writes nothing into the store of n8n', async () => {
		answering(endpoint, 'POST', [200, answer('token-1')]);
		answering(api, 'GET', [200, {}]);
		const instance = n8n();
		await send(instance, path, name);
		expect(instance.persisted).toEqual([]);
	});

	it('renews a token that the API refuses, and n8n sends the request again', async () => {
		const signIns = answering(endpoint, 'POST', [200, answer('token-1')], [200, answer('token-2')]);
		const calls = answering(api, 'GET', [200], [401], [200, { ok: true }]);
		const instance = n8n();
		await send(instance, path, name);
		clock.pass(10);
		expect(await send(instance, path, name)).toEqual({ ok: true });
		expect(calls.map(({ headers }) => headers.authorization)).toEqual([
			'Bearer token-1',
			'Bearer token-1',
			'Bearer token-2',
		]);
		expect(signIns).toHaveLength(2);
		expect(instance.persisted).toEqual([{ sessionToken: '' }]);
	});

	it('does not renew a token that is only seconds old', async () => {
		const signIns = answering(endpoint, 'POST', [200, answer('token-1')]);
		answering(api, 'GET', [401]);
		const instance = n8n();
		await expect(send(instance, path, name)).rejects.toMatchObject({ httpCode: '401' });
		expect(signIns).toHaveLength(1);
		expect(instance.persisted).toEqual([]);
	});

	it('renews at most once a minute, however often the API refuses', async () => {
		const signIns = answering(endpoint, 'POST', [200, answer('token-1')], [200, answer('token-2')]);
		answering(api, 'GET', [200], [401]);
		const instance = n8n();
		await send(instance, path, name);
		clock.pass(30);
		for (let call = 0; call < 5; call++) {
			await expect(send(instance, path, name)).rejects.toMatchObject({ httpCode: '401' });
			clock.pass(10);
		}
		expect(signIns).toHaveLength(2);
	});

	it('sends a refused login once, and says why each time', async () => {
		const signIns = answering(endpoint, 'POST', [401, { error: 'invalid_grant' }]);
		const calls = answering(api, 'GET', [200]);
		const instance = n8n();
		const first = await send(instance, path, name).catch((reason: Error) => reason.message);
		expect(first).toMatch(/^\S.* refused the sign-in.*Check "/);
		expect(first).not.toContain('paused');
		await expect(send(instance, path, name)).rejects.toThrow(/is paused for another 30 seconds/);
		expect([signIns.length, calls.length]).toEqual([1, 0]);
		expect(instance.persisted).toEqual([]);
	});

	it('asks a sign-in server that is away once, though n8n asks the credential again', async () => {
		const signIns = answering(endpoint, 'POST', [500]);
		await expect(send(n8n(), path, name)).rejects.toThrow(/cannot process the sign-in/);
		expect(signIns).toHaveLength(1);
	});

	it('tries a corrected login at once', async () => {
		answering(endpoint, 'POST', [401, { error: 'invalid_grant' }], [200, answer('token-1')]);
		const calls = answering(api, 'GET', [200]);
		const instance = n8n();
		await expect(send(instance, path, name)).rejects.toThrow();
		const form = instance.stored[name]!;
		instance.stored[name] = { ...form, password: 'corrected', clientSecret: 'corrected' };
		await send(instance, path, name);
		expect(calls[0]?.headers.authorization).toBe('Bearer token-1');
	});

	it.each([301, 302, 307, 308])(
		'does not follow a redirect (%i) with the login',
		async (status) => {
			const elsewhere = answering('https://elsewhere.example/', 'POST', [200, answer('stolen')]);
			const followed = answering('https://elsewhere.example/', 'GET', [200, answer('stolen')]);
			answering(endpoint, 'POST', [status, '', { location: 'https://elsewhere.example/' }]);
			await expect(send(n8n(), path, name)).rejects.toThrow(/redirects the sign-in/);
			expect([...elsewhere, ...followed]).toEqual([]);
		},
	);

	it('shows no secret when a server sends the request back', async () => {
		const echoes: string[] = [];
		nock(new URL(endpoint).origin)
			.persist()
			.post(new URL(endpoint).pathname)
			.reply((_uri, sent) => {
				const echo = typeof sent === 'string' ? sent : JSON.stringify(sent);
				echoes.push(echo);
				return [500, { error: 'server_error', message: `You sent ${echo}` }];
			});
		const instance = n8n();
		const { password, clientSecret } = instance.stored[name] as Record<string, string>;
		const reason = await send(instance, path, name).catch((thrown: unknown) => thrown);
		const shown = JSON.stringify(reason, Object.getOwnPropertyNames(reason));
		for (const secret of [password, clientSecret]) {
			if (secret) expect(`${shown}${String(reason)}`).not.toContain(secret);
		}
		expect(echoes.length).toBeGreaterThan(0);
	});
});

describe('what the HTTP Request node does with any status that is not good', () => {
	const { name, endpoint, answer } = tokenCredentials.find((row) => row.name === 'voipexApi')!;

	it('a 404 with a token of seconds costs no sign-in, and is sent once', async () => {
		const signIns = answering(endpoint, 'POST', [200, answer('token-1')]);
		const calls = answering(api, 'GET', [404]);
		await expect(send(n8n(), 'legacyRequest', name)).rejects.toMatchObject({ httpCode: '404' });
		expect([signIns.length, calls.length]).toEqual([1, 1]);
	});

	it('ten of them with an older token cost one sign-in and one more call', async () => {
		const signIns = answering(endpoint, 'POST', [200, answer('token-1')], [200, answer('token-2')]);
		const calls = answering(api, 'GET', [200], [404]);
		const instance = n8n();
		await send(instance, 'legacyRequest', name);
		clock.pass(20);
		for (let call = 0; call < 10; call++) {
			await expect(send(instance, 'legacyRequest', name)).rejects.toMatchObject({
				httpCode: '404',
			});
		}
		expect([signIns.length, calls.length]).toEqual([2, 1 + 10 + 1]);
	});

	it.each(['POST', 'PATCH'])('a %s is never sent twice', async (method) => {
		answering(endpoint, 'POST', [200, answer('token-1')], [200, answer('token-2')]);
		answering(api, 'GET', [200]);
		const orders = answering(api, method, [500]);
		const instance = n8n();
		await send(instance, 'legacyRequest', name);
		clock.pass(20);
		await expect(send(instance, 'legacyRequest', name, { method })).rejects.toMatchObject({
			httpCode: '500',
		});
		expect(orders).toHaveLength(1);
	});

	it('the answer of the API stands where the renewal does not work', async () => {
		answering(endpoint, 'POST', [200, answer('token-1')], [503]);
		answering(api, 'GET', [200], [404]);
		const instance = n8n();
		await send(instance, 'legacyRequest', name);
		clock.pass(20);
		await expect(send(instance, 'legacyRequest', name)).rejects.toMatchObject({
			httpCode: '404',
		});
	});
});

describe('authenticate', () => {
	const credential = tokenCredentials.map(({ name }) => name);

	it.each(credential)('of %s leaves the options that it is given alone', async (name) => {
		const { endpoint, answer } = tokenCredentials.find((row) => row.name === name)!;
		answering(endpoint, 'POST', [200, answer('token-1')]);
		answering(api, 'GET', [401]);
		const options = { url: api, method: 'GET' as const, headers: { 'X-Own': '1' } };
		await expect(n8n().request(name, options)).rejects.toThrow();
		expect(options.headers).toEqual({ 'X-Own': '1' });
		expect(JSON.stringify(options)).not.toContain('token-1');
	});

	it('leaves one Authorization header, in whatever case others were written', async () => {
		const credential = new VoipexApi();
		const form = { ...forms.voipex, username: 'one-header' };
		const httpRequest = async () => ({
			statusCode: 200,
			headers: {},
			body: '{"access_token":"a"}',
		});
		await credential.preAuthentication.call({ helpers: { httpRequest } }, form);
		const headers = { AUTHORIZATION: 'Basic abc', authorization: 'Bearer old', 'X-Own': '1' };
		const options = await credential.authenticate(form, { url: api, headers });
		expect(options.headers).toEqual({ 'X-Own': '1', Authorization: 'Bearer a' });
	});

	it('says what to do where n8n did not ask for a token first', async () => {
		await expect(new VoipexApi().authenticate({}, { url: api })).rejects.toThrow(
			'n8n did not ask this credential to sign in. Open the credential and save it again.',
		);
	});

	it('does not let a redirect take the token to another host', async () => {
		const { name, endpoint, answer } = tokenCredentials[0]!;
		answering(endpoint, 'POST', [200, answer('token-1')]);
		answering(api, 'GET', [302, '', { location: 'https://elsewhere.example/' }]);
		const elsewhere = answering('https://elsewhere.example/', 'GET', [200]);
		await n8n().request(name, { url: api });
		expect(elsewhere).toHaveLength(1);
		expect(elsewhere[0]?.headers).not.toHaveProperty('authorization');
	});
});

describe('a request that asks to send credentials to wherever it is redirected', () => {
	it.each(paths)('by %s does not take the token there', async (path) => {
		const { name, endpoint, answer } = tokenCredentials[0]!;
		answering(endpoint, 'POST', [200, answer('token-1')]);
		const calls = answering(api, 'GET', [302, '', { location: 'https://elsewhere.example/' }]);
		const elsewhere = answering('https://elsewhere.example/', 'GET', [200]);
		const asking = { sendCredentialsOnCrossOriginRedirect: true };
		if (path === 'request') await n8n().request(name, { url: api, ...asking });
		else await n8n().legacyRequest(name, { uri: api, followAllRedirects: true, ...asking });
		expect(calls[0]?.headers.authorization).toBe('Bearer token-1');
		expect(elsewhere).toHaveLength(1);
		expect(elsewhere[0]?.headers).not.toHaveProperty('authorization');
	});
});

describe.each(every)(
	'the credential test of $name by $path',
	({ name, endpoint, answer, path }) => {
		const headers = { 'x-credential-test': 'yes' };

		it('signs in again where there is a token from before', async () => {
			const signIns = answering(
				endpoint,
				'POST',
				[200, answer('token-1')],
				[200, answer('token-2')],
			);
			const calls = answering(api, 'GET', [200, {}]);
			const instance = n8n();
			await send(instance, path, name);
			await send(instance, path, name, { headers });
			expect(signIns).toHaveLength(2);
			expect(calls[1]?.headers.authorization).toBe('Bearer token-2');
			expect(calls[1]?.headers).not.toHaveProperty('x-credential-test');
		});

		it('signs in with the login, not with the refresh token from before', async () => {
			const first = { ...(answer('token-1') as object), refresh_token: 'refresh-1' };
			const signIns = answering(endpoint, 'POST', [200, first], [200, answer('token-2')]);
			answering(api, 'GET', [200, {}]);
			const instance = n8n();
			await send(instance, path, name);
			await send(instance, path, name, { headers });
			expect(signIns[1]?.body).toBe(signIns[0]?.body);
		});

		it('signs in once where there is none', async () => {
			const signIns = answering(endpoint, 'POST', [200, answer('token-1')]);
			const calls = answering(api, 'GET', [200, {}]);
			await send(n8n(), path, name, { headers });
			expect(signIns).toHaveLength(1);
			expect(calls[0]?.headers).not.toHaveProperty('x-credential-test');
		});

		it('says in full why the login is refused, though there is a token from before', async () => {
			const refused = [401, { error: 'invalid_grant' }] as [number, object];
			answering(endpoint, 'POST', [200, answer('token-1')], refused);
			const calls = answering(api, 'GET', [200, {}]);
			const instance = n8n();
			await send(instance, path, name);
			await expect(send(instance, path, name, { headers })).rejects.toThrow(
				/refused the sign-in.*Check "/,
			);
			expect(calls).toHaveLength(1);
		});
	},
);

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
