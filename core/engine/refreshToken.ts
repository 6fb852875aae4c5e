import type { TokenError } from '../errors';
import type { Token } from './token';

/** A refresh token and the end of its life, epoch milliseconds. */
export interface RefreshToken {
	token: string;
	until: number;
}

/** A new refresh token replaces the old one; if none came, the old one stays (RFC 6749 section 6). */
export function nextRefreshToken(
	{ refreshToken, refreshLifetime = Infinity, obtainedAt }: Token,
	old: RefreshToken | undefined,
): RefreshToken | undefined {
	if (refreshToken === undefined) return old;
	return { token: refreshToken, until: obtainedAt + refreshLifetime * 1000 };
}

/** Whether a refresh that did not work leaves no time, or no leave, for a sign-in in its place. */
export function isFinal({ errorCode }: TokenError): boolean {
	return errorCode === 'timeout' || errorCode === 'rate_limited';
}

const UNSUPPORTED_CODES = ['unsupported_grant_type', 'unauthorized_client'];

/** Whether the provider said that this client may not use the refresh grant at all. */
export function isUnsupported({ status, providerCode = '' }: TokenError): boolean {
	return status === 400 && UNSUPPORTED_CODES.includes(providerCode);
}
