import { describe, expect, it } from '@jest/globals';
import { logins, paths, useSandbox } from './support.mjs';

const sandbox = useSandbox();
const text = expect.any(String);
const jwt = expect.stringMatching(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
const opaque = expect.stringMatching(/^[\w-]{43}$/);

/** @param {keyof typeof logins} name @param {object} [change] @param {Record<string, string>} [headers] */
const signIn = (name, change = {}, headers = {}) => {
	const send = ['b2copy', 'link', 'login'].includes(name) ? sandbox.json : sandbox.form;
	return send(paths[name], /** @type {any} */ ({ ...logins[name], ...change }), headers);
};

/** Where each service keeps the access token of its answer, and how many seconds it lives. */
const tokens = /** @type {const} */ ([
	['b2copy', 36_000, (json) => json.accessToken.token],
	['spryker', 28_800, (json) => json.access_token],
	['voipex', 3000, (json) => json.access_token],
	['tradevest', 3600, (json) => json.access_token],
	['custom', 3600, (json) => json.access_token],
]);

describe('a sign-in', () => {
	const time = (/** @type {string} */ at) => `2026-01-${at}+00:00`;

	it.each([
		[
			'b2copy',
			{
				'2faRequired': false,
				accessToken: {
					token: jwt,
					createdAt: time('01T00:00:00'),
					expiresAt: time('01T10:00:00'),
				},
				refreshToken: {
					token: jwt,
					createdAt: time('01T00:00:00'),
					expiresAt: time('31T00:00:00'),
				},
			},
		],
		[
			'spryker',
			{
				token_type: 'Bearer',
				expires_in: 28_800,
				access_token: jwt,
				refresh_token: expect.stringMatching(/^def50200[0-9a-f]+$/),
			},
		],
		[
			'voipex',
			{
				access_token: jwt,
				expires_in: 3000,
				refresh_expires_in: 7200,
				refresh_token: jwt,
				token_type: 'Bearer',
				'not-before-policy': 0,
				session_state: expect.stringMatching(/^[0-9a-f-]{36}$/),
				scope: 'profile email',
			},
		],
		['tradevest', { access_token: jwt, expires_in: 3600, token_type: 'Bearer' }],
		[
			'custom',
			{ access_token: opaque, token_type: 'Bearer', expires_in: 3600, refresh_token: opaque },
		],
		['login', { data: { jwt: opaque, validUntil: '2026-01-01T01:00:00.000Z' } }],
	])('at %s answers as documented', async (name, answer) => {
		expect(await signIn(/** @type {any} */ (name))).toMatchObject({ status: 200, json: answer });
	});

	const list = (/** @type {string} */ code) => [{ status: 400, code, message: text }];
	const oauth = (/** @type {string} */ error) => ({ error, error_description: text });
	const secondFactor = { token: text, provider: 'google', expiresAt: time('01T00:05:00') };
	const twoFactor = { '2faRequired': true, '2faDetails': secondFactor };

	it.each([
		['b2copy', { password: 'x' }, 401, { message: text }],
		['b2copy', { email: 'username%40example.com' }, 401, { message: text }],
		['b2copy', { password: 123 }, 422, { message: text, errors: { password: [text] } }],
		['b2copy', { email: '2fa@example.com' }, 200, twoFactor],
		['spryker', { password: 'x' }, 400, list('invalid_grant')],
		['spryker', { username: 'sonia%40spryker.com' }, 400, list('invalid_grant')],
		['spryker', { username: '' }, 400, list('invalid_request')],
		['spryker', { grant_type: 'refresh_token' }, 400, list('unsupported_grant_type')],
		['voipex', { password: 'x' }, 401, oauth('invalid_grant')],
		['voipex', { username: '' }, 401, oauth('invalid_request')],
		['voipex', { client_id: 'x' }, 401, oauth('invalid_client')],
		['voipex', { grant_type: '' }, 400, oauth('invalid_request')],
		['voipex', { grant_type: 'constructor' }, 400, oauth('unsupported_grant_type')],
		['tradevest', { client_secret: 'x' }, 400, { error: 'invalid_client' }],
		['tradevest', { client_secret: '' }, 400, { error: 'invalid_request' }],
		['tradevest', { grant_type: 'password' }, 400, { error: 'unsupported_grant_type' }],
		['custom', { password: 'x' }, 400, oauth('invalid_grant')],
		['custom', { client_id: 'client', client_secret: 'x' }, 401, oauth('invalid_client')],
		['custom', { client_id: 'x' }, 401, oauth('invalid_client')],
		['custom', { grant_type: 'client_credentials' }, 401, oauth('invalid_client')],
		['custom', { grant_type: 'x' }, 400, oauth('unsupported_grant_type')],
		['login', { password: 'x' }, 401, { errors: [{ status: 401, detail: text }] }],
	])('at %s with %j is refused', async (name, change, status, json) => {
		const answer = await signIn(/** @type {any} */ (name), change);
		expect([answer.status, answer.json]).toEqual([status, json]);
	});

	const query = new URLSearchParams(logins.spryker).toString();
	const form = 'application/x-www-form-urlencoded';
	const post = (/** @type {string} */ path, /** @type {string} */ body, type = form) =>
		sandbox.request(path, { method: 'POST', body, headers: { 'content-type': type } });

	it.each([
		['JSON for a form', 400, () => post(paths.spryker, '{}', 'application/json')],
		['JSON for a form, VoIPEX', 415, () => post(paths.voipex, '{}', 'application/json')],
		['a form for JSON', 415, () => post(paths.b2copy, query)],
		['broken JSON', 400, () => post(paths.b2copy, '{"email"', 'application/json')],
		['a JSON list', 400, () => sandbox.json(paths.b2copy, [logins.b2copy])],
		['a field sent twice', 400, () => post(paths.spryker, `${query}&password=x`)],
		['a broken encoding', 400, () => post(paths.spryker, 'grant_type=%zz')],
		['another charset', 400, () => post(paths.spryker, query, `${form}; charset=utf-16`)],
		['the login in the URL', 400, () => post(`${paths.spryker}?${query}`, '')],
		['a longer path', 404, () => post(`${paths.spryker}/`, query)],
		['a path in another case', 404, () => post('/Spryker/token', query)],
	])('as %s is refused', async (_name, status, send) => {
		expect((await send()).status).toBe(status);
	});

	it.each(Object.entries(paths))('allows nothing but POST: %s', async (_name, path) => {
		const answer = await sandbox.request(path);
		expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
	});
});

describe('a client link', () => {
	const { secret_key: key, ...rest } = logins.link;

	it.each(['secret_key', 'secrete_key'])('is issued for the key as %s', async (name) => {
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
		['a wrong key', { secret_key: 'x' }, 403, 403],
		['an unknown account', { account_id: '1' }, 200, 404],
		['an unknown platform', { investment_platform_id: '2' }, 200, 404],
		['an account that is no string', { account_id: 77632289 }, 422, 422],
		['no key', { secret_key: undefined }, 422, 422],
		['both spellings of the key', { secrete_key: key }, 422, 422],
	])('is refused for %s', async (_name, change, status, inBody) => {
		const answer = await signIn('link', change);
		expect(answer.status).toBe(status);
		expect(answer.json).toMatchObject({ status: inBody, meta: { status: inBody } });
		expect(answer.json.data).toEqual({});
		expect((await sandbox.log()).links).toEqual([]);
	});
});

describe('a client of the custom token endpoint', () => {
	const client = { client_id: 'client', client_secret: 'client-secret' };
	const basic = (/** @type {string} */ pair) => ({
		authorization: `Basic ${Buffer.from(pair).toString('base64')}`,
	});
	const machine = { grant_type: 'client_credentials' };

	it.each([
		['none', {}, {}, 200],
		['a name alone', { client_id: 'client' }, {}, 200],
		['the body', client, {}, 200],
		['the header', {}, basic('client:client-secret'), 200],
		['an encoded header', {}, basic('cl%69ent:client%2Dsecret'), 200],
		['a wrong header', {}, basic('client:x'), 401],
		['both', client, basic('client:client-secret'), 400],
		['the body, a machine', { ...client, ...machine }, {}, 200],
	])('may authenticate by %s', async (_name, change, headers, status) => {
		expect((await signIn('custom', change, headers)).status).toBe(status);
	});

	it('is asked for by Basic when its header is wrong, and gets the scope it asks for', async () => {
		const { headers } = await signIn('custom', {}, basic('client:x'));
		expect(headers.get('www-authenticate')).toBe('Basic realm="custom"');
		expect((await signIn('custom', { scope: 'read' })).json.scope).toBe('read');
	});
});

describe.each(tokens)('a token of %s', (name, lifetime, tokenOf) => {
	it('opens whoami until it expires or is revoked, and nobody else’s', async () => {
		const first = tokenOf((await signIn(name)).json);
		expect((await sandbox.whoami(name, first)).json).toMatchObject({ provider: name });
		expect((await sandbox.whoami(name)).headers.get('www-authenticate')).toMatch(/^Bearer realm=/);
		expect((await sandbox.whoami(name, `${first}x`)).json).toMatchObject({
			error: 'invalid_token',
		});
		const other = name === 'voipex' ? 'spryker' : 'voipex';
		expect((await sandbox.whoami(other, first)).status).toBe(401);
		sandbox.advance(lifetime - 1);
		expect((await sandbox.whoami(name, first)).status).toBe(200);
		sandbox.advance(1);
		expect((await sandbox.whoami(name, first)).status).toBe(401);

		const second = tokenOf((await signIn(name)).json);
		expect((await sandbox.control('revoke')).json).toEqual({ revoked: 1 });
		expect((await sandbox.whoami(name, second)).status).toBe(401);
		const counted = { requests: 6, ok: 2, missing: 1, unknown: 1, expired: 1, revoked: 1 };
		expect(await sandbox.counters(`${name}.whoami`)).toEqual(counted);
	});
});

describe('a refresh token', () => {
	/** @param {'voipex' | 'custom'} name @param {string} refresh_token */
	const refresh = (name, refresh_token) =>
		sandbox.form(paths[name], { grant_type: 'refresh_token', client_id: 'api', refresh_token });
	const start = async () => (await signIn('voipex')).json;

	it('of VoIPEX gives a new pair in the same session, once; a replay ends the session', async () => {
		const [other, first] = [await start(), await start()];
		const { json: second } = await refresh('voipex', first.refresh_token);
		expect(second.session_state).toBe(first.session_state);
		expect(second.refresh_token).not.toBe(first.refresh_token);
		expect((await sandbox.whoami('voipex', first.access_token)).status).toBe(200);

		const replay = await refresh('voipex', first.refresh_token);
		expect(replay.json).toEqual({ error: 'invalid_grant', error_description: 'Stale token' });
		expect((await refresh('voipex', second.refresh_token)).status).toBe(400);
		expect((await sandbox.whoami('voipex', second.access_token)).status).toBe(401);
		expect((await sandbox.whoami('voipex', other.access_token)).status).toBe(200);
		const counted = { requests: 5, granted: 2, refreshed: 1, refused: 2 };
		expect(await sandbox.counters('voipex.token')).toEqual(counted);
	});

	it('of VoIPEX is refused when it is expired, unknown or an access token', async () => {
		const first = await start();
		sandbox.advance(7200);
		for (const token of [first.refresh_token, 'unknown', first.access_token]) {
			expect((await refresh('voipex', token)).json).toMatchObject({ error: 'invalid_grant' });
		}
	});

	it('outlives a revocation, unless refresh tokens are named', async () => {
		const first = await start();
		await sandbox.control('revoke', { provider: 'voipex' });
		const second = await refresh('voipex', first.refresh_token);
		expect(second.status).toBe(200);
		await sandbox.control('revoke', { provider: 'voipex', refresh: true });
		expect((await refresh('voipex', second.json.refresh_token)).status).toBe(400);
	});

	it('of the custom endpoint stays the same and is not sent again', async () => {
		const { refresh_token } = (await signIn('custom')).json;
		for (let round = 0; round < 2; round += 1) {
			const fields = { grant_type: 'refresh_token', refresh_token };
			const { status, json } = await sandbox.form(paths.custom, fields);
			expect(status).toBe(200);
			expect(json).not.toHaveProperty('refresh_token');
		}
	});
});
