import { describe, expect, it } from '@jest/globals';
import { readLifetime } from '../../../core/response/lifetime';
import { jwtOf } from '../support';
import { date, lifetime, now, paths, SECOND, TEN_YEARS, undated } from './lifetimes';

describe('the field with the lifetime', () => {
	it.each([
		['a number', 3600, 3600],
		['text, as at Firebase and UPS', '3600', 3600],
		['a fraction', 0.5, 0.5],
		['seconds with their unit', '3600s', 3600],
		['ISO 8601', 'PT1H', 3600],
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
		['a clock of twelve hours', '2031-05-01 12:10:00 PM', null],
		['RFC 1123', 'Thu, 01 May 2031 12:10:00 GMT', 600],
		['a date alone', '2031-05-02', 43_200],
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
