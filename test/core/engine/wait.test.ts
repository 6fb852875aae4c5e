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
});
