import { describe, expect, it } from '@jest/globals';

import { account } from './account.mjs';
import { behaviour } from './behaviour.mjs';
import { getAuthToken, httpRequest } from './workflows.mjs';
import { useWorld } from './world.mjs';

const day = 86_400;

const world = useWorld();

/**
 * A published workflow that calls Spryker's protected resource.
 *
 * @param {Record<string, unknown>} [changes] to the account
 */
async function publishCall(changes) {
	const type = 'sprykerGlueApi';
	const credentials = await world.n8n.saveCredential(
		type,
		account(type, world.sandbox.url, changes),
	);
	return await world.n8n.publish(httpRequest(`${world.sandbox.url}/spryker/whoami`, credentials));
}

/**
 * @param {number} count of executions, all at once
 * @param {Awaited<ReturnType<typeof publishCall>>} workflow
 */
async function burst(count, workflow) {
	const answers = await Promise.all(Array.from({ length: count }, workflow.call));
	return answers.map(({ status }) => status);
}

const all = (/** @type {number} */ status, /** @type {number} */ count) =>
	Array(count).fill(status);

/** @param {number} time in milliseconds */
const until = (time) => new Promise((resolve) => setTimeout(resolve, time - Date.now()));

describe('a burst of executions', () => {
	it('signs in once when 100 start with a cold credential', async () => {
		const workflow = await publishCall();

		expect(await burst(100, workflow)).toEqual(all(200, 100));
		expect(await world.sandbox.counters('spryker.token')).toMatchObject({
			requests: 1,
			granted: 1,
		});
		expect(await world.sandbox.counters('spryker.whoami')).toMatchObject({
			requests: 100,
			ok: 100,
		});
	});

	it('signs in once when 100 start Get Auth Token with a cold credential', async () => {
		const type = 'sprykerGlueApi';
		const credentials = await world.n8n.saveCredential(type, account(type, world.sandbox.url));
		const workflow = await world.n8n.publish(getAuthToken('sprykerGlue', credentials));

		expect(await burst(100, workflow)).toEqual(all(200, 100));
		expect(await world.sandbox.counters('spryker.token')).toMatchObject({
			requests: 1,
			granted: 1,
		});
	});

	it('tries a wrong password once, however many executions want it', async () => {
		const workflow = await publishCall({ password: 'not-the-password' });

		expect(await burst(20, workflow)).toEqual(all(500, 20));
		const executions = await world.n8n.executions(workflow.id, 20);
		expect(executions.map(({ status }) => status)).toEqual(Array(20).fill('error'));
		expect(await world.sandbox.counters('spryker.token')).toMatchObject({
			requests: 1,
			refused: 1,
		});
		expect(await world.sandbox.counters('spryker.whoami')).toMatchObject({ requests: 0 });
	});

	it('renews a revoked token once, and no execution fails where n8n sends again', async () => {
		const workflow = await publishCall();
		await workflow.call();
		await until(Date.now() + 5500); // a token is not renewed in its first five seconds
		await world.sandbox.revoke();

		const failed = (await burst(20, workflow)).filter((status) => status !== 200).length;
		const { requests, ok } = await world.sandbox.counters('spryker.whoami');
		expect(failed).toBe(behaviour.sendsAgain ? 0 : requests - ok);
		expect(ok).toBe(21 - failed);
		expect(await workflow.call()).toMatchObject({ status: 200 });
		expect(await world.sandbox.counters('spryker.token')).toMatchObject({
			requests: 2,
			granted: 2,
		});
	});

	it('replaces an expired token before the call', async () => {
		const workflow = await publishCall();
		await world.sandbox.lifetime({ spryker: 2 });
		const { body } = await workflow.call();
		await world.sandbox.lifetime({ spryker: day });
		await until(Date.parse(body[0].expiresAt));

		expect(await burst(20, workflow)).toEqual(all(200, 20));
		expect(await world.sandbox.counters('spryker.token')).toMatchObject({
			requests: 2,
			granted: 2,
		});
		expect(await world.sandbox.counters('spryker.whoami')).toMatchObject({
			requests: 21,
			ok: 21,
			expired: 0,
		});
	});
});
