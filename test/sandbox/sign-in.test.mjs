import { describe, expect, it } from '@jest/globals';
import { logins, paths, useSandbox } from './support.mjs';

const sandbox = useSandbox();

/** @param {string} token */
const claims = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());

describe('B2COPY sign-in', () => {
	it('answers as documented, with tokens that live ten hours', async () => {
		const { status, json } = await sandbox.json(paths.b2copy, logins.b2copy);
		expect(status).toBe(200);
		expect(json).toEqual({
			'2faRequired': false,
			accessToken: {
				token: expect.stringMatching(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/),
				createdAt: '2026-01-01T00:00:00+00:00',
				expiresAt: '2026-01-01T10:00:00+00:00',
			},
			refreshToken: {
				token: expect.stringMatching(/^eyJ/),
				createdAt: '2026-01-01T00:00:00+00:00',
				expiresAt: '2026-01-31T00:00:00+00:00',
			},
		});
		const { iat, exp } = claims(json.accessToken.token);
		expect(exp - iat).toBe(36_000);
		expect((await sandbox.whoami('b2copy', json.accessToken.token)).json).toEqual({
			provider: 'b2copy',
			account: 'username@example.com',
			expiresAt: '2026-01-01T10:00:00.000Z',
		});
	});

	it('asks for the second factor, without tokens', async () => {
		const answer = await sandbox.json(paths.b2copy, {
			email: '2fa@example.com',
			password: 'Secret123',
		});
		expect(answer.status).toBe(200);
		expect(answer.json).toEqual({
			'2faRequired': true,
			'2faDetails': {
				token: expect.any(String),
				provider: 'google',
				expiresAt: '2026-01-01T00:05:00+00:00',
			},
		});
		expect(await sandbox.counters('b2copy.signin')).toEqual({ requests: 1, refused: 1 });
	});

	it.each([
		['a wrong password', { ...logins.b2copy, password: 'secret123' }, 401],
		['an unknown user', { ...logins.b2copy, email: 'other@example.com' }, 401],
		['a doubly encoded email', { ...logins.b2copy, email: 'username%40example.com' }, 401],
		['no password', { email: logins.b2copy.email }, 422],
		['a password that is no string', { ...logins.b2copy, password: 123 }, 422],
	])('refuses %s', async (_name, body, status) => {
		const answer = await sandbox.json(paths.b2copy, body);
		expect(answer.status).toBe(status);
		expect(answer.json.message).toEqual(expect.any(String));
		expect(await sandbox.counters('b2copy.signin')).toEqual({ requests: 1, refused: 1 });
	});

	it.each([
		['a form', () => sandbox.form(paths.b2copy, logins.b2copy), 415],
		['broken JSON', () => sandbox.request(paths.b2copy, jsonText('{"email"')), 400],
		['a JSON list', () => sandbox.json(paths.b2copy, [logins.b2copy]), 400],
		['JSON null', () => sandbox.json(paths.b2copy, null), 400],
	])('refuses %s', async (_name, send, status) => {
		expect((await send()).status).toBe(status);
	});
});

describe('B2COPY client link', () => {
	it.each(['secret_key', 'secrete_key'])('issues a link for the key as %s', async (name) => {
		const { secret_key: key, ...rest } = logins.link;
		const { status, json } = await sandbox.json(paths.link, { ...rest, [name]: key });
		expect(status).toBe(200);
		expect(json).toEqual({
			status: 200,
			meta: { behaviours: [], status: 200 },
			data: { url: expect.stringMatching(/^https:\/\/my\.b2copy-demo\.example\/[0-9a-f]{32}$/) },
			modules: [],
		});
	});

	it.each([
		['a wrong key', { ...logins.link, secret_key: 'password1234!' }, 403, 403],
		['an unknown account', { ...logins.link, account_id: '1' }, 200, 404],
		['an unknown platform', { ...logins.link, investment_platform_id: '2' }, 200, 404],
		['an account that is no string', { ...logins.link, account_id: 77632289 }, 422, 422],
		['no platform', { ...logins.link, investment_platform_id: '' }, 422, 422],
		['no key', { account_id: '77632289', investment_platform_id: '1' }, 422, 422],
		['both spellings of the key', { ...logins.link, secrete_key: 'Password1234!' }, 422, 422],
	])('refuses %s', async (_name, body, status, bodyStatus) => {
		const answer = await sandbox.json(paths.link, body);
		expect(answer.status).toBe(status);
		expect(answer.json).toMatchObject({
			status: bodyStatus,
			meta: { status: bodyStatus },
			data: {},
		});
		expect(answer.json.data).not.toHaveProperty('url');
		expect((await sandbox.log()).links).toEqual([]);
	});
});

