import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { median } from 'simple-statistics';

import { openQueue } from './queue.mjs';
import { openScenario, report, tokenServices } from './traffic.mjs';

/** @type {import('./queue.mjs').Queue} */
let queue;
/** @type {import('./traffic.mjs').Scenario} */
let scenario;

beforeAll(async () => {
	queue = await openQueue();
});
afterAll(async () => await queue?.close());
afterEach(async () => await scenario?.close());

/** Renewing a token younger than that is not worth a sign-in. */
const RENEWABLE_AFTER = 5500;

/** Executions that a worker has at a time. */
const CONCURRENCY = 10;

/** @param {number} milliseconds */
const pause = async (milliseconds) =>
	await new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('two workers', () => {
	it.each(tokenServices.map(({ name }) => name))(
		'start 500 executions with a cold %s credential: all succeed, with two sign-ins at the most',
		async (name) => {
			scenario = await openScenario(queue, name);
			const before = queue.begun();
			await scenario.run(500);

			const failures = await scenario.failures();
			const signIns = await scenario.signIns();
			const begun = queue.begun().map((count, index) => count - before[index]);
			report(`cold burst of 500, ${name}`, {
				failed: failures.length,
				'sign-ins': signIns,
				'executions per worker': begun.join(' and '),
			});
			expect(failures).toEqual([]);
			expect(await scenario.calls()).toMatchObject({ requests: 500, ok: 500 });
			expect(Math.min(...begun)).toBeGreaterThan(50);
			expect(signIns).toBeLessThanOrEqual(2);
		},
	);

	// How many sign in side by side at the very start is a matter of chance: the median of three counts.
	it('agree on one token where a provider allows one session per account', async () => {
		const rounds = [];
		for (let round = 1; round <= 3; round += 1) {
			scenario = await openScenario(queue, 'sprykerGlue');
			await scenario.sandbox.sessions({ spryker: 1 });
			await scenario.run(300, 10);
			const failures = await scenario.failures();
			const last = Math.max(0, ...failures.map(({ after }) => after));
			const signIns = await scenario.signIns();
			rounds.push({ failed: failures.length, last, signIns });
			report(`one session per account, 300 at 10 a second, round ${round} of 3`, {
				failed: failures.length,
				'the last of them after ms': last,
				'sign-ins': signIns,
			});
			if (round < 3) await scenario.close();
		}
		expect(median(rounds.map(({ failed }) => failed))).toBeLessThanOrEqual(5);
		expect(median(rounds.map(({ last }) => last))).toBeLessThanOrEqual(2000);
		expect(median(rounds.map(({ signIns }) => signIns))).toBeLessThanOrEqual(3);
	});

	it('renew a token that is revoked in the middle of 300 executions, and every GET succeeds', async () => {
		scenario = await openScenario(queue, 'tradevest');
		await scenario.run(4);
		await pause(RENEWABLE_AFTER);
		const before = await scenario.signIns();
		const traffic = scenario.run(300, 20);
		await pause(7500);
		await scenario.sandbox.revoke();
		await traffic;

		const failures = await scenario.failures();
		const signIns = (await scenario.signIns()) - before;
		report('revoked in the middle of 300', {
			failed: failures.length,
			'sign-ins before': before,
			'sign-ins for the revocation': signIns,
		});
		expect(failures).toEqual([]);
		expect((await scenario.calls()).revoked).toBeGreaterThan(0);
		expect(signIns).toBeLessThanOrEqual(2);
	});
});

describe('the processes', () => {
	it('go on when a worker is killed in a burst: only its own executions are lost, and one sign-in', async () => {
		scenario = await openScenario(queue, 'voipex');
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
		const failures = await scenario.failures();
		burst.abort();
		await Promise.allSettled(calls);

		await victim.start();
		const later = await scenario.run(40);
		const signIns = await scenario.signIns();
		report('a worker killed in a burst of 200', {
			'lost with it': unfinished,
			'other failures': failures.length - unfinished,
			'sign-ins before': before,
			'sign-ins after': signIns - before,
		});
		expect(unfinished).toBeLessThanOrEqual(CONCURRENCY);
		expect(failures).toHaveLength(unfinished);
		expect(later.filter(({ status }) => status !== 200)).toEqual([]);
		expect(signIns - before).toBeLessThanOrEqual(1);
	});

	it('need no sign-in when all of them are restarted within the lifetime of a token', async () => {
		scenario = await openScenario(queue, 'b2copyBackOffice');
		await scenario.run(40);
		const before = await scenario.signIns();
		await queue.restartAll();
		await scenario.run(40);

		const failures = await scenario.failures();
		const signIns = (await scenario.signIns()) - before;
		report('all processes restarted', {
			failed: failures.length,
			'sign-ins before': before,
			'sign-ins after': signIns,
		});
		expect(failures).toEqual([]);
		expect(signIns).toBe(0);
	});

	it('let the editor run a workflow by hand with the token of the workers', async () => {
		scenario = await openScenario(queue, 'customTokenGrant');
		await scenario.run(10);
		const before = await scenario.signIns();
		const execution = await queue.run([scenario.node]);

		report('run by hand', { 'sign-ins': (await scenario.signIns()) - before });
		expect(execution.status).toBe('success');
		expect(await scenario.signIns()).toBe(before);
	});
});
