import type { EndpointResponse } from '../request/http';
import { parseTime, secondsBetween } from './time';

/**
 * The seconds a `Retry-After` header asks to wait (RFC 9110 section 10.2.3), given as seconds or as
 * a date. A date is measured against the provider's own clock.
 *
 * @returns undefined without a usable header
 */
export function retryAfterOf({ retryAfter, date }: EndpointResponse): number | undefined {
	if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter);
	const seconds = secondsBetween(date, parseTime(retryAfter));
	return seconds === undefined ? undefined : Math.max(0, Math.ceil(seconds));
}