describe('Spryker token', () => {
	it('answers as documented, with fractional times in the token', async () => {
		const { status, json } = await sandbox.form(paths.spryker, logins.spryker);
		expect(status).toBe(200);
		expect(json).toEqual({
			token_type: 'Bearer',
			expires_in: 28_800,
			access_token: expect.stringMatching(/^eyJ/),
			refresh_token: expect.stringMatching(/^def50200[0-9a-f]+$/),
		});
		const { iat, nbf, exp, sub } = claims(json.access_token);
		for (const seconds of [iat, nbf, exp]) expect(seconds % 1).not.toBe(0);
		expect(exp - iat).toBeCloseTo(28_800, 3);
		expect(JSON.parse(sub)).toMatchObject({ id_user: 4 });
	});

	it.each([
		['a wrong password', { ...logins.spryker, password: 'x' }, 'invalid_grant'],
		['an unknown user', { ...logins.spryker, username: 'x' }, 'invalid_grant'],
		[
			'a doubly encoded user',
			{ ...logins.spryker, username: 'sonia%40spryker.com' },
			'invalid_grant',
		],
		['no user', { grant_type: 'password', password: 'change123' }, 'invalid_request'],
		['no grant type', { username: 'sonia@spryker.com' }, 'invalid_request'],
		['the refresh grant', { grant_type: 'refresh_token' }, 'unsupported_grant_type'],
	])('refuses %s with 400 and a list', async (_name, fields, code) => {
		const answer = await sandbox.form(paths.spryker, /** @type {any} */ (fields));
		expect(answer.status).toBe(400);
		expect(answer.json).toEqual([{ status: 400, code, message: expect.any(String) }]);
	});

	it.each([
		['JSON', () => sandbox.json(paths.spryker, logins.spryker)],
		['a body without a type', () => sandbox.request(paths.spryker, { method: 'POST', body: null })],
		['a field sent twice', () => sandbox.form(paths.spryker, `${query('spryker')}&password=x`)],
		['a broken encoding', () => sandbox.request(paths.spryker, formText('grant_type=%zz'))],
		['the login in the URL', () => sandbox.form(`${paths.spryker}?${query('spryker')}`, {})],
		['the login in both places', () => sandbox.form(`${paths.spryker}?a=b`, logins.spryker)],
		[
			'another charset',
			() =>
				sandbox.form(paths.spryker, logins.spryker, {
					'content-type': 'application/x-www-form-urlencoded; charset=utf-16',
				}),
		],
	])('refuses %s as an invalid request', async (_name, send) => {
		const answer = await send();
		expect(answer.status).toBe(400);
		expect(answer.json).toMatchObject([{ status: 400, code: 'invalid_request' }]);
	});
});

