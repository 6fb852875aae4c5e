import { describe, expect, it } from '@jest/globals';
import { drained } from '../../model/world.mjs';
import { refusalOf } from '../support';
import { setUp } from './support';

describe('a caller that waits for a sign-in', () => {
	/** A sign-in that is under way, and the one caller for it cancelled. */
	async function cancelled() {
		const opened = setUp();
		const slow = opened.held();
		const controller = new AbortController();
		const waiting = opened.get({ cancelled: controller.signal });
		controller.abort(new Error('cancelled'));
		await expect(waiting).rejects.toThrow('cancelled');
		return { ...opened, slow };
	}

	it('and is cancelled goes at once; the others get their token', async () => {
		const { get, held, calls } = setUp();
		const slow = held();
		const controller = new AbortController();
		const one = get({ cancelled: controller.signal });
		const other = get();
		controller.abort(new Error('cancelled'));
		await expect(one).rejects.toThrow('cancelled');
		slow.release();
		expect((await other).token.accessToken).toBe('token 1');
		expect(calls).toHaveLength(1);
	});

	it('and is the only one to be cancelled leaves the token to the next', async () => {
		const { get, slow, calls } = await cancelled();
		slow.release();
		expect((await get()).token.accessToken).toBe('token 1');
		expect(calls).toHaveLength(1);
	});

	it('and is the only one to be cancelled leaves no unhandled rejection', async () => {
		const { slow } = await cancelled();
		slow.refuse(new Error('nobody handles this'));
		// Node reports one only once nothing else is left to run.
		await drained();
		await drained();
	});

	it('longer than its own timeout gets a timeout; the others wait on', async () => {
		const { get, held } = setUp();
		const slow = held();
		const other = get();
		const { errorCode, message } = await refusalOf(async () => await get({ timeout: 100 }));
		expect([errorCode, message]).toEqual(['timeout', expect.stringContaining('100 milliseconds')]);
		slow.release();
		expect((await other).source).toBe('grant');
	});

	it('does not share the fate of one that is older than its own time', async () => {
		const { get, held, pass, calls } = setUp();
		held();
		const patient = get({ timeout: 600_000 });
		patient.catch(() => undefined);
		await pass(30);
		expect((await get({ timeout: 30_000 })).source).toBe('grant');
		expect(calls).toHaveLength(2);
	});

	it('is not kept waiting by a hung sign-in of somebody more patient', async () => {
		const { get, test, held, pass } = setUp();
		held();
		get({ timeout: 600_000 }).catch(() => undefined);
		await pass(1);
		expect((await test()).source).toBe('grant');
		expect((await get()).source).toBe('cache');
	});

	it.each([
		[5, 30_000],
		[45_000, 45_000],
		[600_000, 60_000],
	])('with a timeout of %i ms, gives the provider %i ms', async (timeout, expected) => {
		const { get, grant } = setUp();
		let given = 0;
		const measuring = {
			...grant,
			signIn: async (limit: number) => {
				given = limit;
				return await grant.signIn(limit);
			},
		};
		await get({ timeout }, measuring);
		expect(given).toBe(expected);
	});
});

it('a token that comes late does not replace a newer one', async () => {
	const { get, held, pass } = setUp();
	const slow = held();
	const patient = get({ timeout: 600_000 });
	await pass(30);
	await get();
	slow.release();
	expect((await patient).token.accessToken).toBe('token 1');
	expect((await get()).token.accessToken).toBe('token 2');
});

it('a short timeout sends no second sign-in beside one under way', async () => {
	const { get, held, pass, calls } = setUp();
	held();
	get({ timeout: 100 }).catch(() => undefined);
	for (let item = 0; item < 10; item++) {
		await pass(1);
		get({ timeout: 100 }).catch(() => undefined);
	}
	expect(calls).toHaveLength(1);
});
