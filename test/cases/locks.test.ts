import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { issued, n8nWith, virtualEngine, type Form } from './driver';
import { startServer, type Answer } from './server.mjs';

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
	server = await startServer();
});
afterAll(async () => await server.close());

const nodeRed = {
	error: 'server_error',
	error_description: 'Too many login attempts. Wait 10 minutes and try again',
};
const changing = (name: string, ask: number, changes?: boolean): Form => ({
	[name]: {
		[name === 'additionalHeaders' ? 'header' : 'parameter']: [
			{ name: 'ts', value: `${ask}`, changes },
		],
	},
});
/** A login that is nothing but a secret parameter. */
const keyWith = (more: Form): Form => ({
	...{ grantType: 'clientCredentials', clientId: 'app', clientAuthentication: 'none' },
	secretParameters: { parameter: [{ name: 'apikey', value: 'kA3-zzPw-90q' }] },
	...more,
});

/** Case, what the server answers, and the most sign-ins in 15 minutes. */
const refusals: Array<[string, string, Answer, number]> = [
	['0=', 'a 401', [401, { error: 'invalid_grant' }], 5],
	['8', 'a closed connection', 'close', 8],
	['8+', 'a broken connection', 'reset', 8],
	['9', 'too many attempts as 500', [500, nodeRed], 5],
	['9+', '503 with words of a lock', [503, { message: 'Too many failed logins, try later' }], 5],
	['28+', 'a redirect after a form', [303, '', { location: '/login' }], 5],
	['10', '429 without a header', [429, { message: 'Too Many Requests' }], 5],
];

/** Case, and what differs from ask to ask. */
const changes: Array<[string, string, (ask: number) => Form]> = [
	['15', 'a parameter', (ask) => changing('additionalParameters', ask)],
	['15', 'a marked parameter', (ask) => changing('additionalParameters', ask, true)],
	['15+', 'a header', (ask) => changing('additionalHeaders', ask)],
	['15+', 'a secret parameter', (ask) => changing('secretParameters', ask)],
	['15+', 'the scope', (ask) => ({ scope: `read ${ask}` })],
	['15+', 'the query of the address', (ask) => ({ query: `?nonce=${ask}` })],
	['15+', 'one beside a key', (ask) => keyWith(changing('additionalParameters', ask))],
	[
		'15+',
		'a header beside a key',
		(ask) =>
			keyWith({
				...changing('additionalHeaders', ask),
				secretParameters: { parameter: [{ name: 'apikey', value: 'kA3-zzPw-90q' }] },
			}),
	],
	['15+', 'a marked header', (ask) => keyWith(changing('additionalHeaders', ask, true))],
];

describe('a wrong password, asked for every 3 seconds for a quarter of an hour', () => {
	it.each(refusals)('%s: is sent a few times: %s', async (_number, _what, answer, most) => {
		const place = server.place(answer);
		await virtualEngine().steadily(15, 3, () => place.form);
		expect(place.signIns.length).toBeLessThanOrEqual(most);
	});

	it.each(changes)(
		'%s: is sent a few times, whatever changes: %s',
		async (_number, _what, change) => {
			const place = server.place([401, {}]);
			await virtualEngine().steadily(15, 3, (ask) => {
				const { query = '', ...more } = change(ask);
				return { ...place.form, tokenUrl: `${place.form.tokenUrl}${query}`, ...more };
			});
			expect(place.signIns.length).toBeLessThanOrEqual(5);
		},
	);

	it.each<[string, string, Answer, number]>([
		['15', 'credentials_rejected', [401, {}], 1],
		['15+', 'provider_unavailable', 'close', 3],
		['15+', 'rate_limited', [429, {}], 1],
		['15+', 'ok', issued, 20],
	])('%s: 20 requests at once begin with one: %s', async (_number, code, answer, most) => {
		const place = server.place(answer);
		const { ask } = virtualEngine();
		const rows = Array.from({ length: 20 }, (_, index) => changing('additionalParameters', index));
		const outcomes = await Promise.all(
			rows.map(async (row) => await ask({ ...place.form, ...row })),
		);
		expect(outcomes[0]?.code).toBe(code);
		expect(place.signIns.length).toBeLessThanOrEqual(most);
	});

	it('8: is named once connections go on being closed', async () => {
		const { form } = server.place('close');
		const outcomes = await virtualEngine().steadily(5, 3, () => form);
		expect(outcomes.map(({ words }) => words).join(' ')).toContain('"Password"');
	});
});

