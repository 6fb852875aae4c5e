/**
 * n8n's queue mode. What takes time without taking work comes first and runs side by side, each test with
 * credentials and a sandbox of its own.
 */
import { setTimeout as pause } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { median } from 'simple-statistics';

import { secretCanary, tokenCanary } from '../e2e/canaries.mjs';
import { files, recordAnswers } from '../e2e/places.mjs';
import { manualTrigger } from '../e2e/workflows.mjs';
import { searcherFor } from '../secrets.mjs';
import { openQueue } from './queue.mjs';
import { closeServers, openScenario, openServer } from './traffic.mjs';

/** Minutes of traffic, and seconds that a token lives meanwhile. */
const MINUTES = 3;
const LIFETIME = 18;
const EXECUTIONS = 540;

/** The secret of the sandbox's one-time codes, in Base32. */
const CODE_SECRET = 'GEZDGNBVGY3TQOJQ'.repeat(2);

/** Executions that a worker has at a time. */
const CONCURRENCY = 10;

/** @type {import('./queue.mjs').Queue} */
let queue;

beforeAll(async () => {
	queue = await openQueue({ N8N_LOG_LEVEL: 'debug' });
});
afterAll(async () => {
	await queue?.close();
	await closeServers();
});

it.concurrent.each(['sprykerGlue', 'voipex'])(
	'tokens of 18 seconds last for three minutes of %s traffic: hardly more sign-ins than lifetimes, and none is used too late',
	async (name) => {
		const scenario = await openScenario(queue, name);
		await scenario.sandbox.lifetime({ [scenario.provider]: LIFETIME });
		await scenario.run(4);
		const before = await scenario.signIns();
		const begin = Date.now();
		await scenario.run(EXECUTIONS, EXECUTIONS / (MINUTES * 60));
		const lifetimes = (Date.now() - begin) / 1000 / LIFETIME;

		const { failures, signIns, calls } = await scenario.figures(`three minutes of ${name}`, before);
		expect(failures).toEqual([]);
		expect(calls).toMatchObject({ ok: EXECUTIONS + 4, expired: 0 });
		expect(signIns / lifetimes).toBeLessThanOrEqual(1.3);
	},
);

it.concurrent(
	'a password that changes at the provider and in the credential is used at once, in every process',
	async () => {
		const scenario = await openScenario(queue, 'voipex');
		const password = 'changed-password';
		const traffic = scenario.run(120, 10);
		await pause(6000);
		await scenario.sandbox.accounts({ voipex: { 'your@email.com': password } });
		await scenario.sandbox.revoke({ provider: 'voipex', refresh: true });
		await edit(scenario, { password });
		const edited = Date.now();
		const before = await scenario.signIns();
		const later = (await traffic).filter(({ startedAt }) => startedAt >= edited);

		const { signIns } = await scenario.figures('the password changed in the middle of 120', before);
		expect(later.length).toBeGreaterThan(20);
		expect(later.filter(({ status }) => status !== 200)).toEqual([]);
		expect(signIns).toBeLessThanOrEqual(2);
	},
);

it.concurrent(
	'a credential that does not share stores nothing and signs in once per process',
	async () => {
		const scenario = await openScenario(queue, 'tradevest', { form: { shareToken: false } });
		await scenario.run(80);

		const { failures, signIns, writes } = await scenario.figures('sharing off, 80 executions');
		expect(failures).toEqual([]);
		expect(signIns).toBe(queue.workers.length);
		expect(writes).toBe(0);
		expect((await queue.stored(scenario.id)).sharedToken ?? '').toBe('');
	},
);

it.concurrent(
	'a credential that shares stores one token, which the API shows to nobody',
	async () => {
		const scenario = await openScenario(queue, 'tradevest');
		await scenario.run(80);
		const plain = await queue.ask('GET', `/credentials/${scenario.id}`);
		const shown = await queue.ask('GET', `/credentials/${scenario.id}?includeData=true`);
		await edit(scenario, {}); // somebody opens the form and saves it
		const stored = await queue.stored(scenario.id);
		const before = await scenario.signIns();
		await scenario.run(20);

		const title = 'sharing on, 80 executions, then 20 more after an edit';
		const { failures, signIns, writes } = await scenario.figures(title, before);
		expect(failures).toEqual([]);
		expect(stored.sharedToken).not.toBe('');
		expect(plain).not.toHaveProperty('data');
		expect(shown.data.sharedToken).toMatch(/^__n8n_BLANK_VALUE_/);
		expect(before).toBeLessThanOrEqual(2);
		expect(signIns).toBe(0);
		expect(writes).toBeLessThanOrEqual(3); // one for each sign-in, and the edit
	},
);

