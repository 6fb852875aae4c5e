import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readLifetime } from '../../../core/response/lifetime';
import { fixtures } from '../../fixtures.mjs';
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
const lifetime = (body: unknown, token = 'opaque') =>
	readLifetime(body, paths, token, { date, now });

/** As told by a provider that sends no `Date` header. */
const undated = (body: unknown, token = 'opaque') =>
	readLifetime(body, paths, token, { date: undefined, now });

describe('the field with the lifetime', () => {
	it.each([
		['a number', 3600, 3600],
		['text, as at Firebase and UPS', '3600', 3600],
		['a fraction', 1.5, 1.5],
		['less than a second', 0.9, null],
		['a number alone is seconds, even if it could be milliseconds', 900_000, 900_000],
		['ten years', TEN_YEARS, TEN_YEARS],
		['more than ten years', TEN_YEARS + 1, null],
		['zero', 0, null],
		['zero as text', '0', null],
		['negative', -3600, null],
		['absurdly large', 1e300, null],
		['absurdly large as text', '9'.repeat(400), null],
		['infinite', Infinity, null],
		['missing', undefined, null],
		['null', null, null],
		['a boolean', true, null],
		['words', 'one hour', null],
		['an array', [3600], null],
		['an object', { seconds: 3600 }, null],
	])('%s', (_, value, expected) => {
		expect(lifetime({ expires_in: value })).toBe(expected);
		expect(undated({ expires_in: value })).toBe(expected);
	});

	it.each([
		['epoch seconds', SECOND + 3600, 3600],
		['epoch milliseconds as text', String(date + 3_600_000), 3600],
		['ISO 8601', '2031-05-01T13:00:00.500Z', 3600.5],
		['ISO 8601 without a zone', '2031-05-01T13:00:00', 3600],
		['RFC 1123', 'Thu, 01 May 2031 12:10:00 GMT', 600],
		['the past', '2031-05-01T11:00:00Z', null],
		['decades ahead', '2099-01-01T00:00:00Z', null],
		['day and month in an order nobody can know', '05/02/2031 13:00', null],
	])('as a point in time, by the clock of the provider: %s', (_, value, expected) => {
		expect(lifetime({ expires_in: value })).toBe(expected);
	});

	it('stays a span where the clock of the provider has just begun, as in a device after a start', () => {
		const booted = { date: 600_000, now };
		expect(readLifetime({ expires_in: 3600 }, paths, 'opaque', booted)).toBe(3600);
	});

	it('is found below a dotted path', () => {
		const nested = { accessToken: 't', expiresIn: 'data.ttl' };
		expect(readLifetime({ data: { ttl: 60 } }, nested, '', { date, now })).toBe(60);
	});

	it('is not found by an empty path, even where the answer has an empty key', () => {
		const empty = { accessToken: 't', expiresIn: '' };
		expect(readLifetime({ '': 3600 }, empty, '', { date, now })).toBeNull();
	});
});

