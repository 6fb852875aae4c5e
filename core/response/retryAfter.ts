import type { EndpointResponse } from '../request/http';

/**
 * The seconds a `Retry-After` header asks to wait (RFC 9110 section 10.2.3), given as seconds or as
 * a date. A date is measured against the provider's own clock.
 *
 * @returns undefined without a usable header
 */
export function retryAfterOf({ retryAfter, date }: EndpointResponse): number | undefined {
	if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter);
	const until = Date.parse(retryAfter);
	return Number.isNaN(until) || date === undefined
		? undefined
		: Math.max(0, Math.ceil((until - date) / 1000));
}