it.concurrent(
	'two logins through one credential never mix, and do not write it in turns',
	async () => {
		const logins = [
			{ login: 'one@example.com', secret: 'first-password' },
			{ login: 'two@example.com', secret: 'second-password' },
		];
		const items = [...logins, ...logins];
		const expressions = { username: '={{ $json.login }}', password: '={{ $json.secret }}' };
		const scenario = await openScenario(queue, 'sprykerGlue', {
			form: expressions,
			before: manualTrigger(items).slice(1),
		});
		await scenario.sandbox.accounts({
			spryker: Object.fromEntries(logins.map(({ login, secret }) => [login, secret])),
		});
		const answers = await scenario.run(100, 10);

		const figures = await scenario.figures('two logins, 100 executions of 4 items');
		expect(figures.failures).toEqual([]);
		const wanted = items.map(({ login: account }) => expect.objectContaining({ account }));
		expect(answers.map(({ body }) => body)).toEqual(answers.map(() => wanted));
		expect(await queue.stored(scenario.id)).toMatchObject(expressions);
		expect(figures.signIns).toBeLessThanOrEqual(4);
		expect(figures.writes).toBeLessThanOrEqual(4);
	},
);

it.concurrent('the token and the login are found nowhere but encrypted', async () => {
	const login = { username: 'leaky@example.com', password: secretCanary() };
	const secrets = {
		password: login.password,
		token: tokenCanary(),
		'refresh token': tokenCanary(),
	};
	const recorder = recordAnswers();
	const traffic = await queue.listen();
	const scenario = await openScenario(queue, 'sprykerGlue', { form: login });
	const answer = { access_token: secrets.token, refresh_token: secrets['refresh token'] };
	await scenario.sandbox.faults({
		'spryker.token': [{ json: { ...answer, expires_in: 3000 }, times: 'always' }],
		'spryker.whoami': [
			{ json: { ok: true }, times: 40 },
			{ status: 500, json: { message: 'no' }, times: 40 },
		],
	});
	await scenario.run(80);
	for (const id of await scenario.executions()) await queue.ask('GET', `/executions/${id}`);
	await queue.ask('GET', `/credentials/${scenario.id}`);
	await queue.ask('GET', `/credentials/${scenario.id}?includeData=true`);
	const exported = await queue.command('export:credentials', '--all');
	const written = await Promise.all(queue.processes.map(({ userFolder }) => files(userFolder)));
	const places = {
		'the database': await queue.dump(),
		'what passed through Redis': traffic.output(),
		'what the processes print': queue.processes.map(({ output }) => output()).join('\n'),
		'their files': written
			.flat()
			.map(({ text }) => text)
			.join('\n'),
		'the answers of the API': recorder.answers.map(({ text }) => text).join('\n'),
		'the export': exported,
	};
	const open = Object.values(await queue.stored(scenario.id)).join('\n');
	recorder.restore();
	await traffic.stop();

	const search = searcherFor(secrets);
	const { failures } = await scenario.figures('leak audit');
	expect(failures.length).toBeGreaterThan(20);
	expect(failures.length).toBeLessThan(60);
	// The search finds what is there: the login, and the one token that is shared.
	const secretsIn = new Set(search(open).map((found) => found.replace(/ \(.*/, '')));
	expect([...secretsIn].sort()).toEqual(['password', 'token']);
	for (const [place, text] of Object.entries(places)) {
		const found = { place, isLarge: text.length > 500, secrets: search(text) };
		expect(found).toEqual({ place, isLarge: true, secrets: [] });
	}
});

/** Logins that need more than one token, at servers that hold them to it. */
const logins = [
	{
		title: 'three values of one response, which the API takes together only',
		open: () =>
			openServer(
				(signIn) => ({
					headers: { 'set-cookie': `route=r-${signIn}; Path=/` },
					json: { access_token: `t-${signIn}`, data: { csrf: `c-${signIn}` }, expires_in: 3600 },
				}),
				(headers, signIn) =>
					headers['x-csrf'] === `c-${signIn}` && headers.cookie === `route=r-${signIn}`,
			),
		form: {
			sendTokenAs:
				'Authorization: Bearer {token}\nX-CSRF: {data.csrf}\nCookie: route={cookie:route}',
		},
	},
];

describe('the processes', () => {
	it.each(logins)(
		'start 300 executions with a cold credential that has $title: all succeed, with two sign-ins at the most',
		async ({ title, open, form }) => {
			const server = await open();
			const tokenUrl = `${server.url}/login`;
			const scenario = await openScenario(queue, 'customTokenGrant', {
				server,
				form: { tokenUrl, ...form },
			});
			const before = queue.begun();
			await scenario.run(300);

			const { failures, signIns } = await scenario.figures(`cold burst of 300 with ${title}`);
			const begun = queue.begun().map((count, index) => count - before[index]);
			expect(failures).toEqual([]);
			expect(Math.min(...begun)).toBeGreaterThan(30);
			expect(signIns).toBeLessThanOrEqual(2);
			// The API has refused none of the calls.
			expect(server.asked('/api')).toHaveLength(300);
		},
	);

	it('start 300 executions with a cold credential: all succeed, with two sign-ins at the most', async () => {
		const scenario = await openScenario(queue, 'sprykerGlue');
		const before = queue.begun();
		await scenario.run(300);

		const { failures, signIns, calls } = await scenario.figures('cold burst of 300');
		const begun = queue.begun().map((count, index) => count - before[index]);
		expect(failures).toEqual([]);
		expect(calls).toMatchObject({ requests: 300, ok: 300 });
		expect(Math.min(...begun)).toBeGreaterThan(30);
		expect(signIns).toBeLessThanOrEqual(2);
	});

	it('start 300 executions of a login with one-time codes, which work once: all succeed', async () => {
		const form = { oneTimeCodeSecret: CODE_SECRET };
		const scenario = await openScenario(queue, 'customTokenGrant', { form });
		await scenario.run(300);

		const { failures, signIns, calls } = await scenario.figures('300 with one-time codes');
		expect(failures).toEqual([]);
		expect(calls).toMatchObject({ requests: 300, ok: 300 });
		expect(signIns).toBeLessThanOrEqual(2);
	});

	// How many sign in side by side at the very start is a matter of chance: the median of three counts.
	it('agree on one token where a provider allows one session per account', async () => {
		const rounds = [];
		for (let round = 1; round <= 3; round += 1) {
			const scenario = await openScenario(queue, 'sprykerGlue');
			await scenario.sandbox.sessions({ spryker: 1 });
			await scenario.run(150, 10);
			const title = `one session per account, 150 at 10 a second, round ${round} of 3`;
			const { failures, signIns } = await scenario.figures(title);
			rounds.push({ failed: failures.length, last: Math.max(0, ...failures), signIns });
		}
		expect(median(rounds.map(({ failed }) => failed))).toBeLessThanOrEqual(5);
		expect(median(rounds.map(({ last }) => last))).toBeLessThanOrEqual(2000);
		expect(median(rounds.map(({ signIns }) => signIns))).toBeLessThanOrEqual(3);
	});

	it('go on when a worker is killed in a burst: only its own executions are lost, and one sign-in', async () => {
		const scenario = await openScenario(queue, 'voipex');
		await scenario.sandbox.faults({ 'voipex.whoami': [{ delay: 100, times: 'always' }] });
		const [victim] = queue.workers;
		const burst = new AbortController();
		const calls = Array.from({ length: 200 }, () => scenario.call(burst));
		while ((await scenario.progress()).ended < 50) await pause(50);
		const before = await scenario.signIns();
		await victim.kill();
		while ((await scenario.progress()).unfinished > CONCURRENCY) await pause(50);
		// The queue is in order: when these are through, nobody but the killed one had what is left.
		await scenario.run(20);
		const { unfinished } = await scenario.progress();
		const { failures } = await scenario.figures('a worker killed in a burst of 200', before);
		burst.abort();
		await Promise.allSettled(calls);

		await victim.start();
		const later = await scenario.run(40);
		expect(unfinished).toBeLessThanOrEqual(CONCURRENCY);
		expect(failures).toHaveLength(unfinished);
		expect(later.filter(({ status }) => status !== 200)).toEqual([]);
		expect((await scenario.signIns()) - before).toBeLessThanOrEqual(1);
	});

	it('need no sign-in when all of them are restarted within the lifetime of a token', async () => {
		const scenario = await openScenario(queue, 'b2copyBackOffice');
		await scenario.run(40);
		const before = await scenario.signIns();
		await queue.restartAll();
		await scenario.run(40);

		const { failures, signIns } = await scenario.figures('all processes restarted', before);
		expect(failures).toEqual([]);
		expect(signIns).toBe(0);
	});
});

/**
 * Saves a credential as the form does: what it is not told stays blanked.
 *
 * @param {import('./traffic.mjs').Scenario} scenario
 * @param {Record<string, unknown>} changes
 */
async function edit({ id, type }, changes) {
	const { name, data } = await queue.ask('GET', `/credentials/${id}?includeData=true`);
	await queue.ask('PATCH', `/credentials/${id}`, { id, name, type, data: { ...data, ...changes } });
}
