import { describe, expect, it } from '@jest/globals';
import { tokenError, type TokenErrorDetails } from '../../../core/errors';
import { createPace, withRetries, type Pace } from '../../../core/seamless/retry';

/** A clock that only sleeping moves, and how long each wait took. */
function fakeTime(onNap = () => {}) {
	let time = 1_000_000;
	const slept: number[] = [];
	const napping = createPace(
		() => time,
		async (milliseconds) => {
			time += milliseconds;
			onNap();
		},
	);
	const pace: Pace = {
		...napping,
		async wait(goOn) {
			const start = time;
			await napping.wait(goOn);
			if (time > start) slept.push(time - start);
		},
	};
	return { pace, slept };
}

const busy = (details: TokenErrorDetails = {}) =>
	tokenError('rate_limited', 'Busy.', 'Wait.', { retryable: true, ...details });

/** Fails with these reasons one after the other, then succeeds. */
function failing(...reasons: unknown[]) {
	let tried = 0;
	return {
		attempt: async () => {
			const reason = reasons[tried++];
			return reason === undefined ? 'link' : await Promise.reject(reason);
		},
		tried: () => tried,
	};
}

const always = () => true;

describe('a try that can end otherwise is repeated', () => {
	it.each([
		['once', [busy()], {}, [500]],
		['twice, after a pause twice as long', [busy(), busy()], {}, [500, 1000]],
		['after the pause the provider asks for', [busy({ retryAfter: 7 })], {}, [7000]],
		['after a minute, if the provider asks for more', [busy({ retryAfter: 3600 })], {}, [60_000]],
		['after the usual pause, if the provider asks for none', [busy({ retryAfter: 0 })], {}, [500]],
	])('%s', async (_, reasons, __, pauses) => {
		const { pace, slept } = fakeTime();
		const { attempt, tried } = failing(...reasons);
		expect(await withRetries(attempt, 2, pace, always)).toBe('link');
		expect(tried()).toBe(reasons.length + 1);
		expect(slept).toEqual(pauses);
	});

	it('as often as asked for, and no more', async () => {
		const { pace, slept } = fakeTime();
		const { attempt, tried } = failing(...Array.from({ length: 9 }, () => busy()));
		await expect(withRetries(attempt, 3, pace, always)).rejects.toThrow('Busy.');
		expect(tried()).toBe(4);
		expect(slept).toEqual([500, 1000, 2000]);
	});

	it('with pauses of a minute at the most', async () => {
		const { pace, slept } = fakeTime();
		const { attempt } = failing(...Array.from({ length: 9 }, () => busy()));
		await withRetries(attempt, 10, pace, always);
		expect(slept).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
	});

	it('not after the execution was cancelled', async () => {
		const { pace } = fakeTime();
		const { attempt, tried } = failing(busy());
		await expect(withRetries(attempt, 5, pace, () => false)).rejects.toThrow('Busy.');
		expect(tried()).toBe(1);
	});
});

describe('a try that would end the same is not repeated', () => {
	it.each([
		['a refusal', tokenError('credentials_rejected', 'Refused.', 'Check.')],
		['a link that is not safe', tokenError('link_rejected', 'Unsafe.', 'Ask.')],
		['anything that is not ours', new Error('unknown')],
	])('%s', async (_, reason) => {
		const { pace, slept } = fakeTime();
		const { attempt, tried } = failing(reason);
		await expect(withRetries(attempt, 5, pace, always)).rejects.toBe(reason);
		expect(tried()).toBe(1);
		expect(slept).toEqual([]);
	});
});

describe('a pause is for everybody', () => {
	it('who starts later waits for what is left of it', async () => {
		const { pace, slept } = fakeTime();
		const first = failing(busy({ retryAfter: 10 }));
		await expect(withRetries(first.attempt, 0, pace, always)).rejects.toThrow();
		const second = failing();
		await withRetries(second.attempt, 0, pace, always);
		expect(slept).toEqual([10_000]);
	});

	it('a shorter one does not end a longer one', async () => {
		const { pace, slept } = fakeTime();
		pace.slow(5000);
		pace.slow(100);
		await pace.wait(always);
		expect(slept).toEqual([5000]);
	});

	it('is longer for those who wait already, if the provider asks for more meanwhile', async () => {
		let naps = 0;
		const { pace, slept } = fakeTime(() => {
			if (++naps === 1) pace.slow(10_000);
		});
		pace.slow(500);
		await pace.wait(always);
		expect(slept).toEqual([10_500]);
	});

	it('ends within a second when there is no use in waiting', async () => {
		let naps = 0;
		const { pace, slept } = fakeTime(() => naps++);
		pace.slow(60_000);
		await pace.wait(() => naps === 0);
		expect(slept).toEqual([1000]);
	});

	it('and no further try follows it then', async () => {
		let use = true;
		const { pace } = fakeTime(() => (use = false));
		const { attempt, tried } = failing(busy(), busy());
		await expect(withRetries(attempt, 5, pace, () => use)).rejects.toThrow('Busy.');
		expect(tried()).toBe(1);
	});

	it('and over for everybody', async () => {
		const { pace, slept } = fakeTime();
		pace.slow(5000);
		await pace.wait(always);
		await pace.wait(always);
		expect(slept).toEqual([5000]);
	});
});