describe('the span from creation to expiry', () => {
	const START = '2024-01-01T00:00:00Z';

	it.each([
		['ISO 8601', START, '2024-01-01T02:00:00Z', 7200],
		['two offsets', '2024-01-01T01:00:00+01:00', '2024-01-01T02:00:00+00:00', 7200],
		['epoch seconds', 1_704_067_200, 1_704_070_800, 3600],
		['epoch milliseconds as text', '1704067200000', '1704070800000', 3600],
		['RFC 1123', 'Mon, 01 Jan 2024 00:00:00 GMT', 'Mon, 01 Jan 2024 01:00:00 GMT', 3600],
		['no time between them', START, START, null],
		['expiry before creation', '2024-01-01T02:00:00Z', START, null],
		['no expiry', START, undefined, null],
		['not a date', 'yesterday', 'tomorrow', null],
	])('%s', (_, created, expires, expected) => {
		expect(lifetime({ created, expires })).toBe(expected);
	});

	it('begins at the `Date` header where no creation is told', () => {
		expect(lifetime({ expires: '2031-05-01T13:00:00Z' })).toBe(3600);
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
		['whole seconds', { iat: 1_656_067_154, exp: 1_656_103_154 }, 36_000],
		['fractions', { iat: 1_699_347_834.5, exp: 1_699_376_634.25 }, 28_799.75],
		['text', { iat: '1656067154', exp: '1656103154' }, 36_000],
		['milliseconds', { iat: 1_656_067_154_000, exp: 1_656_103_154_000 }, 36_000],
		['nbf in place of iat', { nbf: 1_656_067_154, exp: 1_656_103_154 }, 36_000],
		['iat before nbf', { iat: SECOND, nbf: SECOND + 60, exp: SECOND + 600 }, 600],
		['exp alone, by the clock of the provider', { exp: SECOND + 600 }, 600],
		['exp alone, over', { exp: SECOND - 600 }, null],
		['no exp', { iat: 1_656_067_154 }, null],
		['exp before iat', { iat: 1_656_103_154, exp: 1_656_067_154 }, null],
		['an array', [1_656_067_154, 1_656_103_154], null],
		['null', null, null],
		['text instead of claims', 'claims', null],
	])('%s', (_, claims, expected) => {
		expect(lifetime({}, jwtOf(claims))).toBe(expected);
	});

	it('handed out after 50 of its 60 minutes has 10 left', () => {
		const token = jwtOf({ iat: SECOND - 3000, exp: SECOND + 600 });
		expect(lifetime({ expires_in: 3600 }, token)).toBe(600);
		expect(undated({ expires_in: 3600 }, token)).toBe(3600);
	});

	it.each([
		['one part', 'opaque'],
		['three parts that are no JSON', 'a.b.c'],
		['empty parts', '..'],
		['parts that are not base64', 'a.!!!.c'],
		['parts beyond ASCII', `a.${'é'.repeat(9)}.c`],
		['a megabyte', `a.${'W'.repeat(1024 * 1024)}.c`],
	])('is not %s', (_, token) => {
		expect(lifetime({}, token)).toBeNull();
	});
});

describe('our own clock is the last resort', () => {
	const end = now / 1000 + 600;

	it.each([
		['a JWT with exp alone, as of PocketBase or FastAPI', {}, jwtOf({ exp: end }), 600],
		['a field with epoch seconds', { expires_in: end }, 'opaque', 600],
		['a field with a date', { expires_in: '2031-05-01T08:10:00Z' }, 'opaque', 600],
		['an expiry alone', { expires: end }, 'opaque', 600],
		['not where a span is told', { expires_in: 3600 }, jwtOf({ exp: end }), 3600],
		['not where a JWT has nbf', {}, jwtOf({ nbf: end - 900, exp: end }), 900],
	])('%s', (_, body, token, expected) => {
		expect(undated(body, token)).toBe(expected);
	});

	it('is not asked where the clock of the provider says that the token has ended', () => {
		expect(lifetime({ expires: SECOND - 600 }, jwtOf({ exp: SECOND - 600 }))).toBeNull();
	});
});

describe('the smallest plausible one counts', () => {
	const times = { created: '2024-01-01T00:00:00Z', expires: '2024-01-01T02:00:00Z' };
	const token = jwtOf({ iat: 1_656_067_154, exp: 1_656_068_054 });

	it.each([
		['the field', { expires_in: 300, ...times }, 300],
		['the span', { expires_in: 8000, ...times, expires: '2024-01-01T00:10:00Z' }, 600],
		['the JWT', { expires_in: 3600, ...times }, 900],
		['the JWT, where Directus tells milliseconds', { expires_in: 900_000 }, 900],
		['a field of zero does not count', { expires_in: 0, ...times }, 900],
		['an absurd field does not count', { expires_in: 4e8, created: times.created }, 900],
	])('%s', (_, body, expected) => {
		expect(lifetime(body, token)).toBe(expected);
	});
});