describe('VoIPEX token', () => {
	it('answers as documented', async () => {
		const { status, json, headers } = await sandbox.form(paths.voipex, logins.voipex);
		expect(status).toBe(200);
		expect(headers.get('cache-control')).toBe('no-store');
		expect(json).toEqual({
			access_token: expect.stringMatching(/^eyJ/),
			expires_in: 3000,
			refresh_expires_in: 7200,
			refresh_token: expect.stringMatching(/^eyJ/),
			token_type: 'Bearer',
			'not-before-policy': 0,
			session_state: expect.stringMatching(/^[0-9a-f-]{36}$/),
			scope: 'profile email',
		});
		expect((await sandbox.whoami('voipex', json.access_token)).status).toBe(200);
		expect((await sandbox.whoami('voipex', json.refresh_token)).status).toBe(401);
	});

	it.each([
		['a wrong password', { ...logins.voipex, password: 'x' }, 401, 'invalid_grant'],
		['no password', { ...logins.voipex, password: '' }, 401, 'invalid_grant'],
		['no user', { ...logins.voipex, username: '' }, 401, 'invalid_request'],
		['a wrong client', { ...logins.voipex, client_id: 'x' }, 401, 'invalid_client'],
		['no client', { ...logins.voipex, client_id: '' }, 401, 'invalid_client'],
		['no grant type', { ...logins.voipex, grant_type: '' }, 400, 'invalid_request'],
		['another grant', { ...logins.voipex, grant_type: 'x' }, 400, 'unsupported_grant_type'],
		[
			'an inherited name',
			{ ...logins.voipex, grant_type: 'constructor' },
			400,
			'unsupported_grant_type',
		],
	])('refuses %s', async (_name, fields, status, error) => {
		const answer = await sandbox.form(paths.voipex, fields);
		expect(answer.status).toBe(status);
		expect(answer.json).toEqual({ error, error_description: expect.any(String) });
	});

	it('refuses JSON and a field sent twice', async () => {
		expect((await sandbox.json(paths.voipex, logins.voipex)).status).toBe(415);
		const twice = await sandbox.form(paths.voipex, `${query('voipex')}&client_id=api`);
		expect(twice.json).toMatchObject({ error: 'invalid_request' });
	});
});

describe('Tradevest token', () => {
	it('answers as documented', async () => {
		const { status, json } = await sandbox.form(paths.tradevest, logins.tradevest);
		expect(status).toBe(200);
		expect(json).toEqual({
			access_token: expect.stringMatching(/^eyJ/),
			expires_in: 3600,
			token_type: 'Bearer',
		});
		expect((await sandbox.whoami('tradevest', json.access_token)).status).toBe(200);
	});

	it.each([
		['a wrong secret', { ...logins.tradevest, client_secret: 'x' }, 'invalid_client'],
		['an unknown client', { ...logins.tradevest, client_id: 'x' }, 'invalid_client'],
		['no secret', { ...logins.tradevest, client_secret: '' }, 'invalid_request'],
		['no grant type', { ...logins.tradevest, grant_type: '' }, 'invalid_request'],
		['another grant', { ...logins.tradevest, grant_type: 'password' }, 'unsupported_grant_type'],
	])('refuses %s with 400 and a code alone', async (_name, fields, error) => {
		const answer = await sandbox.form(paths.tradevest, fields);
		expect(answer.status).toBe(400);
		expect(answer.json).toEqual({ error });
	});

	it('refuses JSON with 400 as well', async () => {
		const answer = await sandbox.json(paths.tradevest, logins.tradevest);
		expect([answer.status, answer.json]).toEqual([400, { error: 'invalid_request' }]);
	});
});

