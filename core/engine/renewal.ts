import type { Token } from './token';

/** A younger token is not refused for its age; also the least time between two renewals. */
const MIN_INTERVAL_MS = 5_000;
const MAX_INTERVAL_MS = 60_000;
/** A token renewed again this soon after it could be was not refused for its age. */
const SOON_MS = 10_000;
/** Providers count sign-ins, too: no more renewals than this in a minute. */
const MAX_PER_MINUTE = 4;

/** The renewals of a key. */
export interface Renewals {
	/** The latest, epoch milliseconds, oldest first. */
	times: readonly number[];
	/** Milliseconds from one to the next. */
	interval: number;
}

/** Those of a key that was never renewed. */
export const NO_RENEWALS: Renewals = { times: [], interval: MIN_INTERVAL_MS };

/**
 * Whether a refused token is worth a sign-in. n8n does not say which failure it was: a 404 looks like
 * a 401. So renewals are spaced, and spaced further while renewed tokens are refused as well.
 */
export function mayRenew(token: Token, { times, interval }: Renewals, now: number): boolean {
	const areTooMany = now - (times.at(-MAX_PER_MINUTE) ?? -Infinity) < 60_000;
	return !isYoung(token, now) && !areTooMany && now - (times.at(-1) ?? -Infinity) >= interval;
}

function isYoung({ obtainedAt, lifetime }: Token, now: number): boolean {
	return now - obtainedAt < Math.min(MIN_INTERVAL_MS, (lifetime ?? Infinity) * 1000);
}

/** Replicas of a server know a new token this much later. */
const REPLICATION_MS = 1_000;

/** How long to wait before a request is sent again with the young token that it was refused with. */
export function replicationTime(token: Token, now: number): number {
	if (!isYoung(token, now)) return 0;
	token.replicatedAt ??= now + REPLICATION_MS;
	return Math.max(0, token.replicatedAt - now);
}

/** The renewals after one more. */
export function addRenewal({ times, interval }: Renewals, now: number): Renewals {
	const isInVain = now - (times.at(-1) ?? -Infinity) < interval + SOON_MS;
	return {
		times: [...times, now].slice(-MAX_PER_MINUTE),
		interval: isInVain ? Math.min(interval * 2, MAX_INTERVAL_MS) : MIN_INTERVAL_MS,
	};
}
