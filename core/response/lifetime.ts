import { getPath, isRecord, parseJson, toNumber } from '../json';
import type { TokenPaths } from '../provider';
import { FIRST_EPOCH_MS, secondsBetween, toEpochMs, toSeconds } from './time';

/** A longer lifetime is a mistake, not a lifetime. So is one of less than a second. */
export const MAX_SECONDS = 10 * 365 * 24 * 3600;

/** The usual names of a lifetime or an end, in lower case and without what divides their words. */
const USUAL_NAME =
	/^(access)?(token)?(expir(es?|y|ation)(in|at|on|date|time)?|exp|valid(until|to))(m(illi)?s(ec(ond)?s?)?)?$/;
/** A field that counts milliseconds, as its name says. */
const IN_MILLISECONDS = /((^|[._-])ms|M[sS]|[mM]illi[sS])(ec(ond)?s?)?$/;

/**
 * The lifetime of an access token in seconds, or null: the smallest plausible one of all that the response tells,
 * since a server may hand out a token that has lived for a while. Our own clock may be hours off: it is asked only
 * without a `Date` header and where nothing else tells. An expiry with a creation beside it is compared with that
 * alone: B2COPY documents an example in which both are equal.
 */
export function readLifetime(
	body: unknown,
	paths: TokenPaths,
	accessToken: string,
	{ date, now }: { date: number | undefined; now: number },
): number | null {
	const at = (path = '') => (path === '' ? undefined : getPath(body, path));
	const times = readTimes(body, paths);
	const created = toEpochMs(at(paths.createdAt));
	const expires = toEpochMs(at(paths.expiresAt));
	const claims = parseJson(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString());
	const issued = toEpochMs(getPath(claims, 'iat')) ?? toEpochMs(getPath(claims, 'nbf'));
	const jwtEnd = toEpochMs(getPath(claims, 'exp'));
	const smallestBy = (clock: number | undefined) =>
		smallest([
			...times.map((time) => toSeconds(time) ?? secondsBetween(clock, toEpochMs(time))),
			secondsBetween(created ?? clock, expires),
			secondsBetween(issued, jwtEnd),
			secondsBetween(clock, jwtEnd),
		]);
	return smallestBy(date) ?? (date === undefined ? smallestBy(now) : undefined) ?? null;
}

/** What the response says in the field for it and, where no field for the end is known, under the usual names. */
function readTimes(body: unknown, { expiresIn = '', expiresAt, accessToken }: TokenPaths) {
	const parent = getPath(body, accessToken.replace(/\.?[^.]*$/, ''));
	const beside = expiresAt === undefined ? [body, parent].filter(isRecord) : [];
	const usual = beside
		.flatMap((record) => Object.entries(record))
		.filter(([name]) => USUAL_NAME.test(name.toLowerCase().replace(/[^a-z]/g, '')));
	const named = expiresIn === '' ? undefined : getPath(body, expiresIn);
	return [[expiresIn, named] as const, ...usual].map(([name, value]) => {
		const number = IN_MILLISECONDS.test(name) ? toNumber(value) : undefined;
		return number !== undefined && number < FIRST_EPOCH_MS ? number / 1000 : value;
	});
}

/** The smallest plausible one of several lifetimes in seconds. */
export function smallest(candidates: Array<number | undefined>): number | undefined {
	const plausible = candidates.filter(
		(seconds): seconds is number => seconds !== undefined && seconds >= 1 && seconds <= MAX_SECONDS,
	);
	return plausible.length === 0 ? undefined : Math.min(...plausible);
}
