import { randomBytes } from 'node:crypto';
import type { Engine } from '../engine/engine';
import { createBounded } from '../engine/entry';
import type { Grant } from '../engine/grant';
import { formatStoredToken, parseStoredToken, type StoredToken } from './storedToken';

/** Of how many keys the text is remembered that was read last. */
const CAPACITY = 1_000;
/** A younger token of another login stays: several may take turns through one credential. */
const MIN_AGE_MS = 600_000;

/** Takes tokens over from what a credential stores, and says what it should store. */
export interface Sharing {
	/** Takes over the stored token, if it is of this login, newer and good. @param text - as stored */
	adopt(grant: Grant, text: unknown): void;
	/**
	 * Gives what the credential should store now, once per new token.
	 *
	 * @param text - as stored now
	 * @returns undefined if it should stay as it is
	 */
	next(grant: Grant, text: unknown): string | undefined;
}

/**
 * Makes the part of a process in sharing: it ties an engine to what credentials store.
 *
 * @param now - the clock, epoch milliseconds
 */
export function createSharing(engine: Engine, now: () => number = () => Date.now()): Sharing {
	const read = createReader();
	return {
		adopt(grant, text) {
			const { stored, isSameGrant } = read(grant, text);
			if (stored !== undefined && isSameGrant) engine.adopt(grant, stored);
		},
		next(grant, text) {
			const { stored, isSameGrant } = read(grant, text);
			const isOther = stored !== undefined && !isSameGrant;
			if (isOther && Math.abs(now() - stored.obtainedAt) < MIN_AGE_MS) return undefined;
			const shared = engine.share(grant, isSameGrant ? stored : undefined);
			if (shared === undefined) return undefined;
			const salt = stored?.salt ?? randomBytes(16).toString('base64url');
			return formatStoredToken({ ...shared, salt, fingerprint: grant.fingerprint(salt) });
		},
	};
}

interface Read {
	text: unknown;
	/** What was written for the credential, by whichever login. */
	stored?: StoredToken;
	/** It is a token of this grant. */
	isSameGrant: boolean;
}

/** Reading takes longer than comparing, and most of what is read has been read before. */
function createReader() {
	const latest = createBounded<Read>(CAPACITY, () => false);
	return (grant: Grant, text: unknown): Read => {
		const cached = latest.get(grant.key);
		if (cached !== undefined && cached.text === text) return cached;
		const stored = parseStoredToken(text);
		const isSameGrant =
			stored !== undefined && stored.fingerprint === grant.fingerprint(stored.salt);
		const read = { text, stored, isSameGrant };
		latest.set(grant.key, read);
		return read;
	};
}
