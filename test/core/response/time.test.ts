import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
	parseTime,
	readRetryAfter,
	secondsBetween,
	toEpochMs,
	toSeconds,
} from '../../../core/response/time';
import { responseOf } from '../support';

/** Ten past noon, in winter: the machine of these tests is three and a half hours behind UTC. */
const TIME = Date.UTC(2026, 0, 1, 12, 10);

describe('a point in time', () => {
	it.each([
		['ISO 8601 in lower case', '2026-01-01t12:10:00z'],
		['ISO 8601 without seconds', '2026-01-01T12:10Z'],
		['ISO 8601 with seven digits of a second', '2026-01-01T12:10:00.0000000Z'],
		['ISO 8601 with an offset by half an hour', '2026-01-01T08:40:00-0330'],
		['as PostgreSQL writes it', '2026-01-01 13:10:00+01'],
		['as Ruby writes it', '2026-01-01 13:10:00 +0100'],
		['with the name of the zone', '2026-01-01 12:10:00 UTC'],
		['white space around it', ' 2026-01-01T12:10:00Z\n'],
	])('is read: %s', (_, value) => {
		expect(toEpochMs(value)).toBe(TIME);
	});

	it('is exact', () => {
		expect(toEpochMs('2026-01-01T12:10:00.5')).toBe(TIME + 500);
		expect(toEpochMs(TIME / 1000 + 0.25)).toBe(TIME + 250);
	});

	it.each([
		['day and month in an order nobody can know', '01/02/2026 12:10:00'],
		['RFC 1123 without a zone', 'Thu, 01 Jan 2026 12:10:00'],
		['RFC 1123 with a month that is none', 'Thu, 01 Foo 2026 12:10:00 GMT'],
		['a zone with several meanings', '2026-01-01 12:10:00 IST'],
		['a date that is none', '2026-13-45T12:10:00Z'],
		['an offset that is none', '2026-01-01T12:10:00+99:99'],
		['a number with an exponent', '1e12'],
		['a clock of twelve hours', '2026-01-01 12:10:00 PM'],
		['nothing', ''],
		['an object', { time: TIME }],
		['null', null],
	])('is not guessed: %s', (_, value) => {
		expect(toEpochMs(value)).toBeUndefined();
	});

	it('is the same in every spelling, whatever the zone of the machine', () => {
		const seconds = fc.integer({ min: Date.UTC(2002) / 1000, max: Date.UTC(2100) / 1000 });
		fc.assert(
			fc.property(seconds, (second) => {
				const utc = new Date(second * 1000);
				const iso = utc.toISOString();
				const east = `${new Date((second + 5.5 * 3600) * 1000).toISOString().slice(0, 19)}+05:30`;
				const plain = iso.slice(0, 19);
				const dates = [iso, east, plain, plain.replace('T', ' '), utc.toUTCString()];
				for (const spelling of [second, second * 1000, `${second}`, `${second * 1000}`, ...dates]) {
					expect([spelling, toEpochMs(spelling)]).toEqual([spelling, second * 1000]);
				}
			}),
		);
	});
});

it('a date in a header is a text: a number is none', () => {
	expect(parseTime(String(TIME))).toBeUndefined();
	expect(parseTime('Thu, 01 Jan 2026 12:10:00 GMT')).toBe(TIME);
});

describe('a span of seconds', () => {
	it.each([
		['a number', 3600, 3600],
		['text', '28800', 28_800],
		['a fraction', 0.5, 0.5],
		['seconds with their unit', '3600s', 3600],
		['minutes', '15m', 900],
		['several units', '1h30m0s', 5400],
		['ISO 8601 with all its parts', 'P1DT2H3M4.5S', 93_784.5],
		['white space around a span', ' PT1H\n', 3600],
	])('is read: %s', (_, value, expected) => {
		expect(toSeconds(value)).toBe(expected);
	});

	it.each([
		['a point in time', TIME / 1000],
		['a point in time as text', String(TIME)],
		['months, whose length nobody can know', 'P1M'],
		['a unit without a number', 'h'],
		['words', 'one hour'],
		['nothing', ''],
		['an object', { seconds: 3600 }],
		['null', null],
	])('is not guessed: %s', (_, value) => {
		expect(toSeconds(value)).toBeUndefined();
	});
});

it.each(['9', ' ', '1s', 'P', '2026-01-01T', '.', '+', '-', '1 '])(
	'a megabyte of %j is neither a time nor a span of one that could be used',
	(piece) => {
		const text = piece.repeat(1024 * 1024);
		expect(toSeconds(text)).toBeUndefined();
		expect(toEpochMs(text)).toBeUndefined();
		expect(toEpochMs(`2026-01-01T12:10:00Z${text}.`)).toBeUndefined();
	},
);

it('nothing lies between a time and none', () => {
	expect(secondsBetween(TIME, TIME + 1500)).toBe(1.5);
	expect(secondsBetween(undefined, TIME)).toBeUndefined();
	expect(secondsBetween(TIME, undefined)).toBeUndefined();
});

it.each([
	['120', 120],
	['0', 0],
	['Thu, 01 Jan 2026 12:12:00 GMT', 120],
	['2026-01-01T12:10:00.500Z', 1],
	['Thu, 01 Jan 2026 11:00:00 GMT', 0],
	['9999999999', undefined],
	['', undefined],
])('Retry-After: %j, by the clock of the provider', (retryAfter, seconds) => {
	expect(readRetryAfter(responseOf('', { retryAfter, date: TIME }))).toBe(seconds);
	const isDate = retryAfter.includes('2026');
	expect(readRetryAfter(responseOf('', { retryAfter }))).toBe(isDate ? undefined : seconds);
});