describe('a server that locks after five tries in ten minutes, refused ones counted', () => {
	it.each<[string, Answer]>([
		['9', [500, nodeRed]],
		['9+', [403, { message: 'Account temporarily locked: too many failed login attempts' }]],
		['9+', [400, { error: 'Maximum login attempts exceeded' }]],
		['9+', [429, { message: 'Too Many Attempts.' }]],
	])('%s: %j is waited out', async (_number, answer) => {
		const { steadily, now } = virtualEngine();
		const tries = Array<number>(5).fill(now());
		const place = server.place(() => {
			const recent = tries.filter((at) => at > now() - 600_000);
			tries.push(now());
			return recent.length < 5 ? issued : answer;
		});
		const outcomes = await steadily(20, 5, () => place.form);
		expect(outcomes[0]?.code).toBe('rate_limited');
		expect(outcomes.at(-1)?.code).toBe('ok');
		expect(place.signIns.length).toBeLessThanOrEqual(9);
	});

	it('0=: a server that is down for a minute is found again within half a minute', async () => {
		const { steadily, now } = virtualEngine();
		const up = now() + 60_000;
		const place = server.place(() => (now() < up ? [503, ''] : issued));
		const outcomes = await steadily(5, 3, () => place.form);
		expect(outcomes.at(-1)).toMatchObject({ code: 'ok' });
		expect(outcomes.at(-1)!.minute).toBeLessThan(1.6);
	});
});

describe('Retry-After', () => {
	const busy = (value: string): Answer => [
		429,
		{ status: 'error', reason: 'too-many-requests' },
		{ 'retry-after': value },
	];
	const inQuarter = (now: number) => new Date(now + 900_000).toUTCString();

	it.each([
		['10', () => '900'],
		['10+', () => '3600'],
		['10+', inQuarter],
	])('%s: is kept for up to 15 minutes, and said once', async (_number, value) => {
		const { ask, pass, now, steadily } = virtualEngine();
		const place = server.place(() => busy(value(now())));
		const first = await ask(place.form);
		pass(5);
		const second = await ask(place.form);
		for (const { words } of [first, second]) {
			expect(words).toMatch(/minutes/);
			expect(words.match(/\d+(\.\d+)? (second|minute|hour)s?/g)).toHaveLength(1);
		}
		await steadily(14.5, 10, () => place.form);
		expect(place.signIns).toHaveLength(1);
	});

	it('10: holds up neither a changed credential nor one that is tested', async () => {
		const { ask, pass } = virtualEngine();
		const place = server.place((_, index) => (index === 0 ? busy('900') : issued));
		await ask(place.form);
		pass(20);
		expect(await ask({ ...place.form, password: 'corrected-9' })).toMatchObject({ code: 'ok' });
		expect(await ask(place.form, 'test')).toMatchObject({ code: 'ok' });
	});
});

describe('a value that changes each time', () => {
	const row = (name: string, value: string, changes = false) => ({ name, value, changes });
	it.each<[string, 'additionalParameters' | 'secretParameters' | 'additionalHeaders', string]>([
		['13', 'additionalParameters', 'ts'],
		['14', 'secretParameters', 'totp'],
		['13+', 'additionalHeaders', 'X-Request-Id'],
	])('%s: in %s is no part of the key of the token', async (_number, field, name) => {
		const list = field === 'additionalHeaders' ? 'header' : 'parameter';
		const place = server.place(issued);
		const n8n = n8nWith(place);
		async function request(value: string, tenant: string) {
			const stored = n8n.stored.customTokenGrantApi as Form;
			const more = { [field]: { [list]: [row(name, value, true), row('tenant', tenant)] } };
			n8n.stored.customTokenGrantApi = { ...stored, ...more };
			await n8n.request('customTokenGrantApi', { url: place.api });
		}
		for (const value of ['1001', '1002', '1003', '1004', '1005']) await request(value, 'one');
		expect(place.signIns).toHaveLength(1);
		await request('1006', 'other');
		await request('1007', 'one');
		expect(place.signIns).toHaveLength(2);
		const { body, headers } = place.signIns[1]!;
		expect(JSON.stringify([body, headers])).toContain('1006');
	});
});
