import { describe, expect, it } from '@jest/globals';
import { parse } from '../../../core/json';
import { lifetimeOf } from '../../../core/response/lifetime';
import { toNumber } from '../../../core/json';
import { b2copyBackOfficeExample, sprykerGlueExample } from '../examples.mjs';
import { jwtOf } from '../support';

const shape = {
	accessToken: 'access_token',
	expiresIn: 'expires_in',
	createdAt: 'created',
	expiresAt: 'expires',
};
const TEN_YEARS = 315_360_000;

/** The provider's clock, hours away from anybody else's. */
const providerNow = Date.UTC(2031, 4, 1, 12);

function lifetime(answer: unknown, token = 'opaque', now: number | undefined = providerNow) {
	return lifetimeOf(answer, shape, token, now);
}

describe('expires_in', () => {
	it.each([
		['a number', 3600, 3600],
		['a numeric string', '28800', 28800],
		['a numeric string with white space', ' 300 ', 300],
		['a fraction', 0.5, 0.5],
		['a fraction as a string', '59.9', 59.9],
		['one second', 1, 1],
		['ten years', TEN_YEARS, TEN_YEARS],
		['more than ten years', TEN_YEARS + 1, null],
		['zero', 0, null],
		['zero as a string', '0', null],
		['negative', -3600, null],
		['negative as a string', '-3600', null],
		['absurdly large', 1e300, null],
		['absurdly large as a string', '9'.repeat(400), null],
		['missing', undefined, null],
		['null', null, null],
		['a boolean', true, null],
		['words', 'one hour', null],
		['an empty string', '', null],
		['hexadecimal', '0x10', null],
		['an exponent', '1e3', null],
		['an array', [3600], null],
		['an object', { seconds: 3600 }, null],
	])('%s', (_, value, expected) => {
		expect(lifetime({ expires_in: value })).toBe(expected);
	});
});

describe('expires_in as a point in time, measured by the clock of the provider', () => {
	it.each([
		['epoch seconds', providerNow / 1000 + 3600, 3600],
		['epoch seconds as a string', String(providerNow / 1000 + 3600), 3600],
		['epoch milliseconds', providerNow + 3_600_000, 3600],
		['ISO 8601 in UTC', '2031-05-01T13:00:00Z', 3600],
		['ISO 8601 with milliseconds', '2031-05-01T13:00:00.500Z', 3600.5],
		['ISO 8601 with an offset', '2031-05-01T15:00:00+02:00', 3600],
		['ISO 8601 without a zone, which means UTC', '2031-05-01T13:00:00', 3600],
		['date and time as a database writes them', '2031-05-01 13:00:00', 3600],
		['date and time with a short offset', '2031-05-01 14:00:00+01', 3600],
		['date and time with the name of the zone', '2031-05-01 13:00:00 UTC', 3600],
		['a date alone', '2031-05-02', 43_200],
		['the past', '2031-05-01T11:00:00Z', null],
		['epoch seconds in the past', providerNow / 1000 - 1, null],
		['decades ahead', '2099-01-01T00:00:00Z', null],
		['no such date', '2031-13-45T99:00:00Z', null],
		['a date in words', 'May 1, 2031 13:00', null],
	])('%s', (_, value, expected) => {
		expect(lifetime({ expires_in: value })).toBe(expected);
	});

	it('tells nothing where the clock of the provider is unknown', () => {
		expect(lifetimeOf({ expires_in: '2031-05-01T13:00:00Z' }, shape, '', undefined)).toBeNull();
	});
});

describe('the span from creation to expiry', () => {
	it.each([
		['ISO 8601', '2024-01-01T00:00:00+00:00', '2024-01-01T02:00:00+00:00', 7200],
		['two offsets', '2024-01-01T01:00:00+01:00', '2024-01-01T02:00:00+00:00', 7200],
		['epoch seconds', 1_704_067_200, 1_704_070_800, 3600],
		[
			'no time between them, as in an example',
			'2024-01-01T00:00:00Z',
			'2024-01-01T00:00:00Z',
			null,
		],
		['expiry before creation', '2024-01-01T02:00:00Z', '2024-01-01T00:00:00Z', null],
		['no creation', undefined, '2024-01-01T02:00:00Z', null],
		['no expiry', '2024-01-01T00:00:00Z', undefined, null],
		['not a date', 'yesterday', 'tomorrow', null],
	])('%s', (_, created, expires, expected) => {
		expect(lifetime({ created, expires })).toBe(expected);
	});
});

