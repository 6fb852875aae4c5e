import { isTokenError } from './errors';

/** What several jobs share so that a busy provider slows all of them down. */
export interface Pace {
	/** Waits until nobody has to wait any more, or until there is no use in going on. */
	wait(goOn: () => boolean): Promise<void>;
	/** Makes everybody wait. @param milliseconds - from now on */
	slow(milliseconds: number): void;
}

/**
 * @param now - the clock, epoch milliseconds
 * @param sleep - resolves after so many milliseconds
 */
export function createPace(now: () => number, sleep: (ms: number) => Promise<unknown>): Pace {
	let until = 0;
	return {
		async wait(goOn) {
			// In short naps: others may prolong the pause meanwhile, or end the use of waiting.
			for (let left = until - now(); left > 0 && goOn(); left = until - now()) {
				await sleep(Math.min(left, LONGEST_NAP));
			}
		},
		slow(milliseconds) {
			until = Math.max(until, now() + milliseconds);
		},
	};
}

const LONGEST_NAP = 1000;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 60_000;

/**
 * Tries again only where a second try can end otherwise, and never a refusal. The pause doubles from
 * half a second on, or is what the provider asks for, a minute at the most.
 *
 * @param retries - how many tries may follow the first
 */
export async function withRetries<T>(
	attempt: () => Promise<T>,
	retries: number,
	pace: Pace,
	goOn: () => boolean,
	tried = 0,
): Promise<T> {
	await pace.wait(goOn);
	return await attempt().catch(async (reason: unknown) => {
		if (!isTokenError(reason) || !reason.retryable) throw reason;
		const pause = (reason.retryAfter ?? 0) * 1000 || FIRST_PAUSE * 2 ** tried;
		pace.slow(Math.min(pause, LONGEST_PAUSE));
		if (tried >= retries) throw reason;
		await pace.wait(goOn);
		if (!goOn()) throw reason;
		return await withRetries(attempt, retries, pace, goOn, tried + 1);
	});
}
