import { describe, expect, it } from '@jest/globals';
import { runPool } from '../../../core/seamless/pool';

/** Jobs that each wait until they are let go, in any order. */
function scripted(count: number, limit: number, stop = new AbortController().signal) {
	const started: number[] = [];
	const finish: Array<() => void> = [];
	let underWay = 0;
	let most = 0;
	const done = runPool(count, limit, stop, async (index) => {
		started.push(index);
		most = Math.max(most, ++underWay);
		await new Promise<void>((resolve) => (finish[index] = resolve));
		underWay--;
	});
	const release = async (index: number) => {
		finish[index]?.();
		await Promise.resolve().then(() => undefined);
		await Promise.resolve().then(() => undefined);
	};
	return { started, release, done, most: () => most };
}

it('a pool starts as many jobs as the limit allows, and the next one when one is done', async () => {
	const pool = scripted(4, 2);
	expect(pool.started).toEqual([0, 1]);
	await pool.release(1);
	expect(pool.started).toEqual([0, 1, 2]);
	await pool.release(2);
	expect(pool.started).toEqual([0, 1, 2, 3]);
	await pool.release(0);
	await pool.release(3);
	await pool.done;
	expect(pool.most()).toBe(2);
});

it('a pool starts nothing more once it is told to stop, and waits for what is under way', async () => {
	const controller = new AbortController();
	const pool = scripted(4, 2, controller.signal);
	controller.abort();
	await pool.release(0);
	await pool.release(1);
	await pool.done;
	expect(pool.started).toEqual([0, 1]);
});

it('a pool with no jobs is done at once', async () => {
	await expect(scripted(0, 5).done).resolves.toBeUndefined();
});

describe('a pool limit that makes no sense is brought to one that does', () => {
	it.each([
		[0, 1],
		[-3, 1],
		[NaN, 1],
		[0.5, 1],
		[2.9, 2],
		[100, 3],
		[Infinity, 3],
	])('%p: %i at once', (limit, most) => {
		expect(scripted(3, limit).started).toHaveLength(most);
	});
});

it('a job that throws ends the run of its pool', async () => {
	const started: number[] = [];
	const run = runPool(3, 1, new AbortController().signal, async (index) => {
		started.push(index);
		if (index === 1) throw new Error('job 1');
	});
	await expect(run).rejects.toThrow('job 1');
	expect(started).toEqual([0, 1]);
});
