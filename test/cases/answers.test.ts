import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { answers, camera, key, keyAlone } from './answers.mjs';
import { frozenClock, issued, n8nWith, use, type Form } from './driver';
import { startServer, TOKEN, type Answer } from './server.mjs';
import { rows } from './table.mjs';

let server: Awaited<ReturnType<typeof startServer>>;
let pass: ReturnType<typeof frozenClock>;
beforeAll(async () => {
	server = await startServer();
});
afterAll(async () => await server.close());
beforeEach(() => {
	pass = frozenClock();
});

const json = { bodyFormat: 'json', sendGrantType: false };
const open = (): Answer => [200, {}];

describe('a token is read from', () => {
	it.each(rows(answers))('$number: $answer.1', async ({ form, answer, expected }) => {
		const [name, value] = (expected[0] || `authorization: Bearer ${TOKEN}`).split(': ');
		const place = server.place(answer, open);
		const outcome = await use(place, form);
		const sent = place.calls.map(({ headers }) => headers[name!]);
		expect({ ...outcome, sent }).toEqual({ code: 'ok', words: '', sent: [value] });
	});
});

const zoned = (end: number) => new Date(end + 5.5 * 3_600_000).toISOString().replace('Z', '+05:30');

const week = { tokenLifetime: 604_800 };
const iso = (end: number) => new Date(end).toISOString();

/** Case, the field that tells of an end in 100 seconds, what it holds, and what else the form says. */
const ends: Array<[string, string, (end: number) => unknown, Form]> = [
	['22', 'expires_at', iso, {}],
	['22+', 'expires_at', zoned, {}],
	['22+', 'expires_at', (end) => iso(end).slice(0, 19), {}],
	['22+', 'expires_at', (end) => iso(end).slice(0, 19).replace('T', ' '), {}],
	['22+', 'expires', (end) => new Date(end).toUTCString(), {}],
	['22+', 'expire', (end) => iso(end).replace('Z', '123Z'), {}],
	['23', 'expires_at', (end) => end / 1000, {}],
	['23+', 'expires_at', (end) => end, {}],
	['23+', 'expires_on', (end) => `${end / 1000}`, {}],
	['23+', 'expire', (end) => end / 1000, {}],
	['24', 'expires_in_ms', () => 100_000, { expiresInField: 'expires_in_ms', ...week }],
	['24+', 'expiresInMs', () => 100_000, { expiresInField: 'expiresInMs', ...week }],
	['24+', 'ttlMillis', () => '100000', { expiresInField: 'ttlMillis' }],
	['0=', 'expires_in', () => 100, {}],
	['0=', 'expires', () => 100, { expiresInField: 'expires' }],
];

describe('a token that lives for 100 seconds', () => {
	it.each(ends)('%s: is replaced when %s says: %s', async (_number, field, value, form) => {
		const answer = () => ({ access_token: TOKEN, [field]: value(Date.now() + 1e5) });
		const place = server.place(() => [200, answer()], open);
		const signIns: number[] = [];
		for (const seconds of [0, 50, 50.5]) {
			pass(seconds);
			await use(place, form, 'POST');
			signIns.push(place.signIns.length);
		}
		expect(signIns).toEqual([1, 1, 2]);
	});

	it.each([
		['76', 1e-9],
		['76+', 0.4],
		['76+', '0.9'],
	])('%s: a lifetime of %j is none', async (_number, expires_in) => {
		const place = server.place([200, { access_token: TOKEN, expires_in }], open);
		for (let item = 0; item < 30; item++) {
			await use(place);
			pass(0.1);
		}
		expect(place.signIns.length).toBeLessThanOrEqual(2);
	});
});

describe('the request of a sign-in', () => {
	it('25: is a list where the names begin with a number', async () => {
		const place = server.place([200, [{ cmd: 'Login', value: { Token: { name: TOKEN } } }]]);
		expect(await use(place, camera)).toEqual({ code: 'ok', words: '' });
		const { username: userName, password } = place.form;
		expect(JSON.parse(place.signIns[0]!.body)).toEqual([
			{ cmd: 'Login', param: { User: { userName, password } } },
		]);
	});

	it('26: is one secret alone, in one way or another', async () => {
		const right: boolean[] = [];
		for (const way of keyAlone) {
			const place = server.place(issued);
			const { code } = await use(place, way);
			const [{ body, headers } = { body: '', headers: {} }] = place.signIns;
			const isAlone = body === JSON.stringify({ apikey: key }) && !('authorization' in headers);
			right.push(code === 'ok' && isAlone);
		}
		expect(right).toContain(true);
	});

	it.each(['API-Key', 'SOAPAction', 'x-api-KEY'])(
		'27: has the header %s as typed',
		async (name) => {
			const place = server.place(issued);
			await use(place, { additionalHeaders: { header: [{ name, value: key }] } });
			expect(place.signIns[0]?.rawHeaders).toContain(name);
		},
	);
});

