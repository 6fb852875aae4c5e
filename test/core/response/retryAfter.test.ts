import { expect, it } from '@jest/globals';
import { readRetryAfter } from '../../../core/response/time';
import { responseOf } from '../support';

const date = Date.UTC(2031, 4, 1, 12);

it.each([
	['seconds', '120', 120],
	['zero', '0', 0],
	['a date', 'Thu, 01 May 2031 12:02:00 GMT', 120],
	['a date by half a second', '2031-05-01T12:00:00.500Z', 1],
	['a date in the past', 'Thu, 01 May 2031 11:00:00 GMT', 0],
	['a date without a zone, which means UTC', '2031-05-01 12:02:00', 120],
	['day and month in an order nobody can know', '05/01/2031 12:02:00', undefined],
	['an absurd number', '999999999', 999_999_999],
	['a number beyond that', '9999999999', undefined],
	['a fraction', '1.5x', undefined],
	['nothing', '', undefined],
	['words', 'soon', undefined],
])('Retry-After as %s', (_, retryAfter, seconds) => {
	expect(readRetryAfter(responseOf('', { retryAfter, date }))).toBe(seconds);
});

it('Retry-After as a date says nothing where the clock of the provider is unknown', () => {
	const retryAfter = 'Thu, 01 May 2031 12:02:00 GMT';
	expect(readRetryAfter(responseOf('', { retryAfter }))).toBeUndefined();
});
