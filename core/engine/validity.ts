import type { Token } from './token';

const MAX_MARGIN_SECONDS = 60;

/**
 * Whether a token is good: until its end less a margin of a tenth of its life, a minute at the most.
 * A demand for more validity than a new token would have is not made.
 *
 * @param at - epoch milliseconds
 * @param minimumValidity - seconds the token must still be good for
 */
export function isGood({ obtainedAt, lifetime }: Token, at: number, minimumValidity = 0): boolean {
	if (lifetime === null) return true;
	const margin = Math.min(MAX_MARGIN_SECONDS, lifetime / 10);
	const demand = minimumValidity < lifetime ? Math.max(margin, minimumValidity) : margin;
	return at < obtainedAt + (lifetime - demand) * 1000;
}
