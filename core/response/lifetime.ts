import { getPath, parseJson, toNumber } from '../json';
import type { TokenPaths } from '../provider';

const TEN_YEARS = 10 * 365 * 24 * 3600;
/** Below this a number is a span of seconds, from here on it is a point in time (2001-09-09). */
const FIRST_EPOCH = 1e9;
/** From here on a point in time is counted in milliseconds. */
const FIRST_EPOCH_MS = 1e11;

/**
 * The lifetime of an access token in seconds: the first positive one of what the response calls
 * `expires_in`, the span from creation to expiry, and `exp - iat` of a JWT. A point in time is
 * measured against the provider's own clock, never against ours.
 *
 * @param body - the parsed response
 * @param paths - where the response keeps its values
 * @param accessToken - read if it is a JWT (RFC 7519 sections 4.1.4 and 4.1.6)
 * @param providerNow - the provider's clock in epoch milliseconds (its `Date` header), if known
 * @returns seconds, or null if the response does not tell; spans over ten years count as untold
 */
export function lifetimeOf(
	body: unknown,
	paths: TokenPaths,
	accessToken: string,
	providerNow: number | undefined,
): number | null {
	const candidates = [
		toSeconds(at(body, paths.expiresIn), providerNow),
		secondsBetween(toEpochMs(at(body, paths.createdAt)), toEpochMs(at(body, paths.expiresAt))),
		jwtSpan(accessToken),
	];
	return (
		candidates.find((seconds) => seconds !== undefined && seconds > 0 && seconds <= TEN_YEARS) ??
		null
	);
}

function at(body: unknown, path: string | undefined): unknown {
	return path === undefined || path === '' ? undefined : getPath(body, path);
}

function toSeconds(value: unknown, providerNow: number | undefined): number | undefined {
	const seconds = toNumber(value);
	if (seconds !== undefined && seconds < FIRST_EPOCH) return seconds;
	return secondsBetween(providerNow, toEpochMs(value));
}

/**
 * A point in time in epoch milliseconds: ISO 8601, epoch seconds or epoch milliseconds. A time without
 * a zone is UTC, whatever the zone of this machine.
 */
function toEpochMs(value: unknown): number | undefined {
	const number = toNumber(value);
	if (number !== undefined) return number < FIRST_EPOCH_MS ? number * 1000 : number;
	if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d/.test(value)) return undefined;
	const time = Date.parse(/([a-z]|[+-]\d\d(:?\d\d)?)$/i.test(value) ? value : `${value}Z`);
	return Number.isNaN(time) ? undefined : time;
}

function secondsBetween(start: number | undefined, end: number | undefined): number | undefined {
	return start === undefined || end === undefined ? undefined : (end - start) / 1000;
}

function jwtSpan(token: string): number | undefined {
	const payload = token.split('.')[1];
	if (payload === undefined) return undefined;
	const claims = parseJson(Buffer.from(payload, 'base64url').toString());
	const [issued, expires] = [toNumber(getPath(claims, 'iat')), toNumber(getPath(claims, 'exp'))];
	return issued === undefined || expires === undefined ? undefined : expires - issued;
}