const session = {
	sendGrantType: false,
	accessTokenField: 'cookie:JSESSIONID',
	sendTokenAs: 'Cookie: JSESSIONID={token}',
};
const page = '<html><body><form action="/login">Invalid username or password</form></body></html>';
const html = { 'content-type': 'text/html' };
const anonymous = { 'set-cookie': 'JSESSIONID=ANON-1234; Path=/' };
const cookie = { 'set-cookie': `JSESSIONID=${TOKEN}; Path=/; HttpOnly` };

describe('a form login', () => {
	const refused: Array<[string, Answer]> = [
		['11, 12', [200, page, { ...html, ...anonymous }]],
		['11+', [200, page.replace(/Invalid.*word/, '<b>Sign in</b>'), { ...html, ...anonymous }]],
		['28', [302, '', { location: '/login?error=1', ...anonymous }]],
		['28+', [303, '', { location: '/auth/sign-in?failed', ...anonymous }]],
		['28+', [302, '', { location: 'Login.aspx?ReturnUrl=%2fhome', ...anonymous }]],
		['28+', [302, '', { location: '/?loginFailed=true', ...anonymous }]],
		['28+', [302, '', { location: '/iniciar-sesion?e=1', ...anonymous }]],
		['28+', [302, '', { location: '/accedi?m=1', ...anonymous }]],
		['28+', [302, '', { location: '/?fehler=1', ...anonymous }]],
		['28+', [302, '', { location: '/?erreur=1', ...anonymous }]],
		['11+', [200, { authenticated: false }, anonymous]],
	];
	it.each(refused)('%s: is refused with a cookie of nobody: %j', async (_number, answer) => {
		const place = server.place(answer, open);
		const { code, words } = await use(place, session);
		for (let call = 1; call < 6; call++) await use(place, session);
		const counts = [place.signIns.length, place.calls.length];
		expect({ code, words, counts }).toEqual({
			code: 'credentials_rejected',
			words,
			counts: [1, 0],
		});
		expect(await n8nWith(place, session).test('customTokenGrantApi')).not.toBe('OK');
	});

	it.each([
		['11+', '""; Path=/'],
		['11+', 'deleted; expires=Thu, 01-Jan-70 00:00:01 GMT'],
		['11+', 'deleted; Expires=Thursday, 01-Jan-70 00:00:01 GMT'],
	])('%s: is refused with a cookie that is deleted: %s', async (_number, text) => {
		const place = server.place([200, { ok: true }, { 'set-cookie': `JSESSIONID=${text}` }], open);
		expect(await use(place, session)).not.toMatchObject({ code: 'ok' });
	});

	const accepted: Array<[string, Answer]> = [
		['28', [302, '', { location: '/home', ...cookie }]],
		['28+', [303, '', { location: '/', ...cookie }]],
		['28+', [302, '<html>Found</html>', { location: '/dashboard?from=login', ...html, ...cookie }]],
		['28+', [302, '', { location: '/entradas?lang=es', ...cookie }]],
		['0=', [200, { ok: true }, cookie]],
	];
	it.each(accepted)('%s: gives its cookie to the API: %j', async (_number, answer) => {
		const place = server.place(answer, open);
		const outcome = await use(place, session);
		const sent = place.calls.map(({ path, headers }) => [path.endsWith('/api'), headers.cookie]);
		expect({ ...outcome, sent }).toEqual({
			code: 'ok',
			words: '',
			sent: [[true, `JSESSIONID=${TOKEN}`]],
		});
	});

	it('29: gives all its cookies to the API where that is wanted', async () => {
		const cookies = [`B1SESSION=${TOKEN}; HttpOnly`, 'ROUTEID=.node4; path=/b1s'];
		const place = server.place([200, { SessionTimeout: 30 }, { 'set-cookie': cookies }], open);
		const form = {
			...json,
			accessTokenField: 'cookie:B1SESSION',
			sendTokenAs: 'Cookie: {cookies}',
		};
		const outcome = await use(place, form);
		const sent = place.calls.map(({ headers }) => headers.cookie?.split('; ').sort());
		expect({ ...outcome, sent }).toEqual({
			code: 'ok',
			words: '',
			sent: [[`B1SESSION=${TOKEN}`, 'ROUTEID=.node4']],
		});
	});

	it('30: that redirects where a token was looked for may be the form of a page', async () => {
		const place = server.place([302, '', { location: '/', 'set-cookie': 'JAUTHENTICATION=abc' }]);
		const { words } = await use(place, { sendGrantType: false, accessTokenField: 'token' });
		expect(words).toContain('"Body Format"');
	});
});
