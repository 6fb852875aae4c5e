import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readLifetime } from '../../../core/response/lifetime';
import { b2copyBackOfficeExample, sprykerGlueExample } from '../examples.mjs';
import { jwtOf } from '../support';
import { date, lifetime, now, paths, SECOND, TEN_YEARS, undated } from './lifetimes';

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
		const { token } = b2copyBackOfficeExample.accessToken;
		expect(readLifetime(b2copyBackOfficeExample, below, token, { date: clock, now })).toBe(36_000);
	});

	it('Spryker: eight hours, less the hundredths of a second that its JWT leaves out', () => {
		const token = sprykerGlueExample.access_token;
		expect(undated({ expires_in: sprykerGlueExample.expires_in })).toBe(28_800);
		expect(undated(sprykerGlueExample, token)).toBeCloseTo(28_799.98, 2);
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
