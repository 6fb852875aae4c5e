import type { Token } from './token';

const MAX_MARGIN_SECONDS = 60;
/** How long a token is taken to live whose provider does not say. */
const ASSUMED_LIFETIME_SECONDS = 3600;
/** The same where nobody will report that an API refused it. */
const UNREPORTED_LIFETIME_SECONDS = 900;

/** What somebody needs of a token. */
export interface Demand {
	/** The process obtained it itself: another one passes on neither the response nor a refresh token. */
	own?: boolean;
	/** The provider's response is wanted, too. */
	raw?: boolean;
	/** Seconds the token must still be good for; counts up to half the token's lifetime. */
	minimumValidity?: number;
	/** Nobody will report that an API refused the token. */
	unreported?: boolean;
}

/**
 * Whether a token is good: until its end less a margin of a tenth of its life, a minute at the most.
 * Of a token that another process obtained, only a part of the margin counts: the one that obtained it
 * comes first with the next, and the others not all at once (early expiration: Vattani, Chierichetti,
 * Lowenstein 2015).
 */
export function isGood(token: Token, now: number, demand: Demand = {}): boolean {
	const { obtainedAt, lifetime, marginShare = 1 } = token;
	const { minimumValidity = 0, unreported = false } = demand;
	if (lifetime === null) {
		const assumed = unreported ? UNREPORTED_LIFETIME_SECONDS : ASSUMED_LIFETIME_SECONDS;
		return now < obtainedAt + (assumed + MAX_MARGIN_SECONDS * (1 - marginShare)) * 1000;
	}
	const margin = Math.min(MAX_MARGIN_SECONDS, lifetime / 10) * marginShare;
	const remaining = Math.max(margin, Math.min(minimumValidity, lifetime / 2));
	return now < obtainedAt + (lifetime - remaining) * 1000;
}
