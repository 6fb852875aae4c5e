import type { Handout, Token } from './token';
import { hasEnded } from './validity';

/** A younger token is not refused for its age; also the least time between two renewals. */
const MIN_INTERVAL_MS = 5_000;
const MAX_INTERVAL_MS = 60_000;
/** A request that has not come back for so long has been served. */
const PROOF_MS = 5_000;
/** A renewed token refused within this time was not refused for its age. */
const SOON_MS = 15_000;
/** One request may come back for a reason of its own. */
const MIN_RETURNS = 2;
/** Providers count sign-ins, too: no more renewals than this in a minute. */
const MAX_PER_MINUTE = 4;

/** How the requests fared that a token was given to. */
export interface Use {
	/** One of them, looked at until it comes back or has been out for long enough; then the next. */
	probe?: Handout;
	/** How many of those came back in a row. */
	returns?: number;
	/** At least one was served. */
	proven?: boolean;
	/** The first refusal of this token, epoch milliseconds. */
	refusedAt?: number;
}

/** The renewals of a key. */
export interface History {
	/** The latest, epoch milliseconds, oldest first. */
	renewals: readonly number[];
	/** Milliseconds from one to the next, unless all requests come back. */
	interval: number;
}

/** That of a key which was never renewed. */
export const NO_HISTORY: History = { renewals: [], interval: MIN_INTERVAL_MS };

/** Notes that a token goes to a request which comes back if it is refused. @param at - epoch milliseconds */
export function handOut(use: Use, at: number): Handout {
	const handout = { at, returned: false };
	settle(use, at);
	use.probe ??= handout;
	return handout;
}

/** Notes that a request came back. @param at - epoch milliseconds */
export function takeBack(use: Use, handout: Handout | undefined, at: number): void {
	if (handout !== undefined) handout.returned = true;
	settle(use, at);
	use.refusedAt ??= at;
}

function settle(use: Use, at: number): void {
	if (use.probe === undefined) return;
	const served = !use.probe.returned && at - use.probe.at >= PROOF_MS;
	if (!served && !use.probe.returned) return;
	use.proven ||= served;
	use.returns = served ? 0 : (use.returns ?? 0) + 1;
	use.probe = undefined;
}

/**
 * Whether a refused token is worth a sign-in. n8n does not tell which response it was: a 404 looks like
 * a 401. So the evidence counts: at once if the token has worked and now all requests come back,
 * else with growing intervals while renewed tokens are refused as well.
 *
 * @param at - epoch milliseconds
 */
export function mayRenew(token: Token, use: Use, history: History, at: number): boolean {
	const { renewals, interval } = history;
	const since = at - (renewals.at(-1) ?? -Infinity);
	const isYoung = at - token.obtainedAt < MIN_INTERVAL_MS && !hasEnded(token, at);
	const isTooMany = at - (renewals.at(-MAX_PER_MINUTE) ?? -Infinity) < 60_000;
	if (isYoung || isTooMany || since < MIN_INTERVAL_MS) return false;
	const hasEndedEarly = use.proven === true && (use.returns ?? 0) >= MIN_RETURNS;
	return hasEndedEarly || since >= interval;
}

/** The history once this token is renewed. @param at - epoch milliseconds */
export function renewed(
	token: Token,
	use: Use,
	{ renewals, interval }: History,
	at: number,
): History {
	const wasRenewed = token.obtainedAt >= (renewals.at(-1) ?? Infinity);
	const refusedSoon = (use.refusedAt ?? Infinity) - token.obtainedAt < SOON_MS;
	return {
		renewals: [...renewals, at].slice(-MAX_PER_MINUTE),
		interval:
			wasRenewed && (refusedSoon || !use.proven)
				? Math.min(interval * 2, MAX_INTERVAL_MS)
				: MIN_INTERVAL_MS,
	};
}
