import { describe, expect, it } from '@jest/globals';
import { logins, paths, useSandbox } from './support.mjs';

const sandbox = useSandbox();

const signIn = {
	b2copy: async () => (await sandbox.json(paths.b2copy, logins.b2copy)).json.accessToken.token,
	spryker: async () => (await sandbox.form(paths.spryker, logins.spryker)).json.access_token,
	voipex: async () => (await sandbox.form(paths.voipex, logins.voipex)).json.access_token,
	tradevest: async () => (await sandbox.form(paths.tradevest, logins.tradevest)).json.access_token,
	custom: async () => (await sandbox.form(paths.custom, logins.custom)).json.access_token,
};
const lifetimes = { b2copy: 36_000, spryker: 28_800, voipex: 3000, tradevest: 3600, custom: 3600 };
const names = /** @type {Array<keyof typeof signIn>} */ (Object.keys(signIn));

describe.each(names)('the protected resource of %s', (name) => {
	it('tells a live token from a missing, unknown, expired and revoked one', async () => {
		const first = await signIn[name]();
		expect((await sandbox.whoami(name, first)).status).toBe(200);

		const missing = await sandbox.whoami(name);
		expect(missing.status).toBe(401);
		expect(missing.headers.get('www-authenticate')).toBe(`Bearer realm="${name}"`);

		const unknown = await sandbox.whoami(name, `${first}x`);
		expect(unknown.status).toBe(401);
		expect(unknown.headers.get('www-authenticate')).toMatch(/^Bearer .*error="invalid_token"/);

		sandbox.advance(lifetimes[name] - 1);
		expect((await sandbox.whoami(name, first)).status).toBe(200);
		sandbox.advance(1);
		expect((await sandbox.whoami(name, first)).status).toBe(401);

		const second = await signIn[name]();
		expect((await sandbox.control('revoke')).json).toEqual({ revoked: 1 });
		expect((await sandbox.whoami(name, second)).status).toBe(401);

		expect(await sandbox.counters(`${name}.whoami`)).toEqual({
			requests: 6,
			ok: 2,
			missing: 1,
			unknown: 1,
			expired: 1,
			revoked: 1,
		});
	});

	it('takes no token of another service', async () => {
		const other = name === 'spryker' ? 'voipex' : 'spryker';
		expect((await sandbox.whoami(name, await signIn[other]())).status).toBe(401);
	});

	it('takes the scheme in any case, and no other scheme', async () => {
		const token = await signIn[name]();
		const get = async (/** @type {string} */ authorization) =>
			(await sandbox.request(`/${name}/whoami`, { headers: { authorization } })).status;
		expect(await get(`bearer ${token}`)).toBe(200);
		expect(await get(`Basic ${token}`)).toBe(401);
		expect(await get(token)).toBe(401);
	});

	it('allows nothing but GET', async () => {
		const answer = await sandbox.request(`/${name}/whoami`, { method: 'POST' });
		expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET']);
	});
});

describe('VoIPEX refresh', () => {
	const refresh = (/** @type {string} */ token) =>
		sandbox.form(paths.voipex, {
			grant_type: 'refresh_token',
			client_id: 'api',
			refresh_token: token,
		});
	const start = async () => (await sandbox.form(paths.voipex, logins.voipex)).json;

	it('gives a new pair in the same session', async () => {
		const first = await start();
		const { status, json: second } = await refresh(first.refresh_token);
		expect(status).toBe(200);
		expect(second.session_state).toBe(first.session_state);
		expect(second.access_token).not.toBe(first.access_token);
		expect(second.refresh_token).not.toBe(first.refresh_token);
		expect((await refresh(second.refresh_token)).status).toBe(200);
		expect((await sandbox.whoami('voipex', first.access_token)).status).toBe(200);
		expect(await sandbox.counters('voipex.token')).toEqual({
			requests: 3,
			granted: 1,
			refreshed: 2,
		});
	});

	it('ends the session when an old refresh token is replayed', async () => {
		const other = await start();
		const first = await start();
		const second = (await refresh(first.refresh_token)).json;

		const replay = await refresh(first.refresh_token);
		expect(replay.status).toBe(400);
		expect(replay.json).toEqual({ error: 'invalid_grant', error_description: 'Stale token' });

		expect((await refresh(second.refresh_token)).json).toMatchObject({ error: 'invalid_grant' });
		expect((await sandbox.whoami('voipex', first.access_token)).status).toBe(401);
		expect((await sandbox.whoami('voipex', second.access_token)).status).toBe(401);
		expect((await sandbox.whoami('voipex', other.access_token)).status).toBe(200);
	});

	it('refuses an expired, an unknown and a missing refresh token, and an access token', async () => {
		const first = await start();
		sandbox.advance(7200);
		for (const token of [first.refresh_token, 'unknown', first.access_token]) {
			const { status, json } = await refresh(token);
			expect([status, json.error]).toEqual([400, 'invalid_grant']);
		}
		expect((await refresh('')).json.error).toBe('invalid_request');
	});

	it('outlives a revocation of access tokens, unless refresh tokens are named', async () => {
		const first = await start();
		await sandbox.control('revoke', { provider: 'voipex' });
		const second = await refresh(first.refresh_token);
		expect(second.status).toBe(200);
		await sandbox.control('revoke', { provider: 'voipex', refresh: true });
		expect((await refresh(second.json.refresh_token)).status).toBe(400);
	});
});

describe('the lifetime control', () => {
	it('shortens tokens issued from now on', async () => {
		const before = await signIn.spryker();
		const { json } = await sandbox.control('lifetime', { spryker: 5 });
		expect(json.spryker).toEqual({ access: 5, refresh: 2_592_000 });
		const answer = (await sandbox.form(paths.spryker, logins.spryker)).json;
		expect(answer.expires_in).toBe(5);
		sandbox.advance(5);
		expect((await sandbox.whoami('spryker', answer.access_token)).status).toBe(401);
		expect((await sandbox.whoami('spryker', before)).status).toBe(200);
	});

	it('sets both kinds of token apart', async () => {
		await sandbox.control('lifetime', { voipex: { access: 5, refresh: 60 } });
		const { json } = await sandbox.form(paths.voipex, logins.voipex);
		expect(json).toMatchObject({ expires_in: 5, refresh_expires_in: 60 });
	});

	it.each([
		[{ nobody: 5 }],
		[{ spryker: 0 }],
		[{ spryker: '5' }],
		[{ spryker: 1e12 }],
		[{ spryker: null }],
		[{ tradevest: { refresh: 5 } }],
		[{ voipex: 5, spryker: -1 }],
	])('refuses %j and changes nothing', async (input) => {
		const answer = await sandbox.control('lifetime', input);
		expect(answer.status).toBe(400);
		expect(answer.json.message).toEqual(expect.any(String));
		expect((await sandbox.control('lifetime')).json.voipex.access).toBe(3000);
	});
});

describe('the revoke control', () => {
	it('ends the tokens of one provider only', async () => {
		const spryker = await signIn.spryker();
		const voipex = await signIn.voipex();
		expect((await sandbox.control('revoke', { provider: 'spryker' })).json).toEqual({ revoked: 1 });
		expect((await sandbox.whoami('spryker', spryker)).status).toBe(401);
		expect((await sandbox.whoami('voipex', voipex)).status).toBe(200);
	});

	it.each([[{ provider: 'nobody' }], [{ providers: 'spryker' }]])('refuses %j', async (input) => {
		const token = await signIn.spryker();
		expect((await sandbox.control('revoke', input)).status).toBe(400);
		expect((await sandbox.whoami('spryker', token)).status).toBe(200);
	});
});
