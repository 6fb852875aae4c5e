import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { CustomTokenGrantApi } from '../../credentials/CustomTokenGrantApi.credentials';
import { GetAuthToken } from '../../nodes/GetAuthToken/GetAuthToken.node';
import { call, virtualEngine } from '../cases/driver';
import { rowsOf, sectionOf, textOf } from '../markdown.mjs';
import { createN8n } from '../n8n.mjs';
import { formOf } from '../recipes/form';
import { fill, namesIn } from '../recipes/recipes.mjs';
import { createClient, standard } from './client';
import { allServers, countRequests, open, servers, sleep, type Refusal } from './real.mjs';
import { writeResult } from './results.mjs';

const NAME = 'customTokenGrantApi';
const TIMEOUT = 30_000;
const PATIENCE = 900_000;

/** How many tries of a wrong login show that a server does not count them. */
const MANY = 12;
/** Seconds after which a token is renewed, and after which nothing is paused. */
const RENEWABLE = 6;
const LONGEST_PAUSE = 1_000;

describe.each(servers)('$title $version', (server) => {
	const { differs } = server;
	let running: Awaited<ReturnType<typeof open>>;
	let user: Record<string, string>;

	async function start() {
		running = await open(server);
		user = await server.addUser(running);
	}
	beforeAll(() => void (ahead = 0));
	beforeAll(start, PATIENCE);
	afterAll(async () => {
		await running?.close();
		if (allServers) writeResult(server, passed, Object.keys(rows).length);
	}, PATIENCE);

	/** The form as somebody fills it in who follows the recipe, but for what is given. */
	function form(change: Record<string, unknown> = {}): Record<string, unknown> {
		const recipe = sectionOf(textOf('docs/recipes.md'), server.recipe ?? '');
		const written = server.form ?? formOf(rowsOf(recipe).slice(2));
		const text = fill(JSON.stringify(written), { ...user, host: 'host' });
		expect(namesIn(text)).toEqual([]);
		const filled = JSON.parse(text, (name, value: unknown) =>
			/^(token|test)Url$/.test(name)
				? String(value).replace(/^https:\/\/[^/]+/, running.url)
				: value,
		) as Record<string, unknown>;
		return { ...standard, ...filled, ...change };
	}
	/** A wrong login, another one for each number. */
	const wrong = (number = 0) => form(differs.wrong ?? { password: `Wrong-password-${number}` });

	/** An n8n with this credential. */
	function n8nWith(filled: object) {
		const n8n = createN8n({ [NAME]: new CustomTokenGrantApi() }, { [NAME]: filled });
		const options =
			typeof differs.call === 'string' ? { url: differs.call } : differs.call(running, user);
		const { url, ...request } = options as { url: string };
		return {
			test: async () => await n8n.test(NAME),
			/** Whether the API accepts a call of HTTP Request. */
			call: async () =>
				await n8n
					.legacyRequest(NAME, { method: 'GET', json: true, uri: running.url + url, ...request })
					.then(differs.isLive ?? (() => true), () => false),
			async getToken() {
				const parameters = { provider: 'customTokenGrant', simplify: true, options: {} };
				const { items } = await n8n.execute(new GetAuthToken(), { parameters });
				return items[0]!.json as IDataObject & { accessToken: string; expiresIn: number | null };
			},
		};
	}

	/** How a call ends that cannot sign in, and how many requests it takes. */
	async function refuse(filled: Record<string, unknown>, expected: Refusal, calls = 1) {
		const request = { method: 'GET' as const, url: running.url };
		wait(LONGEST_PAUSE);
		const { count, end } = countRequests(running.url);
		const outcome = await call(new CustomTokenGrantApi(), filled, request);
		for (let more = 1; more < calls; more++) await call(new CustomTokenGrantApi(), filled, request);
		end();
		const { code, names = [], quotes = '', requests = 1 } = expected;
		const expectedWords = [...names.map((name) => `"${name}"`), quotes];
		const missing = expectedWords.filter((word) => !outcome.words.includes(word));
		expect({ ...outcome, missing, requests: count() }).toEqual({
			code,
			words: outcome.words,
			missing: [],
			requests,
		});
	}

	const rows: Record<string, () => Promise<unknown>> = {
		'signs in as the recipe says, and calls the API': async () => {
			expect(await n8nWith(form()).call()).toBe(true);
		},
		'renews a dead token': async () => {
			const n8n = n8nWith(form());
			const { accessToken } = await n8n.getToken();
			expect(await n8n.call()).toBe(true);
			await server.end(running, accessToken);
			wait(RENEWABLE);
			const calls: boolean[] = [];
			for (let number = 0; number < 5; number++) calls.push(await n8n.call());
			const lost = calls.filter((isLive) => !isLive).length;
			expect(lost).toBe(differs.lost ?? 0);
			return `${lost}, ${server.ended}`;
		},
		'knows how long a token lives': async () => {
			const { lifetime, used = lifetime } = differs;
			const { accessToken, expiresIn } = await n8nWith(form()).getToken();
			const { exp, iat } = claimsOf(accessToken);
			if (exp && iat) expect(exp - iat).toBe(lifetime);
			if (used === null) expect(expiresIn).toBeNull();
			else expect(Math.abs(Number(expiresIn) - used)).toBeLessThan(Math.min(120, used / 2));
			return used === lifetime
				? `${used ?? 'unknown'}`
				: `${used ?? 'unknown'} of ${lifetime ?? 'no end'}`;
		},
		'tries a wrong login once in six calls': async () => {
			const usual = { code: 'credentials_rejected', names: ['Username', 'Password'] };
			await refuse(wrong(), { ...usual, ...differs.rejected }, 6);
		},
		'names the body format': async () => {
			const bodyFormat = form().bodyFormat === 'json' ? 'form' : 'json';
			if (differs.format === false) {
				return void expect(await n8nWith(form({ bodyFormat })).call()).toBe(true);
			}
			const usual = { code: 'invalid_configuration', names: ['Body Format'] };
			await refuse(form({ bodyFormat }), { ...usual, ...differs.format });
		},
		'names the field with a wrong name': async () => {
			if (differs.field === false) return;
			const { form: change = { usernameParameter: 'misnamed' }, ...expected } = differs.field ?? {};
			const usual = { code: 'invalid_configuration', names: ['Username Parameter'] };
			await refuse(form(change), { ...usual, ...expected });
		},
		'passes the test of the credential only with the right login': async () => {
			wait(LONGEST_PAUSE);
			const right = form();
			expect(await n8nWith(right).test()).toBe('OK');
			expect(await n8nWith(wrong(1)).test()).not.toBe('OK');
			if (right.testUrl) {
				const { ok } = await fetch(String(right.testUrl), { redirect: 'manual' });
				expect(ok).toBe(false);
			}
		},
		'does not lock the account by itself': async () => {
			const { lockout } = differs;
			const { tries = MANY, within = 900, code = 'rate_limited' } = lockout ?? {};
			if (lockout) {
				await running.close();
				await start();
			}
			const { count, end } = countRequests(running.url);
			await virtualEngine().steadily(within / 60, 5, () => wrong(2));
			const byItself = count();
			expect(byItself).toBeLessThanOrEqual(tries);
			const clock = { now: Date.now, advance: async () => undefined };
			const { grantOf } = createClient(server.title, clock);
			const refused = { errorCode: differs.rejected?.code ?? 'credentials_rejected' };
			while (count() < tries) {
				await expect(grantOf(wrong(3)).signIn(TIMEOUT)).rejects.toMatchObject(refused);
			}
			end();
			const last = grantOf(form()).signIn(TIMEOUT);
			await (lockout ? expect(last).rejects.toMatchObject({ errorCode: code }) : last);
			return lockout ? `${byItself} of ${tries}` : `${byItself}, no lock after ${MANY}`;
		},
	};
	const passed: Record<string, string> = {};

	it.each(Object.keys(rows))(
		'%s',
		async (row) => {
			await sleep((differs.pace ?? 0) * 1000);
			passed[row] = String((await rows[row]!()) ?? '');
		},
		PATIENCE,
	);
});

const { now } = Date;
let ahead = 0;

/** Puts our clock forward, once more with each row; a server has its own. */
function wait(seconds: number) {
	ahead += seconds * 1000;
	jest.spyOn(Date, 'now').mockImplementation(() => now() + ahead);
}

/** What a JWT says, unsigned; nothing if it is none. */
function claimsOf(token: string): { exp?: number; iat?: number } {
	const [, payload = ''] = token.split('.');
	const text = Buffer.from(payload, 'base64url').toString();
	return text.startsWith('{') ? (JSON.parse(text) as object) : {};
}
