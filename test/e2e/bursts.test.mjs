import { setTimeout as pause } from 'node:timers/promises';

import { describe, expect, it } from '@jest/globals';

import { behaviour } from './behaviour.mjs';
import { useWorld } from './world.mjs';

const type = 'sprykerGlueApi';
const [token, api] = ['spryker.token', 'spryker.whoami'];

const world = useWorld();

/** A published workflow that calls Spryker's protected resource. @param {object} [changes] to the account */
const publishCall = async (changes = {}) =>
	await world.n8n.publish(world.whoami('spryker', await world.save(type, { ...changes })));

const all = (/** @type {number} */ status, /** @type {number} */ count) =>
	Array(count).fill(status);

describe('a burst of executions', () => {
	it('signs in once when 100 start with a cold credential', async () => {
		const workflow = await publishCall();

		expect(await workflow.burst(100)).toEqual(all(200, 100));
		expect(await world.counters(token)).toMatchObject({ requests: 1, granted: 1 });
		expect(await world.counters(api)).toMatchObject({ requests: 100, ok: 100 });
	});

	it('tries a wrong password once, however many executions want it', async () => {
		const workflow = await publishCall({ password: 'not-the-password' });

		expect(await workflow.burst(20)).toEqual(all(500, 20));
		const executions = await world.n8n.executions(workflow.id, 20);
		expect(executions.map(({ status }) => status)).toEqual(Array(20).fill('error'));
		expect(await world.counters(token)).toMatchObject({ requests: 1, refused: 1 });
		expect(await world.counters(api)).toMatchObject({ requests: 0 });
	});

	it('renews a revoked token once, and no execution fails where n8n sends again', async () => {
		const workflow = await publishCall();
		await workflow.call();
		await pause(5500); // a token is not renewed in its first five seconds
		await world.sandbox.revoke();

		const failed = (await workflow.burst(20)).filter((status) => status !== 200).length;
		const { requests, ok } = await world.counters(api);
		expect(failed).toBe(behaviour.sendsAgain ? 0 : requests - ok);
		expect(ok).toBe(21 - failed);
		expect(await workflow.call()).toMatchObject({ status: 200 });
		expect(await world.counters(token)).toMatchObject({ requests: 2, granted: 2 });
	});
});
