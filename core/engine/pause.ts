import { formatDuration, isLoginRejected, tokenError, type TokenError } from '../errors';

/** Why nothing is sent for a while. */
type Kind = 'rejected' | 'limited' | 'answered' | 'unreachable';

/** The first pause in milliseconds, and the longest: each further failure of a kind doubles it. */
const LENGTHS: Record<Kind, { first: number; max: number }> = {
	// The account might be locked: five sign-ins in a quarter of an hour.
	rejected: { first: 30_000, max: 900_000 },
	limited: { first: 30_000, max: 30_000 },
	answered: { first: 2_000, max: 30_000 },
	unreachable: { first: 1_000, max: 10_000 },
};

/** What a provider asks for is kept, but not if it asks for next to nothing again and again. */
const TOLD_WHEN = { first: 1_000, max: 30_000 };
const MAX_RETRY_AFTER_MS = 60_000;
/** A pause no longer than this is waited out where a second try can end otherwise. */
const MAX_WAIT_MS = 5_000;
/** Between two credential tests during a pause. */
const TEST_INTERVAL_MS = 10_000;

/** No sign-in of a key before `until` (epoch milliseconds), because the last one ended with `reason`. */
export interface Pause {
	until: number;
	/** The last failure, epoch milliseconds. */
	failedAt: number;
	reason: TokenError;
	kind: Kind;
	/** How many failures of each kind there were since the last success. */
	failures: Partial<Record<Kind, number>>;
	/** The last credential test, epoch milliseconds. */
	testedAt?: number;
}

/**
 * The pause after a sign-in that did not work. What the provider asks for (`Retry-After`) is kept, a
 * minute at the most. A pause under way is never shortened.
 *
 * @param before - the pause before it, ended or not
 * @param at - epoch milliseconds
 */
export function pauseAfter(reason: TokenError, before: Pause | undefined, at: number): Pause {
	const kind = kindOf(reason);
	const count = (before?.failures[kind] ?? 0) + 1;
	const failures = { ...before?.failures, [kind]: count };
	const until = at + lengthOf(reason, kind, count);
	return before !== undefined && before.until > until
		? { ...before, failedAt: at, failures }
		: { ...before, until, failedAt: at, reason, kind, failures };
}

function kindOf(reason: TokenError): Kind {
	const { errorCode, status } = reason;
	if (isLoginRejected(reason) || reason.loginProcessed) return 'rejected';
	if (errorCode === 'rate_limited') return 'limited';
	const isConnection = ['provider_unavailable', 'timeout', 'tls_failure'].includes(errorCode);
	return isConnection && status === undefined ? 'unreachable' : 'answered';
}

function lengthOf({ retryAfter }: TokenError, kind: Kind, count: number): number {
	const isToldWhen = kind === 'limited' && retryAfter !== undefined;
	const { first, max } = isToldWhen ? TOLD_WHEN : LENGTHS[kind];
	const asked = Math.min((retryAfter ?? 0) * 1000, MAX_RETRY_AFTER_MS);
	return Math.max(asked, Math.min(first * 2 ** (count - 1), max));
}

/** Whether a pause is worth waiting out: it is short, and a second try can end otherwise. */
export function isBrief({ until, reason, kind }: Pause, at: number): boolean {
	const { retryable, errorCode } = reason;
	const mayChange = kind !== 'limited' && (retryable === true || errorCode === 'timeout');
	return mayChange && until - at <= MAX_WAIT_MS;
}

/** Whether a credential test may sign in although there is a pause. @param at - epoch milliseconds */
export function mayTest({ testedAt = -Infinity }: Pause, at: number): boolean {
	return at - testedAt >= TEST_INTERVAL_MS;
}

/** @param title - the provider's name @param at - epoch milliseconds, before the end of the pause */
export function signInPaused(
	title: string,
	{ until, reason, kind }: Pause,
	at: number,
): TokenError {
	const left = Math.ceil((until - at) / 1000);
	const why =
		kind === 'rejected'
			? 'The pause keeps the account from being locked, and doubles with each refusal. A changed credential is tried at once, and so is this one when it is tested.'
			: `Until then nothing is sent, so that ${title} is not flooded with sign-ins.`;
	return tokenError(
		'sign_in_paused',
		`Sign-in to ${title} is paused for another ${formatDuration(left * 1000)}. The last attempt ended with: ${reason.message}`,
		`${reason.description} ${why}`,
		{ retryAfter: left },
	);
}
