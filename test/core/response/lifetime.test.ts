import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readLifetime } from '../../../core/response/lifetime';
import { jwtOf } from '../support';

/** Where the responses of these tests keep their times. */
const paths = {
	accessToken: 'access_token',
	expiresIn: 'expires_in',
	createdAt: 'created',
	expiresAt: 'expires',
};
const TEN_YEARS = 315_360_000;

/** The provider's clock and ours, four hours behind it. */
const date = Date.UTC(2031, 4, 1, 12);
const now = Date.UTC(2031, 4, 1, 8);
/** The provider's clock in seconds. */
const SECOND = date / 1000;

/** As told by a provider whose clock is known. */
const lifetime = (body: unknown, token = 'opaque', where: object = paths) =>
	readLifetime(body, { accessToken: 'access_token', ...where }, token, { date, now });

/** As told by a provider that sends no `Date` header. */
const undated = (body: unknown, token = 'opaque') =>
	readLifetime(body, paths, token, { date: undefined, now });

describe('the field with the lifetime', () => {
	it.each([
		[3600, 3600],
		['a number alone is seconds, even if it could be milliseconds', 900_000, 900_000],
		['more than ten years', TEN_YEARS + 1, null],
		['missing', undefined, null],
	])('%s', (...row) => {
		const [value, expected] = row.slice(-2);
		expect(lifetime({ expires_in: value })).toBe(expected);
		expect(undated({ expires_in: value })).toBe(expected);
	});

	it.each([
		['a date', '2031-05-01T13:00:00.500Z', 3600.5],
		['the past', '2031-05-01T11:00:00Z', null],
	])('as a point in time, by the clock of the provider: %s', (_, value, expected) => {
		expect(lifetime({ expires_in: value })).toBe(expected);
	});

	it('stays a span where the clock of the provider has just begun, as in a device after a start', () => {
		const booted = { date: 600_000, now };
		expect(readLifetime({ expires_in: 3600 }, paths, 'opaque', booted)).toBe(3600);
	});

	it.each([
		['expires_in_ms', 600],
		['ttl-ms', 600],
		['validMillis', 600],
		['expireMilliSeconds', 600],
		['terms', 600_000],
	])('called %s counts milliseconds if its name says so', (expiresIn, expected) => {
		expect(lifetime({ [expiresIn]: 600_000 }, '', { expiresIn })).toBe(expected);
	});
});

describe('what is called as usual', () => {
	const end = '2031-05-01T13:00:00Z';

	it.each([
		...['expires_at', 'expiresAt', 'Expires', '.expires', 'expires-on', 'expire', 'expiry'],
		...['expiration_date', 'tokenExpires', 'valid_until', 'exp'],
	])('%s is read beside the token and at the top', (name) => {
		const nested = { accessToken: 'data.token' };
		expect(lifetime({ [name]: end }, '', {})).toBe(3600);
		expect(lifetime({ data: { [name]: end } }, '', nested)).toBe(3600);
		expect(lifetime({ [name]: end, data: {} }, '', nested)).toBe(3600);
	});

	it.each(['expired', 'refresh_expires_in', 'experience', 'password_expires_at'])(
		'%s is something else',
		(name) => {
			expect(lifetime({ [name]: 600 }, '', {})).toBeNull();
		},
	);
});

describe('the span from creation to expiry', () => {
	const START = '2024-01-01T00:00:00Z';

	it.each([
		['no time between them', START, START, null],
		['expiry before creation', '2024-01-01T02:00:00Z', START, null],
	])('%s', (_, created, expires, expected) => {
		expect(lifetime({ created, expires })).toBe(expected);
	});

	it('is unknown, not seconds, if both are the moment of the answer and the clocks differ', () => {
		const moment = new Date(date + 3000).toISOString();
		expect(lifetime({ created: moment, expires: moment })).toBeNull();
		const ahead = new Date(now + 3000).toISOString();
		expect(undated({ created: ahead, expires: ahead })).toBeNull();
	});
});

describe('a JWT', () => {
	it.each([
		['nbf in place of iat', { nbf: 1_656_067_154, exp: 1_656_103_154 }, 36_000],
		['iat before nbf', { iat: SECOND, nbf: SECOND + 60, exp: SECOND + 600 }, 600],
		['exp alone, by the clock of the provider', { exp: SECOND + 600 }, 600],
	])('%s', (_, claims, expected) => {
		expect(lifetime({}, jwtOf(claims))).toBe(expected);
	});

	it('handed out after 50 of its 60 minutes has 10 left', () => {
		const token = jwtOf({ iat: SECOND - 3000, exp: SECOND + 600 });
		expect(lifetime({ expires_in: 3600 }, token)).toBe(600);
		expect(undated({ expires_in: 3600 }, token)).toBe(3600);
	});
});

describe('our own clock is the last resort', () => {
	const end = now / 1000 + 600;

	it.each([
		['a JWT with exp alone, as of PocketBase or FastAPI', {}, jwtOf({ exp: end }), 600],
		['an expiry alone', { expires: end }, 'opaque', 600],
		['not where a span is told', { expires_in: 3600 }, jwtOf({ exp: end }), 3600],
	])('%s', (_, body, token, expected) => {
		expect(undated(body, token)).toBe(expected);
	});

	it('is not asked where the clock of the provider says that the token has ended', () => {
		expect(lifetime({ expires: SECOND - 600 }, jwtOf({ exp: SECOND - 600 }))).toBeNull();
	});
});

describe('whatever is answered', () => {
	const seconds = fc.integer({ min: -100, max: 2 * TEN_YEARS });
	const maybe = (arbitrary: fc.Arbitrary<number>) => fc.option(arbitrary, { nil: undefined });

	it('the lifetime is the smallest plausible candidate', () => {
		const start = SECOND - 1000;
		fc.assert(
			fc.property(maybe(seconds), maybe(seconds), maybe(seconds), (field, span, jwt) => {
				const expires = span === undefined ? undefined : start + span;
				const token = jwt === undefined ? 'opaque' : jwtOf({ iat: start, exp: start + jwt });
				const left = jwt === undefined ? undefined : jwt - 1000;
				const plausible = [field, span, jwt, left].filter(
					(candidate) => candidate !== undefined && candidate > 0 && candidate <= TEN_YEARS,
				) as number[];
				const expected = plausible.length === 0 ? null : Math.min(...plausible);
				expect(lifetime({ expires_in: field, created: start, expires }, token)).toBe(expected);
			}),
		);
	});
});
