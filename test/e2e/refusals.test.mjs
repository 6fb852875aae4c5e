import { beforeEach, describe, expect, it } from '@jest/globals';

import { requestWords } from './words.mjs';
import { getAuthToken, manualTrigger } from './workflows.mjs';
import { useWorld } from './world.mjs';

const world = useWorld();

const type = 'sprykerGlueApi';
const endpoint = 'spryker.token';

/** Makes the sandbox answer each sign-in so. @param {object} fault */
const always = async (fault) =>
	await world.sandbox.faults({ [endpoint]: [{ ...fault, times: 'always' }] });

/**
 * Ways to refuse a login, and how many seconds the first pause after it lasts at least.
 *
 * @type {Array<[name: string, fault: object, pause: number]>}
 */
const refusals = [
	['401', { status: 401, json: { error: 'invalid_grant' } }, 30],
	['302 to the login page', { redirect: '/login?error' }, 1],
	['500 "Authentication failed"', { status: 500, json: { message: 'Authentication failed' } }, 1],
];

/**
 * There was a sign-in, and at most one more after each pause that ended within the run, as pauses double. The
 * machine may be slow.
 *
 * @param {number} first seconds
 * @param {number} since epoch milliseconds
 */
async function expectSignInsDue(first, since) {
	const { requests } = await world.counters(endpoint);
	const seconds = (Date.now() - since) / 1000;
	expect(requests).toBeGreaterThan(0);
	expect(requests).toBeLessThanOrEqual(1 + Math.floor(Math.log2(seconds / first + 1)));
}

describe.each(refusals)('a login that is answered with %s', (_, fault, seconds) => {
	beforeEach(async () => await always(fault));

	it('is tried once for 10 executions with 50 items of HTTP Request, then Get Auth Token', async () => {
		const credentials = await world.save(type);
		const onError = 'continueRegularOutput';
		const workflow = await world.n8n.publish(
			...manualTrigger(Array.from({ length: 50 }, (_value, item) => ({ item }))).slice(1),
			{ ...world.whoami('spryker', credentials), onError },
			getAuthToken('sprykerGlue', credentials),
		);
		const since = Date.now();
		expect(await workflow.burst(10)).toEqual(Array(10).fill(500));
		await expectSignInsDue(seconds, since);
		expect(await world.counters('spryker.whoami')).toMatchObject({ requests: 0 });
	});
});

it('a refused login is explained once: what happened, and what to do', async () => {
	const data = world.form(type, { password: 'wrong' });
	const credentials = await world.save(type, { password: 'wrong' });
	const { error } = await world.n8n.run([world.whoami('spryker', credentials)]);
	expect(error).toMatchObject(await requestWords(type, data));
	expect(error.message).not.toContain(error.description);
});