describe('the literal example answers', () => {
	it.each([undefined, date])('B2COPY: created and expired at once, so its JWT tells', (clock) => {
		const below = {
			accessToken: 'accessToken.token',
			createdAt: 'accessToken.createdAt',
			expiresAt: 'accessToken.expiresAt',
		};
		const { token } = fixtures.b2copyBackOffice.answer.accessToken;
		expect(readLifetime(fixtures.b2copyBackOffice.answer, below, token, { date: clock, now })).toBe(
			36_000,
		);
	});

	it('Spryker: eight hours, less the hundredths of a second that its JWT leaves out', () => {
		const token = fixtures.sprykerGlue.answer.access_token;
		expect(undated({ expires_in: fixtures.sprykerGlue.answer.expires_in })).toBe(28_800);
		expect(undated(fixtures.sprykerGlue.answer, token)).toBeCloseTo(28_799.98, 2);
	});

	it('Yeastar and UPS: seconds, whatever else the answer tells', () => {
		const yeastar = { access_token_expire_time: 1800, refresh_token_expire_time: 86_400 };
		const own = { accessToken: 'access_token', expiresIn: 'access_token_expire_time' };
		expect(readLifetime(yeastar, own, 'opaque', { date, now })).toBe(1800);
		expect(lifetime({ issued_at: String(date), expires_in: '14399' })).toBe(14_399);
	});

	it('Salesforce: the time of issue alone tells nothing', () => {
		const salesforce = { accessToken: 'access_token', createdAt: 'issued_at' };
		const body = { issued_at: '1278448832702' };
		expect(readLifetime(body, salesforce, 'opaque', { date, now })).toBeNull();
	});
});

describe('whatever is answered', () => {
	const seconds = fc.integer({ min: -100, max: 2 * TEN_YEARS });
	const maybe = (arbitrary: fc.Arbitrary<number>) => fc.option(arbitrary, { nil: undefined });

	it('the lifetime is the smallest plausible candidate', () => {
		const start = SECOND - 1000;
		fc.assert(
			fc.property(maybe(seconds), maybe(seconds), maybe(seconds), (field, span, jwt) => {
				const body = {
					expires_in: field,
					created: start,
					expires: span === undefined ? undefined : start + span,
				};
				const token = jwt === undefined ? 'opaque' : jwtOf({ iat: start, exp: start + jwt });
				const left = jwt === undefined ? undefined : jwt - 1000;
				const plausible = [field, span, jwt, left].filter(
					(candidate) => candidate !== undefined && candidate > 0 && candidate <= TEN_YEARS,
				) as number[];
				const expected = plausible.length === 0 ? null : Math.min(...plausible);
				expect(lifetime(body, token)).toBe(expected);
			}),
		);
	});

	it('nothing throws, and a lifetime is more than 0 and at most ten years', () => {
		const hostile = fc.oneof(
			fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }),
			fc.constantFrom('1e400', 'NaN', '__proto__', 'PT', '-PT1H', '0s', '9'.repeat(1e6)),
			fc.double(),
			fc.integer({ min: SECOND - 100, max: SECOND + 100 }),
			fc.date({ noInvalidDate: true }).map((time) => time.toISOString()),
		);
		const key = fc.constantFrom('expires_in', 'created', 'expires', '__proto__', 'constructor');
		const body = fc.oneof(fc.dictionary(key, hostile), hostile);
		const claims = fc.dictionary(fc.constantFrom('iat', 'nbf', 'exp', '__proto__'), fc.jsonValue());
		const token = fc.oneof(claims.map(jwtOf), fc.string());
		const clock = maybe(fc.integer({ min: 0, max: 4e12 }));
		fc.assert(
			fc.property(body, token, clock, (answer, text, when) => {
				const told = readLifetime(answer, paths, text, { date: when, now }) ?? 1;
				expect(told > 0 && told <= TEN_YEARS).toBe(true);
			}),
			{ numRuns: 1000 },
		);
	});
});
