import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readRetryAfter, toEpochMs, toSeconds } from '../../../core/response/time';
import { responseOf } from '../support';

/** Ten past noon, in winter: the machine of these tests is three and a half hours behind UTC. */
const TIME = Date.UTC(2026, 0, 1, 12, 10);

describe('a point in time', () => {
	it.each([
		...['2026-01-01t12:10:00z', '2026-01-01T12:10Z', '2026-01-01T12:10:00.0000000Z'],
		...['2026-01-01T08:40:00-0330', '2026-01-01 13:10:00+01', '2026-01-01 13:10:00 +0100'],
		...['2026-01-01 12:10:00 UTC', ' 2026-01-01T12:10:00Z\n'],
	])('is read: %j', (value) => {
		expect(toEpochMs(value)).toBe(TIME);
	});

	it.each([
		// An order that nobody can know, zones that are missing or mean several things, and no times.
		...['01/02/2026 12:10:00', 'Thu, 01 Jan 2026 12:10:00', '2026-01-01 12:10:00 IST'],
		...['Thu, 01 Foo 2026 12:10:00 GMT', '2026-13-45T12:10:00Z', '2026-01-01T12:10:00+99:99'],
		...['1e12', '2026-01-01 12:10:00 PM', '', null, { time: TIME }],
	])('is not guessed: %j', (value) => {
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

describe('a span of seconds', () => {
	it.each([
		[3600, 3600],
		['3600s', 3600],
		['15m', 900],
		['1h30m0s', 5400],
		['P1DT2H3M4.5S', 93_784.5],
		[' PT1H\n', 3600],
	])('is read: %j', (value, expected) => {
		expect(toSeconds(value)).toBe(expected);
	});

	it.each([...[TIME / 1000, String(TIME), 'P1M', 'h', 'one hour', '', null, { seconds: 3600 }]])(
		'is not guessed: %j',
		(value) => {
			expect(toSeconds(value)).toBeUndefined();
		},
	);
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

it.each([
	['120', 120],
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
