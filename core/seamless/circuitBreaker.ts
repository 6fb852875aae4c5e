import type { TokenError } from '../errors';

/** How many items in a row have to fail before the rest is refused as well. */
const THRESHOLD = 5;

/**
 * Stops asking a provider that stays busy or away (M. Nygard, "Release It!"): thousands of links would
 * otherwise wait for hours, one round of retries after the other, for the same refusal.
 */
export interface CircuitBreaker {
	/** Fires when it opens, with the refusal as its reason that everybody else gets. */
	signal: AbortSignal;
	/** The provider responded with a link, or refused a single client: it is neither busy nor away. */
	recordResponse(): void;
	/**
	 * An item's whole round of retries ended in vain.
	 *
	 * @param delay - the number of the delay its last try had waited for; 0: it did not wait
	 */
	recordFailure(refusal: TokenError, delay: number): void;
}

/**
 * Makes a breaker that opens, for good, after five items in a row that failed with the same code, each
 * after a delay of its own. A response to anybody starts the row anew: a provider that lets some
 * through between two delays is slow, not away.
 */
export function createCircuitBreaker(): CircuitBreaker {
	const controller = new AbortController();
	let failures: TokenError[] = [];
	let counted = 0;
	return {
		signal: controller.signal,
		recordResponse() {
			failures = [];
		},
		recordFailure(refusal, delay) {
			if (delay <= counted) return;
			counted = delay;
			const same = failures.filter(({ errorCode }) => errorCode === refusal.errorCode);
			failures = [...same, refusal];
			if (failures.length >= THRESHOLD) controller.abort(refusal);
		},
	};
}
