import { randomUUID } from 'node:crypto';

/**
 * @typedef {{ id: string, user: string, scope?: string, closed: boolean }} Session
 * @typedef {{ token: string, session: Session, issued: number, expires: number, seconds: number, revoked: boolean, used: boolean }} Issued
 * @typedef {'ok' | 'unknown' | 'expired' | 'revoked' | 'used'} State
 * @typedef {ReturnType<typeof createTokens>} Tokens
 */

/**
 * The tokens of one provider: what it issued, to which session, and whether it is still good.
 * A closed session takes all its tokens with it.
 *
 * @param {{ now: () => number, lifetime: { access: number, refresh?: number } }} options
 *   a clock in milliseconds; lifetimes in seconds
 */
export function createTokens({ now, lifetime }) {
	const seconds = { ...lifetime };
	const access = createKind(now, () => seconds.access);
	const refresh = createKind(now, () => seconds.refresh ?? 0);
	/** @type {Map<string, Session[]>} the open ones by user, the oldest first */
	const sessions = new Map();

	return {
		access,
		refresh,
		/** The lifetimes of tokens issued from now on, in seconds. */
		seconds,
		/** How many sessions a user may have at a time; a new one ends the oldest. */
		maxSessions: Infinity,
		/**
		 * @param {string} user
		 * @param {string} [scope]
		 * @returns {Session}
		 */
		open(user, scope) {
			const session = { id: randomUUID(), user, scope, closed: false };
			const open = [...(sessions.get(user) ?? []), session];
			while (open.length > this.maxSessions) Object.assign(open.shift() ?? {}, { closed: true });
			sessions.set(user, open);
			return session;
		},
		reset() {
			access.clear();
			refresh.clear();
			sessions.clear();
			this.maxSessions = Infinity;
			Object.assign(seconds, lifetime);
		},
	};
}

/**
 * @param {() => number} now
 * @param {() => number} lifetime
 */
function createKind(now, lifetime) {
	/** @type {Map<string, Issued>} */
	const kept = new Map();

	/**
	 * @param {Issued | undefined} entry
	 * @returns {State}
	 */
	const stateOf = (entry) => {
		if (!entry) return 'unknown';
		if (entry.revoked || entry.session.closed) return 'revoked';
		if (now() >= entry.expires) return 'expired';
		return entry.used ? 'used' : 'ok';
	};

	return {
		/**
		 * @param {Session} session
		 * @param {(entry: Omit<Issued, 'token'>) => string} mint makes the token's text
		 * @returns {Issued}
		 */
		issue(session, mint) {
			const issued = now();
			const seconds = lifetime();
			const expires = issued + seconds * 1000;
			const entry = { session, issued, expires, seconds, revoked: false, used: false };
			const complete = Object.assign(entry, { token: mint(entry) });
			kept.set(complete.token, complete);
			return complete;
		},
		/** @param {string} token */
		find(token) {
			const entry = kept.get(token);
			return { state: stateOf(entry), entry };
		},
		/** Ends every live token; returns how many there were. */
		revoke() {
			const live = [...kept.values()].filter((entry) => stateOf(entry) === 'ok');
			for (const entry of live) entry.revoked = true;
			return live.length;
		},
		clear: () => kept.clear(),
	};
}
