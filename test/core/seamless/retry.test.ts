import { describe, expect, it } from '@jest/globals';
import { tokenError, type TokenErrorDetails } from '../../../core/errors';
import { withRetries } from '../../../core/seamless/retry';
import { fakeGate, trafficOf } from './support';

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

const never = new AbortController().signal;

describe('a try that can end otherwise is repeated', () => {
	it.each([
		['once', [busy()], [500]],
		['twice, the second after a delay twice as long', [busy(), busy()], [500, 1000]],
		['after the delay the provider asks for', [busy({ retryAfter: 7 })], [7000]],
		['after a minute, if the provider asks for more', [busy({ retryAfter: 3600 })], [60_000]],
		['after the usual delay, if the provider asks for none', [busy({ retryAfter: 0 })], [500]],
	])('%s', async (_, reasons, delays) => {
		const { gate, slept } = fakeGate();
		const { attempt, tried } = failing(...reasons);
		expect(await withRetries(attempt, 2, trafficOf(gate, never))).toBe('link');
		expect(tried()).toBe(reasons.length + 1);
		expect(slept).toEqual(delays);
	});

	it('as often as asked for, and no more', async () => {
		const { gate, slept } = fakeGate();
		const { attempt, tried } = failing(...Array.from({ length: 9 }, () => busy()));
		await expect(withRetries(attempt, 3, trafficOf(gate, never))).rejects.toThrow('Busy.');
		expect(tried()).toBe(4);
		expect(slept).toEqual([500, 1000, 2000]);
	});

	it('with delays of a minute at the most', async () => {
		const { gate, slept } = fakeGate();
		const { attempt } = failing(...Array.from({ length: 9 }, () => busy()));
		await withRetries(attempt, 10, trafficOf(gate, never));
		expect(slept).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
	});

	it('not after the execution was cancelled', async () => {
		const { gate } = fakeGate();
		const controller = new AbortController();
		const { attempt, tried } = failing(busy());
		const cancelled = async () => {
			controller.abort();
			return await attempt();
		};
		await expect(withRetries(cancelled, 5, trafficOf(gate, controller.signal))).rejects.toThrow(
			'Busy.',
		);
		expect(tried()).toBe(1);
	});
});

it('nothing is tried if the execution has ended before the first try', async () => {
	const { gate } = fakeGate();
	const { attempt, tried } = failing();
	const ended = AbortSignal.abort('ended');
	await expect(withRetries(attempt, 5, trafficOf(gate, ended))).rejects.toBe('ended');
	expect(tried()).toBe(0);
});

describe('a try that would end the same is not repeated', () => {
	it.each([
		['a refusal', tokenError('credentials_rejected', 'Refused.', 'Check.')],
		['a link that is not safe', tokenError('link_rejected', 'Unsafe.', 'Ask.')],
		['anything that is not ours', new Error('unknown')],
	])('%s', async (_, reason) => {
		const { gate, slept } = fakeGate();
		const { attempt, tried } = failing(reason);
		await expect(withRetries(attempt, 5, trafficOf(gate, never))).rejects.toBe(reason);
		expect(tried()).toBe(1);
		expect(slept).toEqual([]);
	});
});

describe('the delay before a second try', () => {
	it('holds for jobs that start later too', async () => {
		const { gate, slept } = fakeGate();
		const first = failing(busy({ retryAfter: 10 }));
		await expect(withRetries(first.attempt, 0, trafficOf(gate, never))).rejects.toThrow('Busy.');
		const second = failing();
		await withRetries(second.attempt, 0, trafficOf(gate, never));
		expect(slept).toEqual([10_000]);
	});

	it('is followed by no further try if the execution is cancelled meanwhile', async () => {
		const controller = new AbortController();
		const { gate } = fakeGate(() => controller.abort());
		const { attempt, tried } = failing(busy(), busy());
		await expect(withRetries(attempt, 5, trafficOf(gate, controller.signal))).rejects.toThrow(
			'Busy.',
		);
		expect(tried()).toBe(1);
	});
});
