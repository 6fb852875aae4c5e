import { createCache } from '../engine/cache';

/** So many changes from one login to another, each within the time below, and several are in use. */
const MIN_CHANGES = 3;
const MEMORY_MS = 3_600_000;
const CAPACITY = 1_000;

interface Seen {
	key: string;
	changes: number;
	/** The last change, epoch milliseconds. */
	at: number;
}

/** Which credentials are used with several logins, as expressions allow. */
export interface Logins {
	/**
	 * Notes the login with which a credential is used.
	 *
	 * @param salt - that of the credential
	 * @param key - that of the login
	 * @returns whether several logins take turns; a credential that was edited changes once
	 */
	areSeveral(salt: string, key: string): boolean;
}

/** Makes the memory of logins, empty. @param now - the clock, epoch milliseconds */
export function createLogins(now: () => number): Logins {
	const credentials = createCache<Seen>(CAPACITY);
	return {
		areSeveral(salt, key) {
			const at = now();
			const seen = credentials.get(salt) ?? { key, changes: 0, at };
			const isRecent = at - seen.at < MEMORY_MS;
			const before = isRecent ? seen.changes : 0;
			const next =
				seen.key === key ? { ...seen, changes: before } : { key, changes: before + 1, at };
			credentials.set(salt, next);
			return next.changes >= MIN_CHANGES;
		},
	};
}
