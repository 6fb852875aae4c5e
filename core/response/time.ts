import { toNumber } from '../json';
import type { EndpointResponse } from '../request/http';

/** Below this a number is a span of seconds, from here on it is a point in time (2001-09-09). */
const FIRST_EPOCH_S = 1e9;
/** From here on a point in time is counted in milliseconds. */
const FIRST_EPOCH_MS = 1e11;
/** No form below is longer; a stranger's text may be a megabyte, or digits up to infinity. */
const MAX_LENGTH = 64;

/** RFC 3339 and its relatives in databases: zone, seconds and the whole time of day may be missing. */
const ISO_TIME =
	/^(\d{4}-\d\d-\d\d)(?:[t ](\d{1,2})(:\d\d(?::\d\d(?:\.\d+)?)?))?(?: ?(z|utc|gmt|[+-]\d\d(?::?\d\d)?))?$/i;
/** RFC 9110 section 5.6.7, in the form of today, and RFC 5322. */
const RFC_TIME = /^(?:[a-z]{3}, )?\d{1,2} [a-z]{3} \d{4} \d\d:\d\d:\d\d (?:gmt|utc|[+-]\d{4})$/i;

/** ISO 8601; months and years are left out, because their length is not fixed. */
const ISO_SPAN = /^P(?:\d+W)?(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/;
const SHORT_SPAN = /^(?:\d+(?:\.\d+)?[wdhms])+$/;
const UNIT_SECONDS: Record<string, number> = { w: 604_800, d: 86_400, h: 3600, m: 60, s: 1 };

/**
 * A point in time in epoch milliseconds, from epoch seconds, epoch milliseconds (both also as text)
 * or a date as {@link parseTime} reads it.
 *
 * @returns undefined for anything else
 */
export function toEpochMs(value: unknown): number | undefined {
	const number = toNumber(value);
	if (number !== undefined) return number < FIRST_EPOCH_MS ? number * 1000 : number;
	return typeof value === 'string' ? parseTime(value) : undefined;
}

/**
 * A span in seconds, from a number of seconds (also as text), `3600s`, `15m`, `1h30m`, or ISO 8601's
 * `PT1H`. A plain number is never taken for milliseconds: RFC 6749 section 5.1 knows seconds only.
 *
 * @returns undefined for anything else, and for numbers that are points in time
 */
export function toSeconds(value: unknown): number | undefined {
	const number = toNumber(value);
	if (number !== undefined) return number < FIRST_EPOCH_S ? number : undefined;
	const text = typeof value === 'string' ? value.trim() : '';
	if (text.length > MAX_LENGTH) return undefined;
	if (!ISO_SPAN.test(text) && !SHORT_SPAN.test(text)) return undefined;
	return [...text.toLowerCase().matchAll(/([\d.]+)([wdhms])/g)].reduce(
		(sum, [, count, unit = 's']) => sum + Number(count) * UNIT_SECONDS[unit]!,
		0,
	);
}

/** The seconds from one point in time (epoch milliseconds) to another, if both are known. */
export function secondsBetween(start: number | undefined, end: number | undefined) {
	return start === undefined || end === undefined ? undefined : (end - start) / 1000;
}

/**
 * Reads a date with its time of day: ISO 8601 (also with a space or without a zone) or RFC 1123. Without a zone it is UTC, whatever the zone of this machine.
 *
 * @returns epoch milliseconds, or undefined for any other text, such as one that leaves open which
 * number is the month
 */
export function parseTime(value: string): number | undefined {
	const text = value.trim();
	if (text.length > MAX_LENGTH) return undefined;
	const time = Date.parse(RFC_TIME.test(text) ? text : toIso(text));
	return Number.isNaN(time) ? undefined : time;
}

/** The full form of RFC 3339, the only one that every engine reads alike. Empty: not a date. */
function toIso(text: string): string {
	const [, day, hour = '00', rest = ':00', zone = ''] = ISO_TIME.exec(text) ?? [];
	if (day === undefined) return '';
	const offset = /^[+-]/.test(zone) ? `${zone.replace(':', '')}00`.slice(0, 5) : '+0000';
	return `${day}T${hour.padStart(2, '0')}${rest}${offset.slice(0, 3)}:${offset.slice(3)}`;
}

/**
 * The seconds a `Retry-After` header asks to wait (RFC 9110 section 10.2.3), given as seconds or as
 * a date. A date is measured against the provider's own clock.
 *
 * @returns undefined without a usable header
 */
export function readRetryAfter({ retryAfter, date }: EndpointResponse): number | undefined {
	if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter);
	const seconds = secondsBetween(date, parseTime(retryAfter));
	return seconds === undefined ? undefined : Math.max(0, Math.ceil(seconds));
}
