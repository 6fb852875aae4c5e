import { randomBytes } from 'node:crypto';
import type { Engine } from '../engine/engine';
import type { Grant } from '../engine/grant';
import { parseStoredToken, type StoredToken } from './storedToken';

/** A younger token of another login stays: several may take turns through one credential. */
const MIN_AGE_MS = 600_000;

/** Ties an engine to what credentials store. */
export function createSharing(engine: Engine, now: () => number = () => Date.now()) {
	return {
		/** Takes over the stored token, if it is of this login, newer and good. @param text - as stored */
		adopt(grant: Grant, text: unknown): void {
			const stored = parseStoredToken(text);
			if (isTokenFor(grant, stored)) engine.adopt(grant, stored);
		},
		/** Gives what the credential should store in place of this, once per new token. */
		next(grant: Grant, text: unknown): string | undefined {
			const stored = parseStoredToken(text);
			const isSameGrant = isTokenFor(grant, stored);
			const age = Math.abs(now() - (stored?.obtainedAt ?? -Infinity));
			if (!isSameGrant && age < MIN_AGE_MS) return undefined;
			const shared = engine.share(grant, isSameGrant ? stored : undefined);
			if (shared === undefined) return undefined;
			const salt = stored?.salt ?? randomBytes(16).toString('base64url');
			return JSON.stringify({ salt, fingerprint: grant.fingerprint(salt), ...shared });
		},
	};
}

/** Whether a stored token was obtained with this very grant, and has all that requests need. */
function isTokenFor(grant: Grant, stored: StoredToken | undefined): stored is StoredToken {
	if (stored === undefined || stored.fingerprint !== grant.fingerprint(stored.salt)) return false;
	const { values = {} } = stored;
	return (grant.places ?? []).every((place) => Object.hasOwn(values, place));
}
