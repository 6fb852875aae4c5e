import { formatSeconds, isLoginRejected, tokenError, type TokenError } from '../errors';

const REJECTED_PAUSE_MS = 30_000;
const MAX_PAUSE_MS = 60_000;

/** No sign-in before `until` (epoch milliseconds), because the last one ended with `reason`. */
export interface Pause {
	until: number;
	reason: TokenError;
}

/**
 * The pause that follows a sign-in that did not work: half a minute after a rejected login, which
 * might lock the account, else as long as the provider asks for, a minute at the most.
 *
 * @param at - epoch milliseconds
 * @returns undefined if the next sign-in may follow at once
 */
export function pauseAfter(reason: TokenError, at: number): Pause | undefined {
	const asked = Math.min((reason.retryAfter ?? 0) * 1000, MAX_PAUSE_MS);
	const length = isLoginRejected(reason) ? REJECTED_PAUSE_MS : asked;
	return length > 0 ? { until: at + length, reason } : undefined;
}

/** @param title - the provider's name @param at - epoch milliseconds, before the end of the pause */
export function signInPaused(title: string, { until, reason }: Pause, at: number): TokenError {
	const left = Math.ceil((until - at) / 1000) * 1000;
	return tokenError(
		'sign_in_paused',
		`Sign-in to ${title} is paused for another ${formatSeconds(left)}. The last attempt ended with: ${reason.message}`,
		`${reason.description} The pause keeps the account from being locked; a changed credential is tried at once.`,
	);
}
