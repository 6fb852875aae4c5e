import type { SharedToken } from '../engine/token';
import { parseJson } from '../json';
import { isSendable } from '../names';

/** A token as it is stored in a credential, bound to the login it was obtained with. */
export interface StoredToken extends SharedToken {
	/** Made with the first token that a credential holds, and kept: it tells one credential from another. */
	salt: string;
	/** Made from the salt and everything that shapes the grant. */
	fingerprint: string;
}

/** Reads what a credential stores, which is the JSON of a stored token. */
export function parseStoredToken(text: unknown): StoredToken | undefined {
	const value = typeof text === 'string' ? parseJson(text) : undefined;
	return isStoredToken(value) ? value : undefined;
}

function isStoredToken(value: unknown): value is StoredToken {
	if (typeof value !== 'object' || value === null) return false;
	const { salt, fingerprint, accessToken, values, obtainedAt, lifetime, serial, scope, refused } =
		value as Partial<Record<keyof StoredToken, unknown>>;
	return (
		[salt, fingerprint].every((text) => typeof text === 'string' && text !== '') &&
		isSendable(accessToken) &&
		Object.values(values ?? {}).every((text) => typeof text === 'string') &&
		Number.isFinite(obtainedAt) &&
		Number.isSafeInteger(serial) &&
		(lifetime === null || Number.isFinite(lifetime)) &&
		(scope === undefined || typeof scope === 'string') &&
		(refused === undefined || Number.isSafeInteger(refused))
	);
}