describe('the times in a JWT', () => {
	it.each([
		['whole seconds', { iat: 1_656_067_154, exp: 1_656_103_154 }, 36_000],
		['fractions', { iat: 1_699_347_834.5, exp: 1_699_376_634.25 }, 28_799.75],
		['numeric strings', { iat: '1656067154', exp: '1656103154' }, 36_000],
		['no iat', { exp: 1_656_103_154 }, null],
		['no exp', { iat: 1_656_067_154 }, null],
		['exp before iat', { iat: 1_656_103_154, exp: 1_656_067_154 }, null],
		['an array', [1_656_067_154, 1_656_103_154], null],
		['null', null, null],
		['a text', 'claims', null],
	])('%s', (_, claims, expected) => {
		expect(lifetime({}, jwtOf(claims))).toBe(expected);
	});

	it.each(['opaque', 'a.b.c', '..', 'a.!!!.c', `a.${'é'.repeat(9)}.c`])(
		'are not looked for in %s',
		(token) => {
			expect(lifetime({}, token)).toBeNull();
		},
	);
});

describe('the first positive one counts', () => {
	const times = { created: '2024-01-01T00:00:00Z', expires: '2024-01-01T02:00:00Z' };
	const token = jwtOf({ iat: 1000, exp: 1900 });

	it.each([
		['expires_in before all', { expires_in: 300, ...times }, 300],
		['the span if expires_in is zero', { expires_in: 0, ...times }, 7200],
		['the span if expires_in is absurd', { expires_in: 4e8, ...times }, 7200],
		['the token if there is no span', { expires_in: -1, created: times.created }, 900],
	])('%s', (_, answer, expected) => {
		expect(lifetime(answer, token)).toBe(expected);
	});
});

describe('the literal example answers', () => {
	it('B2COPY: created and expired at once, so the token itself tells', () => {
		const paths = {
			accessToken: 'accessToken.token',
			createdAt: 'accessToken.createdAt',
			expiresAt: 'accessToken.expiresAt',
		};
		const { token } = b2copyBackOfficeExample.accessToken;
		expect(lifetimeOf(b2copyBackOfficeExample, paths, token, undefined)).toBe(36_000);
	});

	it('Spryker: eight hours, and the fractional times in its token agree to the second', () => {
		const token = sprykerGlueExample.access_token;
		expect(lifetimeOf(sprykerGlueExample, shape, token, undefined)).toBe(28_800);
		expect(lifetimeOf({}, shape, token, undefined)).toBeCloseTo(28_800, 0);
	});
});

it('an empty path names no field, even where the answer has an empty key', () => {
	expect(lifetimeOf({ '': 3600 }, { accessToken: 't', expiresIn: '' }, '', undefined)).toBeNull();
});

it('a nested path is followed', () => {
	const nested = { accessToken: 't', expiresIn: 'data.ttl' };
	expect(lifetimeOf({ data: { ttl: 60 } }, nested, '', undefined)).toBe(60);
});

describe('numberOf', () => {
	it.each([
		[5, 5],
		[-5, -5],
		['5', 5],
		[NaN, undefined],
		[Infinity, undefined],
		['', undefined],
		[null, undefined],
	])('%p is %p', (value, expected) => {
		expect(toNumber(value)).toBe(expected);
	});
});

describe('parse', () => {
	it.each([
		['{"a":1}', { a: 1 }],
		['null', null],
		['', undefined],
		['{"a":', undefined],
		['<html>', undefined],
	])('%p', (text, expected) => {
		expect(parse(text)).toEqual(expected);
	});
});
