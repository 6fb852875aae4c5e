/** What several jobs share so that a busy provider slows all of them down. */
export interface RateGate {
	/**
	 * Waits until nobody has to wait any more, or until the signal fires.
	 *
	 * @param own - what `delay` gave to this job: if it is the latest, the job is the first to start
	 * @returns the number of the delay that it waited for; 0 if there was none
	 */
	wait(stop: AbortSignal, own?: number): Promise<number>;
	/**
	 * Makes everybody wait. A shorter delay does not end a longer one.
	 *
	 * @param milliseconds - from now on
	 * @returns the number of this delay; 0 if a longer one holds
	 */
	delay(milliseconds: number): number;
}

/** Between two looks at whether others have prolonged the wait or ended the use of it. */
const MAX_NAP_MS = 1000;

const MAX_SPREAD_MS = 5000;

/**
 * Makes a gate behind which those who waited do not start together, or they would meet the same limit
 * again. Who was told to wait tries first; the others follow at random moments, spread over as long as
 * the delay was, 5 seconds at the most (jitter). If one of them is refused, the rest goes on waiting.
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
	let latest = 0;
	return {
		async wait(stop, own) {
			if (until <= now()) return 0;
			const share = random();
			const left = () => until + (own === latest ? 0 : share * spread) - now();
			while (left() > 0 && !stop.aborted) await sleep(Math.min(left(), MAX_NAP_MS));
			return latest;
		},
		delay(milliseconds) {
			if (now() + milliseconds <= until) return 0;
			until = now() + milliseconds;
			spread = Math.min(milliseconds, MAX_SPREAD_MS);
			return ++latest;
		},
	};
}
