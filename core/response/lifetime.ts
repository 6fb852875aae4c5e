import { getPath, parseJson } from '../json';
import type { TokenPaths } from '../provider';
import { secondsBetween, toEpochMs, toSeconds } from './time';

/** Two clocks in epoch milliseconds. */
export interface Clocks {
	/** The provider's, from the `Date` header of its response, if it has one. */
	date: number | undefined;
	/** Ours, the moment before the request. */
	now: number;
}

/** A longer lifetime is a mistake, not a lifetime. */
export const MAX_SECONDS = 10 * 365 * 24 * 3600;

/**
 * The lifetime of an access token in seconds: the smallest plausible one of all that the response
 * tells. Sources are the field with the lifetime (a span or a point in time), the span from creation
 * to expiry, and the times of a JWT (RFC 7519 section 4.1). A JWT is measured from its own start and
 * from the `Date` header: a server may hand out a token that has already lived for a while.
 *
 * A plain number is a number of seconds (RFC 6749 section 5.1). Where it means milliseconds or is
 * wrong otherwise, another source corrects it, because the smallest counts.
 *
 * A point in time is compared with our own clock only as the last resort, without a `Date` header
 * and where nothing else tells the lifetime: that clock may be hours off. An expiry with a creation
 * beside it is compared with that alone: B2COPY documents an example in which both are equal.
 *
 * @param body - the parsed response
 * @param paths - where the response keeps its values
 * @param accessToken - read if it is a JWT
 * @returns more than 0 and at most ten years, or null if the response does not tell
 */
export function readLifetime(
	body: unknown,
	paths: TokenPaths,
	accessToken: string,
	{ date, now }: Clocks,
): number | null {
	const field = at(body, paths.expiresIn);
	const span = toSeconds(field);
	const fieldEnd = span === undefined ? toEpochMs(field) : undefined;
	const created = toEpochMs(at(body, paths.createdAt));
	const expires = toEpochMs(at(body, paths.expiresAt));
	const jwt = jwtTimes(accessToken);
	const smallestBy = (clock: number | undefined) =>
		smallest([
			span,
			secondsBetween(clock, fieldEnd),
			secondsBetween(created ?? clock, expires),
			secondsBetween(jwt.issued, jwt.expires),
			secondsBetween(clock, jwt.expires),
		]);
	return smallestBy(date) ?? (date === undefined ? smallestBy(now) : undefined) ?? null;
}

function at(body: unknown, path: string | undefined): unknown {
	return path === undefined || path === '' ? undefined : getPath(body, path);
}

/** The smallest plausible one of several lifetimes in seconds. */
export function smallest(candidates: Array<number | undefined>): number | undefined {
	const plausible = candidates.filter(
		(seconds): seconds is number => seconds !== undefined && seconds > 0 && seconds <= MAX_SECONDS,
	);
	return plausible.length === 0 ? undefined : Math.min(...plausible);
}

/** The claims `iat`, else `nbf`, and `exp`, in epoch milliseconds. */
function jwtTimes(token: string) {
	const payload = token.split('.')[1] ?? '';
	const claims = parseJson(Buffer.from(payload, 'base64url').toString());
	return {
		issued: toEpochMs(getPath(claims, 'iat')) ?? toEpochMs(getPath(claims, 'nbf')),
		expires: toEpochMs(getPath(claims, 'exp')),
	};
}
