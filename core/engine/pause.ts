import { formatDuration, isLoginRejected, tokenError, type TokenError } from '../errors';

/**
 * Why nothing is sent for a while. `refused`: the provider looked at the login or counts the tries, so
 * the account might be locked. `other`: anything else.
 */
type Kind = 'refused' | 'other';

/** The first pause in milliseconds, and the longest: each further failure of a kind doubles it. */
const LENGTHS: Record<Kind, { first: number; max: number }> = {
	// Five sign-ins in a quarter of an hour.
	refused: { first: 30_000, max: 900_000 },
	other: { first: 1_000, max: 30_000 },
};

const MAX_RETRY_AFTER_MS = 900_000;
/** A server that closes connections without a response may count the tries anyway. */
const MAX_UNANSWERED = 3;
/** A pause no longer than this is waited out where a second try can change something. */
const MAX_WAIT_MS = 5_000;
/** Between two credential tests during a pause. */
const TEST_INTERVAL_MS = 10_000;

/** No sign-in of a login before `until` (epoch milliseconds), because the last one ended with `reason`. */
export interface Pause {
	until: number;
	/** The last failure, epoch milliseconds. */
	failedAt: number;
	reason: TokenError;
	kind: Kind;
	/** Of the grant that it began with. */
	key: string;
	/** How many failures of each kind there were since the last success. */
	failures: Record<Kind, number>;
	/** How many sign-ins in a row got no response on a connection that was made. */
	unanswered: number;
	/** The last credential test, epoch milliseconds. */
	testedAt?: number;
}

/**
 * The pause after a sign-in that did not work: twice as long as the last one of its kind, or as long as
 * the provider asks for, a quarter of an hour at the most. A pause is never shortened.
 */
export function pauseAfter(reason: TokenError, last: Pause | undefined, now: number, key = '') {
	const unanswered = reason.unanswered ? (last?.unanswered ?? 0) + 1 : 0;
	const countsTries = reason.errorCode === 'rate_limited' || unanswered >= MAX_UNANSWERED;
	const isRefused = countsTries || isLoginRejected(reason) || reason.loginProcessed === true;
	const kind: Kind = isRefused ? 'refused' : 'other';
	const failures = { refused: 0, other: 0, ...last?.failures };
	failures[kind] += 1;
	const { first, max } = LENGTHS[kind];
	const asked = Math.min((reason.retryAfter ?? 0) * 1000, MAX_RETRY_AFTER_MS);
	const until = now + Math.max(asked, Math.min(first * 2 ** (failures[kind] - 1), max));
	return last !== undefined && last.until > until
		? { ...last, failedAt: now, failures, unanswered }
		: { ...last, until, failedAt: now, reason, kind, key, failures, unanswered };
}

/** Whether a pause is worth waiting out: it is short, and a second try can change something. */
export function isBrief({ until, reason, kind }: Pause, now: number): boolean {
	const mayChange = reason.retryable === true || reason.errorCode === 'timeout';
	return kind === 'other' && mayChange && until - now <= MAX_WAIT_MS;
}

/** Whether a credential test may sign in although there is a pause. */
export function mayTest({ testedAt = -Infinity }: Pause, now: number): boolean {
	return now - testedAt >= TEST_INTERVAL_MS;
}

/** What is thrown during a pause. @param title - the provider's name */
export function signInPaused(title: string, { until, reason, kind }: Pause, now: number) {
	const retryAfter = Math.ceil((until - now) / 1000);
	const why =
		kind === 'refused'
			? 'The pause prevents a lockout and doubles after each failed sign-in. To retry now, correct the login or test the credential again.'
			: `Until then nothing is sent, so that ${title} is not flooded with sign-ins.`;
	// Its advice is to wait, for a time of its own.
	const advice = reason.errorCode === 'rate_limited' ? '' : `${reason.description} `;
	return tokenError(
		'sign_in_paused',
		`Sign-in to ${title} is paused for another ${formatDuration(retryAfter * 1000)}. The last attempt ended with: ${reason.message}`,
		`${advice}${why}`,
		{ retryAfter },
	);
}
