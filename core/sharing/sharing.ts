import { randomBytes } from 'node:crypto';
import { createCache } from '../engine/cache';
import type { Engine } from '../engine/engine';
import type { Login } from './login';
import { formatStoredToken, parseStoredToken, type StoredToken } from './storedToken';
import { createTakeovers } from './takeovers';

/** Of how many logins the text is remembered that was read last. */
const CAPACITY = 1_000;

/** Takes tokens over from what a credential stores, and says what it should store. */
export interface Sharing {
	/** Takes over the stored token, if it is of this login, newer and good. @param text - as stored */
	adopt(login: Login, text: unknown): void;
	/**
	 * Gives what the credential should store now, once per new token.
	 *
	 * @param text - as stored now
	 * @returns undefined if it should stay as it is
	 */
	next(login: Login, text: unknown): string | undefined;
}

/**
 * Makes the part of a process in sharing: it ties an engine to what credentials store.
 *
 * @param now - the clock, epoch milliseconds
 */
export function createSharing(engine: Engine, now: () => number = () => Date.now()): Sharing {
	const takeovers = createTakeovers(now);
	const read = createReader();
	return {
		adopt(login, text) {
			const { stored, isOwn } = read(login, text);
			if (isOwn && stored) engine.adopt(login, stored);
		},
		next(login, text) {
			const { stored, isOwn } = read(login, text);
			const others = isOwn ? undefined : stored;
			if (others && takeovers.areMany(others.salt)) return undefined;
			const shared = engine.share(login, isOwn ? stored : undefined);
			if (shared === undefined) return undefined;
			if (others) takeovers.add(others.salt);
			const salt = stored?.salt ?? randomBytes(16).toString('base64url');
			return formatStoredToken({ ...shared, salt, fingerprint: login.fingerprint(salt) });
		},
	};
}

interface Read {
	/** What was written for the credential, by whichever login. */
	stored?: StoredToken;
	/** It is a token of this login. */
	isOwn: boolean;
}

/** Reading takes longer than comparing, and most of what is read has been read before. */
function createReader() {
	const latest = createCache<Read & { text: unknown }>(CAPACITY);
	return (login: Login, text: unknown): Read => {
		const known = latest.get(login.key);
		if (known !== undefined && known.text === text) return known;
		const stored = parseStoredToken(text);
		const isOwn = stored !== undefined && stored.fingerprint === login.fingerprint(stored.salt);
		latest.set(login.key, { text, stored, isOwn });
		return { stored, isOwn };
	};
}
