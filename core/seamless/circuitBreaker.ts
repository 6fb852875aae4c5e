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
	/** How many links, or refusals of a single client, the provider has responded with. */
	responses(): number;
	/** Counts one of these, and starts counting failures anew. */
	recordResponse(): void;
	/**
	 * Counts an item whose whole round of retries ended in vain.
	 *
	 * @param since - the number of responses when its round began
	 */
	recordFailure(refusal: TokenError, since: number): void;
}

/**
 * Makes a breaker that opens, for good, after five items in a row that failed with the same code. One
 * counts only if nobody else had a response during its whole round: a provider that lets some through
 * is slow, not away.
 */
export function createCircuitBreaker(): CircuitBreaker {
	const controller = new AbortController();
	let responses = 0;
	let failures: TokenError[] = [];
	return {
		signal: controller.signal,
		responses: () => responses,
		recordResponse() {
			responses++;
			failures = [];
		},
		recordFailure(refusal, since) {
			if (since !== responses) return;
			const same = failures.filter(({ errorCode }) => errorCode === refusal.errorCode);
			failures = [...same, refusal];
			if (failures.length >= THRESHOLD) controller.abort(refusal);
		},
	};
}
