/** What several jobs share so that a busy provider slows all of them down. */
export interface RateGate {
	/**
	 * Waits until nobody has to wait any more, or until the signal fires.
	 *
	 * @returns whether there was anything to wait for
	 */
	wait(stop: AbortSignal): Promise<boolean>;
	/** Makes everybody wait. @param milliseconds - from now on */
	delay(milliseconds: number): void;
}

/** Between two looks at whether others have prolonged the wait or ended the use of it. */
const MAX_NAP_MS = 1000;

const MIN_SPREAD_MS = 1000;
const MAX_SPREAD_MS = 5000;

/**
 * Whoever waited starts at a moment of their own, spread over as long as the delay was, 1 to 5 seconds:
 * starting together, they would meet the same limit again (jitter).
 *
 * @param now - the clock, epoch milliseconds
 * @param sleep - resolves after so many milliseconds
 * @param random - from 0 to 1
 */
export function createRateGate(
	now: () => number,
	sleep: (ms: number) => Promise<unknown>,
	random: () => number,
): RateGate {
	let until = 0;
	let spread = 0;
	return {
		async wait(stop) {
			if (until <= now()) return false;
			const share = random();
			const left = () => until + share * spread - now();
			while (left() > 0 && !stop.aborted) {
				await sleep(Math.min(left(), MAX_NAP_MS));
			}
			return true;
		},
		delay(milliseconds) {
			if (now() + milliseconds <= until) return;
			until = now() + milliseconds;
			spread = Math.min(Math.max(milliseconds, MIN_SPREAD_MS), MAX_SPREAD_MS);
		},
	};
}
