import { createRateGate, type RateGate } from '../../../core/seamless/rateGate';

/** A gate on a clock that only sleeping moves, and how long each wait took. */
export function fakeGate(onNap = () => {}) {
	let time = 1_000_000;
	const slept: number[] = [];
	const inner = createRateGate(
		() => time,
		async (milliseconds) => {
			time += milliseconds;
			onNap();
			return await Promise.resolve();
		},
	);
	const gate: RateGate = {
		...inner,
		async wait(stop) {
			const start = time;
			await inner.wait(stop);
			if (time > start) slept.push(time - start);
		},
	};
	return { gate, slept };
}
