import { createCircuitBreaker } from '../../../core/seamless/circuitBreaker';
import { createRateGate, type RateGate } from '../../../core/seamless/rateGate';
import type { Traffic } from '../../../core/seamless/traffic';

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
