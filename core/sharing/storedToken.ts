import type { SharedToken } from '../engine/token';
import { isRecord, parseJson } from '../json';
import { isHeaderValue, isSendable } from '../names';

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

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

function isStoredToken(value: unknown): value is StoredToken {
	if (!isRecord(value)) return false;
	const { salt, fingerprint, accessToken, obtainedAt, lifetime, serial, scope, refused } = value;
	const { values = {} } = value;
	return (
		[salt, fingerprint].every(isText) &&
		isSendable(accessToken) &&
		isRecord(values) &&
		Object.values(values).every((text) => isText(text) && isHeaderValue(text)) &&
		Number.isFinite(obtainedAt) &&
		Number.isSafeInteger(serial) &&
		(lifetime === null || Number.isFinite(lifetime)) &&
		(scope === undefined || typeof scope === 'string') &&
		(refused === undefined || Number.isSafeInteger(refused))
	);
}
