import { describe, expect, it } from '@jest/globals';
import { CODE_KEY } from '../../sandbox/providers/custom.mjs';
import { codeOf, STEP } from '../../sandbox/totp.mjs';
import { logins, paths, useSandbox } from './support.mjs';

const sandbox = useSandbox();
const text = expect.any(String);
const jwt = expect.stringMatching(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
const opaque = expect.stringMatching(/^[\w-]{43}$/);
const time = (/** @type {string} */ at) => `2026-01-${at}+00:00`;

/** @param {string} name @param {object} [change] @param {Record<string, string>} [headers] */
const signIn = (name, change = {}, headers = {}) => {
	const place = /** @type {keyof typeof logins} */ (name);
	const fields = /** @type {any} */ ({ ...logins[place], ...change });
	return ['b2copy', 'link', 'login'].includes(name)
		? sandbox.json(paths[place], fields)
		: sandbox.form(paths[place], fields, headers);
};

describe('a sign-in', () => {
	const bearer = { access_token: jwt, token_type: 'Bearer' };
	const issued = { token: jwt, createdAt: time('01T00:00:00') };
	const [soon, late] = [time('01T10:00:00'), time('31T00:00:00')];
	const pair = {
		accessToken: { ...issued, expiresAt: soon },
		refreshToken: { ...issued, expiresAt: late },
	};
	const session = { 'not-before-policy': 0, session_state: text, scope: 'profile email' };
	const refresh = { refresh_token: jwt, refresh_expires_in: 7200 };
	const opaqueRefresh = { refresh_token: expect.stringMatching(/^def50200[\da-f]+$/) };

	it.each([
		['b2copy', { '2faRequired': false, ...pair }],
		['spryker', { ...bearer, expires_in: 28_800, ...opaqueRefresh }],
		['voipex', { ...bearer, expires_in: 3000, ...refresh, ...session }],
		['tradevest', { ...bearer, expires_in: 3600 }],
		['custom', { ...bearer, expires_in: 3600, access_token: opaque, refresh_token: opaque }],
		['login', { data: { jwt: opaque, validUntil: '2026-01-01T01:00:00.000Z' } }],
	])('at %s answers as documented', async (name, answer) => {
		const { status, json } = await signIn(name);
		expect([status, json]).toEqual([200, answer]);
	});

	const list = (/** @type {string} */ code) => [{ status: 400, code, message: text }];
	const oauth = (/** @type {string} */ error) => ({ error, error_description: text });
	const secondFactor = { token: text, provider: 'google', expiresAt: time('01T00:05:00') };
	const twoFactor = { '2faRequired': true, '2faDetails': secondFactor };

	it.each([
		['b2copy', { password: 'x' }, 401, { message: text }],
		['b2copy', { password: 123 }, 422, { message: text, errors: { password: [text] } }],
		['b2copy', { email: '2fa@example.com' }, 200, twoFactor],
		['spryker', { password: 'x' }, 400, list('invalid_grant')],
		['spryker', { grant_type: 'refresh_token' }, 400, list('unsupported_grant_type')],
		['voipex', { password: 'x' }, 401, oauth('invalid_grant')],
		['voipex', { client_id: 'x' }, 401, oauth('invalid_client')],
		['voipex', { grant_type: 'constructor' }, 400, oauth('unsupported_grant_type')],
		['tradevest', { client_secret: 'x' }, 400, { error: 'invalid_client' }],
		['tradevest', { grant_type: 'password' }, 400, { error: 'unsupported_grant_type' }],
		['custom', { password: 'x' }, 400, oauth('invalid_grant')],
		['custom', { client_id: 'client', client_secret: 'x' }, 401, oauth('invalid_client')],
		['custom', { grant_type: 'client_credentials' }, 401, oauth('invalid_client')],
		['login', { password: 'x' }, 401, { errors: [{ status: 401, detail: text }] }],
	])('at %s with %j is refused', async (name, change, status, json) => {
		const answer = await signIn(name, change);
		expect([answer.status, answer.json]).toEqual([status, json]);
	});

	const query = new URLSearchParams(logins.spryker).toString();
	const form = 'application/x-www-form-urlencoded';
	const json = 'application/json';

	it.each([
		['JSON for a form', 400, paths.spryker, '{}', json],
		['a form for JSON', 415, paths.b2copy, query, form],
		['broken JSON', 400, paths.b2copy, '{"email"', json],
		['a field sent twice', 400, paths.spryker, `${query}&password=x`, form],
		['a broken encoding', 400, paths.spryker, 'grant_type=%zz', form],
		['another charset', 400, paths.spryker, query, `${form}; charset=utf-16`],
		['the login in the URL', 400, `${paths.spryker}?${query}`, '', form],
		['another method', 405, paths.link, null, form],
		['a path in another case', 404, '/Spryker/token', query, form],
	])('as %s is refused', async (_name, status, path, body, type) => {
		const init = { method: body === null ? 'PUT' : 'POST', body };
		const answer = await sandbox.request(path, { ...init, headers: { 'content-type': type } });
		expect(answer.status).toBe(status);
		expect(answer.headers.get('allow')).toBe(status === 405 ? 'POST' : null);
	});
});

describe('a client link', () => {
	const { secret_key: key } = logins.link;
	const url = expect.stringMatching(/^https:\/\/my\.b2copy-demo\.example\/[0-9a-f]{32}$/);

	it.each([
		['the key as documented', {}, 200, 200],
		['the other spelling', { secret_key: undefined, secrete_key: key }, 200, 200],
		['a wrong key', { secret_key: 'x' }, 403, 403],
		['an unknown account', { account_id: '1' }, 200, 404],
		['no key', { secret_key: undefined }, 422, 422],
		['both spellings of the key', { secrete_key: key }, 422, 422],
	])('for %s', async (_name, change, status, inBody) => {
		const answer = await signIn('link', change);
		expect(answer.status).toBe(status);
		const meta = { behaviours: [], status: inBody };
		const data = inBody === 200 ? { url } : {};
		expect(answer.json).toMatchObject({ status: inBody, meta, data, modules: [] });
		expect(Object.keys(answer.json.data)).toEqual(Object.keys(data));
		expect((await sandbox.log()).links).toHaveLength(inBody === 200 ? 1 : 0);
	});
});

describe.each([
	['b2copy', 36_000],
	['spryker', 28_800],
	['voipex', 3000],
	['tradevest', 3600],
	['custom', 3600],
])('a token of %s', (name, lifetime) => {
	const start = async () => {
		const { json } = await signIn(name);
		return json.access_token ?? json.accessToken.token;
	};
	const status = async (/** @type {string} */ provider, /** @type {string} */ token) =>
		(await sandbox.whoami(provider, token)).status;

	it('opens whoami until it expires or is revoked, and no other provider’s', async () => {
		const first = await start();
		expect((await sandbox.whoami(name, first)).json).toMatchObject({ provider: name });
		expect((await sandbox.whoami(name)).headers.get('www-authenticate')).toMatch(/^Bearer realm=/);
		expect((await sandbox.whoami(name, `${first}x`)).json.error).toBe('invalid_token');
		expect(await status(name === 'voipex' ? 'spryker' : 'voipex', first)).toBe(401);
		sandbox.advance(lifetime - 1);
		expect(await status(name, first)).toBe(200);
		sandbox.advance(1);
		expect(await status(name, first)).toBe(401);

		const second = await start();
		expect((await sandbox.control('revoke')).json).toEqual({ revoked: 1 });
		expect(await status(name, second)).toBe(401);
		const counted = { requests: 6, ok: 2, missing: 1, unknown: 1, expired: 1, revoked: 1 };
		expect(await sandbox.counters(`${name}.whoami`)).toEqual(counted);
	});
});

describe('a refresh token', () => {
	const refresh = (/** @type {string} */ refresh_token) =>
		sandbox.form(paths.voipex, { grant_type: 'refresh_token', client_id: 'api', refresh_token });
	const start = async () => (await signIn('voipex')).json;

	it('of VoIPEX gives a new pair in the same session, once; a replay ends the session', async () => {
		const [other, first] = [await start(), await start()];
		const { json: second } = await refresh(first.refresh_token);
		expect(second.session_state).toBe(first.session_state);
		expect(second.refresh_token).not.toBe(first.refresh_token);
		expect((await sandbox.whoami('voipex', first.access_token)).status).toBe(200);

		const replay = await refresh(first.refresh_token);
		expect(replay.json).toEqual({ error: 'invalid_grant', error_description: 'Stale token' });
		expect((await refresh(second.refresh_token)).status).toBe(400);
		expect((await sandbox.whoami('voipex', second.access_token)).status).toBe(401);
		expect((await sandbox.whoami('voipex', other.access_token)).status).toBe(200);
		const counted = { requests: 5, granted: 2, refreshed: 1, refused: 2 };
		expect(await sandbox.counters('voipex.token')).toEqual(counted);
		sandbox.advance(7200);
		for (const token of [other.refresh_token, 'unknown', other.access_token]) {
			expect((await refresh(token)).json.error).toBe('invalid_grant');
		}
	});
});

it('a one-time code at custom works once, and a wrong one never', async () => {
	// RFC 6238, appendix B.
	expect(codeOf(CODE_KEY, Math.floor(1111111109_000 / STEP))).toBe('081804');
	const totp = codeOf(CODE_KEY, Math.floor(Date.now() / STEP));
	const statuses = [];
	for (const code of [totp, totp, '']) {
		statuses.push((await signIn('custom', { totp: code })).status);
	}
	expect(statuses).toEqual([200, 400, 400]);
});
