import type { Failure } from './outcome';

/** A token as the reference model knows it; times are milliseconds. */
export interface Known {
	text: string;
	askedAt: number;
	/** Seconds. */
	lifetime: number | null;
}

export interface Wanted {
	minimumValidity?: number | undefined;
	unreported?: boolean | undefined;
}

/** Rule 3: until a minute, or a tenth of its life, before its end, and until half of it on demand. */
export function isGood({ askedAt, lifetime }: Known, at: number, wanted: Wanted = {}): boolean {
	const age = (at - askedAt) / 1000;
	if (lifetime === null) return age < (wanted.unreported ? 15 : 60) * 60;
	const left = lifetime - age;
	const demand = Math.min(wanted.minimumValidity ?? 0, lifetime / 2);
	return left > Math.min(60, lifetime / 10) && left > demand;
}

type Kind = 'rejected' | 'limited' | 'answered' | 'unreachable';

/** Rule 5: in seconds, how long the pauses are, and whether a second try may change it. */
const pauses: Record<Failure, { kind: Kind; first: number; max: number; mayChange?: true }> = {
	rejected: { kind: 'rejected', first: 30, max: 900 },
	empty: { kind: 'rejected', first: 30, max: 900 },
	stranger: { kind: 'rejected', first: 30, max: 900 },
	busy: { kind: 'limited', first: 30, max: 30 },
	unsupported: { kind: 'answered', first: 2, max: 30 },
	unable: { kind: 'answered', first: 2, max: 30 },
	down: { kind: 'answered', first: 2, max: 30, mayChange: true },
	unreachable: { kind: 'unreachable', first: 1, max: 10, mayChange: true },
	untrusted: { kind: 'unreachable', first: 1, max: 10 },
	late: { kind: 'unreachable', first: 1, max: 10, mayChange: true },
};

/** Rule 7: how old a flight may be that somebody with so much time joins, milliseconds. */
export const maxAgeOf = (timeout: number) => Math.max(timeout, 30_000);

/** No sign-in of a key until then, and whether a second try may end otherwise. */
export interface Rest {
	until: number;
	mayChange: boolean;
	counts: Partial<Record<Kind, number>>;
	testedAt?: number;
}

/** Rule 5: the pause after a failure, from all that failed since the last success. */
export function restAfter(
	failure: Failure,
	retryAfter: number | undefined,
	before: Rest | undefined,
	at: number,
): Rest {
	const { kind, max, mayChange = false } = pauses[failure];
	const isToldWhen = kind === 'limited' && retryAfter !== undefined;
	const first = isToldWhen ? 1 : pauses[failure].first;
	const count = (before?.counts[kind] ?? 0) + 1;
	const doubled = Math.min(max, first * 2 ** (count - 1));
	const asked = Math.min(60, retryAfter ?? 0);
	const length = Math.max(doubled, asked);
	const counts = { ...before?.counts, [kind]: count };
	const until = at + length * 1000;
	if (before !== undefined && before.until > until) return { ...before, counts };
	return { ...before, until, mayChange, counts };
}

/** Rule 5: a login that was looked at and turned down. */
export const isRejection = (failure: Failure) => failure === 'rejected' || failure === 'stranger';

/** What happened to a token: it went `out` to a request, or one came `back`. */
export interface Happened {
	what: 'out' | 'back';
	/** Of the request, where it is known. */
	id?: number | undefined;
	at: number;
}

/** Rule 6: the renewals of a key so far, and how far apart they are to be. */
export interface Renewals {
	times: number[];
	interval: number;
}

/**
 * Rule 6: at least five seconds apart and four in a minute, at the interval, or at once where the token
 * has worked and now comes back twice in a row.
 */
export function mayRenew(token: Known, use: Happened[], renewals: Renewals, at: number): boolean {
	const { times, interval } = renewals;
	const age = at - token.askedAt;
	const hasEnded = token.lifetime !== null && age >= token.lifetime * 1000;
	if (age < 5000 && !hasEnded) return false;
	if (times.filter((time) => time > at - 60_000).length >= 4) return false;
	const since = at - (times.at(-1) ?? -Infinity);
	const { hasWorked, returns } = fateOf(use);
	return since >= interval || (since >= 5000 && hasWorked && returns >= 2);
}

/** One request at a time is watched, until it comes back or is out for five seconds: then it was served. */
function fateOf(use: Happened[]) {
	let watched: Happened | undefined;
	let hasWorked = false;
	let returns = 0;
	for (const happened of use) {
		if (watched !== undefined && happened.what === 'back' && happened.id === watched.id) {
			returns += 1;
			watched = undefined;
		} else if (watched !== undefined && happened.at >= watched.at + 5000) {
			hasWorked = true;
			returns = 0;
			watched = undefined;
		}
		if (happened.what === 'out') watched ??= happened;
	}
	return { hasWorked, returns };
}

/** Rule 6: the interval doubles while what the last renewal brought is refused soon, or never works. */
export function afterRenewal(
	token: Known,
	use: Happened[],
	{ times, interval }: Renewals,
	at: number,
): Renewals {
	const wasRenewed = token.askedAt >= (times.at(-1) ?? Infinity);
	const refusedAt = use.find(({ what }) => what === 'back')?.at ?? Infinity;
	const isSoon = refusedAt < token.askedAt + 15_000;
	const doubles = wasRenewed && (isSoon || !fateOf(use).hasWorked);
	return { times: [...times, at], interval: doubles ? Math.min(60_000, interval * 2) : 5000 };
}
