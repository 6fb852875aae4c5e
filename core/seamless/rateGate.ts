/** What several jobs share so that a busy provider slows all of them down. */
export interface RateGate {
	/** Waits until nobody has to wait any more, or until the signal fires. */
	wait(stop: AbortSignal): Promise<void>;
	/** Makes everybody wait. @param milliseconds - from now on */
	delay(milliseconds: number): void;
}

/** Between two looks at whether others have prolonged the wait or ended the use of it. */
const MAX_NAP_MS = 1000;

/**
 * @param now - the clock, epoch milliseconds
 * @param sleep - resolves after so many milliseconds
 */
export function createRateGate(
	now: () => number,
	sleep: (ms: number) => Promise<unknown>,
): RateGate {
	let until = 0;
	return {
		async wait(stop) {
			for (let left = until - now(); left > 0 && !stop.aborted; left = until - now()) {
				await sleep(Math.min(left, MAX_NAP_MS));
			}
		},
		delay(milliseconds) {
			until = Math.max(until, now() + milliseconds);
		},
	};
}
