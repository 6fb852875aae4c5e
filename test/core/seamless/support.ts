import { createCircuitBreaker } from '../../../core/seamless/circuitBreaker';
import { createRateGate, type RateGate } from '../../../core/seamless/rateGate';
import type { Traffic } from '../../../core/seamless/traffic';
import { drained } from '../../model/support.mjs';

/** A gate on a clock that only sleeping moves, and how long each wait took. */
export function fakeGate(onNap = () => {}, random = () => 0) {
	let time = 1_000_000;
	const slept: number[] = [];
	const inner = createRateGate(
		() => time,
		async (milliseconds) => {
			time += milliseconds;
			onNap();
			return await Promise.resolve();
		},
		random,
	);
	const gate: RateGate = {
		...inner,
		async wait(stop, own) {
			const start = time;
			const waited = await inner.wait(stop, own);
			if (time > start) slept.push(time - start);
			return waited;
		},
	};
	return { gate, slept };
}

/** What jobs share that go through this gate, until the signal fires. */
export function trafficOf(gate: RateGate, stop: AbortSignal): Traffic {
	return { gate, breaker: createCircuitBreaker(), stop };
}

/** Time that passes as soon as everybody waits for it, from one awaited moment to the next. */
export function virtualTime() {
	let time = 0;
	const waiting: Array<{ at: number; wake: (value?: unknown) => void }> = [];
	return {
		now: () => time,
		sleep: async (milliseconds: number) =>
			await new Promise((wake) => waiting.push({ at: time + milliseconds, wake })),
		/** Lets time pass until the promise has settled. */
		async until<T>(promise: Promise<T>): Promise<T> {
			let settled = false;
			const done = promise.finally(() => (settled = true));
			while (!settled) {
				await drained();
				if (settled) break;
				waiting.sort((a, b) => a.at - b.at);
				const next = waiting.shift();
				if (next === undefined) throw new Error('Nobody waits, and nothing is done.');
				time = next.at;
				next.wake();
			}
			return await done;
		},
	};
}
