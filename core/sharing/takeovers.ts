import { createCache } from '../engine/cache';

/** So many in a row, each within the time below from the one before, and several logins take turns. */
const MAX_TAKEOVERS = 3;
const MEMORY_MS = 3_600_000;
const CAPACITY = 1_000;

interface Seen {
	count: number;
	/** The last one, epoch milliseconds. */
	at: number;
}

/** How often a login's token has taken the place of another login's in a credential. */
export interface Takeovers {
	/**
	 * Whether there were so many that several logins take turns, as expressions allow. A credential that
	 * was edited sees one.
	 *
	 * @param salt - that of the credential
	 */
	areMany(salt: string): boolean;
	/** Counts one more. */
	add(salt: string): void;
}

/** Makes the memory of takeovers, empty. @param now - the clock, epoch milliseconds */
export function createTakeovers(now: () => number): Takeovers {
	const credentials = createCache<Seen>(CAPACITY);
	function countOf(salt: string): number {
		const seen = credentials.get(salt);
		return seen !== undefined && now() - seen.at < MEMORY_MS ? seen.count : 0;
	}
	return {
		areMany: (salt) => countOf(salt) >= MAX_TAKEOVERS,
		add: (salt) => credentials.set(salt, { count: countOf(salt) + 1, at: now() }),
	};
}
