import { toNumber } from '../json';
import type { EndpointResponse } from '../request/http';

/** Below this a number is a span of seconds, from here on it is a point in time (2001-09-09). */
const FIRST_EPOCH_S = 1e9;
/** From here on a point in time is counted in milliseconds. */
export const FIRST_EPOCH_MS = 1e11;

/** RFC 3339 and its relatives in databases: seconds and zone may be missing, or the zone short. */
const ISO_TIME =
	/^(\d{4}-\d\d-\d\d)[t ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(z|utc|gmt|[+-]\d\d(?::?\d\d)?)?$/i;
/** RFC 9110 section 5.6.7 and RFC 5322, and with the dashes that cookies still have. */
const HTTP_TIME =
	/^(?:[a-z]{3,9}, )?\d{1,2}([ -])[a-z]{3}\1(?:\d\d){1,2} \d\d:\d\d:\d\d (?:gmt|utc|[+-]\d{4})$/i;

/** A point in time in epoch milliseconds, from epoch seconds, epoch milliseconds or a date, if it is one. */
export function toEpochMs(value: unknown): number | undefined {
	const number = toNumber(value);
	if (number !== undefined) return number < FIRST_EPOCH_MS ? number * 1000 : number;
	return typeof value === 'string' ? parseTime(value) : undefined;
}

/** `1h30m`, and ISO 8601 without months and years, whose length is not fixed. */
const SPAN =
	/^(?:(?:\d+(?:\.\d+)?[wdhms])+|P(?:\d+W)?(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:[\d.]+S)?)?)$/;
const UNIT_SECONDS: Record<string, number> = { w: 604_800, d: 86_400, h: 3600, m: 60, s: 1 };

/** A span in seconds, from a number (never milliseconds: RFC 6749 section 5.1), `15m` or `PT1H`, if it is one. */
export function toSeconds(value: unknown): number | undefined {
	const number = toNumber(value);
	if (number !== undefined) return number < FIRST_EPOCH_S ? number : undefined;
	const text = typeof value === 'string' && value.length <= 64 ? value.trim() : '';
	const parts = SPAN.test(text) ? text.toLowerCase().matchAll(/([\d.]+)([wdhms])/g) : [];
	const seconds = [...parts].map(([, count, unit = 's']) => Number(count) * UNIT_SECONDS[unit]!);
	return seconds.length === 0 ? undefined : seconds.reduce((sum, part) => sum + part);
}

/** The seconds from one point in time (epoch milliseconds) to another, if both are known. */
export function secondsBetween(start: number | undefined, end: number | undefined) {
	return start === undefined || end === undefined ? undefined : (end - start) / 1000;
}

/** Reads a date of ISO 8601 (UTC without a zone) or of HTTP as epoch milliseconds: nothing is guessed. */
export function parseTime(value: string): number | undefined {
	const text = value.trim();
	const [iso, day, clock, zone = ''] = ISO_TIME.exec(text) ?? [];
	if (iso === undefined && !HTTP_TIME.test(text)) return undefined;
	const offset = /^[+-]/.test(zone) ? `${zone}00`.replace(':', '').slice(0, 5) : 'Z';
	const time = Date.parse(iso === undefined ? text : `${day}T${clock}${offset}`);
	return Number.isNaN(time) ? undefined : time;
}

/** The seconds a `Retry-After` header asks to wait (RFC 9110 section 10.2.3), by the provider's own clock. */
export function readRetryAfter({ retryAfter, date }: EndpointResponse): number | undefined {
	if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter);
	const seconds = secondsBetween(date, parseTime(retryAfter));
	return seconds === undefined ? undefined : Math.max(0, Math.ceil(seconds));
}