describe('custom token endpoint', () => {
	const client = { client_id: 'client', client_secret: 'client-secret' };
	const basic = (/** @type {string} */ pair) => ({
		authorization: `Basic ${Buffer.from(pair).toString('base64')}`,
	});

	it.each([
		['a public client', () => sandbox.form(paths.custom, logins.custom)],
		[
			'a named public client',
			() => sandbox.form(paths.custom, { ...logins.custom, client_id: 'client' }),
		],
		['a client in the body', () => sandbox.form(paths.custom, { ...logins.custom, ...client })],
		['a client in JSON', () => sandbox.json(paths.custom, { ...logins.custom, ...client })],
		[
			'a client in the header',
			() => sandbox.form(paths.custom, logins.custom, basic('client:client-secret')),
		],
		[
			'an encoded header',
			() => sandbox.form(paths.custom, logins.custom, basic('cl%69ent:client%2Dsecret')),
		],
	])('grants a password to %s', async (_name, send) => {
		const { status, json } = await send();
		expect(status).toBe(200);
		expect(json).toEqual({
			access_token: expect.stringMatching(/^[\w-]{43}$/),
			token_type: 'Bearer',
			expires_in: 3600,
			refresh_token: expect.stringMatching(/^[\w-]{43}$/),
		});
		expect((await sandbox.whoami('custom', json.access_token)).json.account).toBe('user');
	});

	it('grants client credentials without a refresh token, and repeats the scope', async () => {
		const fields = { grant_type: 'client_credentials', scope: 'read', ...client };
		const { json } = await sandbox.form(paths.custom, fields);
		expect(json).toEqual({
			access_token: expect.any(String),
			token_type: 'Bearer',
			expires_in: 3600,
			scope: 'read',
		});
	});

	it('refreshes the access token and leaves the refresh token as it is', async () => {
		const first = (await sandbox.form(paths.custom, logins.custom)).json;
		const fields = { grant_type: 'refresh_token', refresh_token: first.refresh_token };
		for (let round = 0; round < 2; round += 1) {
			const { status, json } = await sandbox.form(paths.custom, fields);
			expect(status).toBe(200);
			expect(json).not.toHaveProperty('refresh_token');
			expect(json.access_token).not.toBe(first.access_token);
		}
		expect(await sandbox.counters('custom.token')).toEqual({
			requests: 3,
			granted: 1,
			refreshed: 2,
		});
	});

	it.each([
		['a wrong user', { ...logins.custom, username: 'x' }, 400, 'invalid_grant'],
		['no password', { ...logins.custom, password: '' }, 400, 'invalid_request'],
		['a wrong secret', { ...logins.custom, ...client, client_secret: 'x' }, 401, 'invalid_client'],
		['an unknown client', { ...logins.custom, client_id: 'x' }, 401, 'invalid_client'],
		['a public machine', { grant_type: 'client_credentials' }, 401, 'invalid_client'],
		[
			'an unknown refresh token',
			{ grant_type: 'refresh_token', refresh_token: 'x' },
			400,
			'invalid_grant',
		],
		['no refresh token', { grant_type: 'refresh_token' }, 400, 'invalid_request'],
		['no grant type', { username: 'user' }, 400, 'invalid_request'],
		['another grant', { grant_type: 'x' }, 400, 'unsupported_grant_type'],
	])('refuses %s', async (_name, fields, status, error) => {
		const answer = await sandbox.form(paths.custom, /** @type {any} */ (fields));
		expect(answer.status).toBe(status);
		expect(answer.json).toEqual({ error, error_description: expect.any(String) });
	});

	it('refuses a wrong Basic header with a challenge', async () => {
		const answer = await sandbox.form(paths.custom, logins.custom, basic('client:x'));
		expect(answer.status).toBe(401);
		expect(answer.headers.get('www-authenticate')).toBe('Basic realm="custom"');
	});

	it('refuses a client that authenticates twice', async () => {
		const fields = { ...logins.custom, ...client };
		const answer = await sandbox.form(paths.custom, fields, basic('client:client-secret'));
		expect([answer.status, answer.json.error]).toEqual([400, 'invalid_request']);
	});
});

describe('custom login', () => {
	it('answers in its own way', async () => {
		const login = { username: 'user', password: 'custom-password' };
		const { status, json } = await sandbox.json(paths.login, login);
		expect(status).toBe(200);
		expect(json).toEqual({
			data: { jwt: expect.any(String), validUntil: '2026-01-01T01:00:00.000Z' },
		});
		expect((await sandbox.whoami('custom', json.data.jwt)).status).toBe(200);
	});

	it('refuses a wrong password', async () => {
		const answer = await sandbox.json(paths.login, { username: 'user', password: 'x' });
		expect(answer.status).toBe(401);
		expect(answer.json).toEqual({ errors: [{ status: 401, detail: expect.any(String) }] });
	});
});

describe('every sign-in endpoint', () => {
	it.each(Object.entries(paths))('allows nothing but POST: %s', async (_name, path) => {
		for (const method of ['GET', 'PUT', 'DELETE']) {
			const answer = await sandbox.request(path, { method });
			expect(answer.status).toBe(405);
			expect(answer.headers.get('allow')).toBe('POST');
		}
	});

	it('is known by its exact path only', async () => {
		for (const path of ['/', '/spryker', '/spryker/token/', '//spryker/token', '/Spryker/token']) {
			expect((await sandbox.form(path, logins.spryker)).status).toBe(404);
		}
	});
});

/** @param {'spryker' | 'voipex'} name */
const query = (name) => new URLSearchParams(logins[name]).toString();
/** @param {string} body */
const jsonText = (body) => ({
	method: 'POST',
	body,
	headers: { 'content-type': 'application/json' },
});
/** @param {string} body */
const formText = (body) => ({
	method: 'POST',
	body,
	headers: { 'content-type': 'application/x-www-form-urlencoded' },
});
