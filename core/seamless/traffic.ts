import { isTokenError, type TokenError } from '../errors';

const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 60_000;
/** Those who waited start apart, or they would meet the same limit again together. */
const MAX_SPREAD_MS = 5000;
/** How often a wait is checked: it may have become longer or useless. */
const MAX_NAP_MS = 1000;
/** Thousands of links would otherwise wait for hours, each for the same failure. */
const MAX_FAILURES = 5;

/** Runs a job, again if another try can help. @param retries - tries after the first */
export type Traffic = <T>(attempt: () => Promise<T>, retries: number) => Promise<T>;

/**
 * What all requests to one server share during one execution: a busy answer makes all of them wait, as long as the
 * server asks for, else half a second, doubled for each retry, plus a random share. Five jobs in a row that fail
 * with the same code end it for the rest; a link or a refusal of one client starts the count anew.
 */
export function createTraffic(
	now: () => number,
	sleep: (milliseconds: number) => Promise<unknown>,
	random: () => number,
	stop: AbortSignal,
): Traffic {
	let until = 0;
	let spread = 0;
	let failures: TokenError[] = [];
	let failedAt = -Infinity;
	const isOver = () => stop.aborted || failures.length >= MAX_FAILURES;

	const wait = async (isFirst: boolean) => {
		if (until <= now()) return;
		const share = isFirst ? 0 : random();
		const remaining = () => until + share * spread - now();
		while (remaining() > 0 && !isOver()) await sleep(Math.min(remaining(), MAX_NAP_MS));
	};

	return async (attempt, retries) => {
		let failure: unknown;
		// The job that was told to wait is the first to try again: one asks whether the server is free.
		let isFirst = false;
		for (let tried = 0; ; tried++) {
			await wait(isFirst);
			if (isOver()) throw failure ?? (stop.aborted ? stop.reason : failures[0]);
			const startedAt = now();
			const [outcome] = await Promise.allSettled([attempt()]);
			if (outcome.status === 'fulfilled') {
				failures = [];
				return outcome.value;
			}
			failure = outcome.reason;
			if (!isTokenError(failure)) throw failure;
			const { errorCode, retryAfter = 0, retryable } = failure;
			if (errorCode === 'link_rejected') failures = [];
			if (!retryable) throw failure;
			const delay = Math.min(retryAfter * 1000 || FIRST_DELAY_MS * 2 ** tried, MAX_DELAY_MS);
			isFirst = now() + delay > until;
			if (isFirst) [until, spread] = [now() + delay, Math.min(delay, MAX_SPREAD_MS)];
			if (tried < retries) continue;
			// Those that were sent before the last failure met the same limit.
			if (startedAt > failedAt) {
				failedAt = now();
				failures = [...failures.filter((other) => other.errorCode === errorCode), failure];
			}
			throw failure;
		}
	};
}

/** Runs jobs in order, so many at once. Once `stop` fires, nothing new is started. */
export async function runPool(
	count: number,
	limit: number,
	stop: AbortSignal,
	job: (index: number) => Promise<void>,
): Promise<void> {
	let next = 0;
	const lane = async () => {
		while (next < count && !stop.aborted) await job(next++);
	};
	await Promise.all(Array.from({ length: limit }, lane));
}
