/** A refusal of a younger token is not about its age. */
const MIN_RENEWAL_AGE_MS = 10_000;
const RENEWAL_INTERVAL_MS = 60_000;

/**
 * Whether a token that an API refused is worth a sign-in. n8n does not tell which response it was: a
 * 404 looks like a 401.
 *
 * @param at - epoch milliseconds, as are the other two
 * @param renewedAt - the last renewal of this key
 */
export function mayRenew(at: number, obtainedAt: number, renewedAt = -Infinity): boolean {
	return at - obtainedAt >= MIN_RENEWAL_AGE_MS && at - renewedAt >= RENEWAL_INTERVAL_MS;
}
