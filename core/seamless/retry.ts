import { isTokenError } from '../errors';
import type { Traffic } from './traffic';

const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 60_000;

/**
 * Tries again only where a second try can end otherwise, and never a refusal. The delay doubles from
 * half a second on, or is what the provider asks for, a minute at the most.
 *
 * @param retries - how many tries may follow the first
 * @param traffic - shared by all jobs that the same provider slows down
 * @throws what the last try did, or the reason of `traffic.stop` if that fired before the first
 */
export async function withRetries<T>(
	attempt: () => Promise<T>,
	retries: number,
	{ gate, breaker, stop }: Traffic,
): Promise<T> {
	const next = async (tried: number, own?: number, refusal?: unknown): Promise<T> => {
		const waitedFor = await gate.wait(stop, own);
		if (stop.aborted) throw refusal ?? stop.reason;
		return await attempt().then(
			(result) => {
				breaker.recordResponse();
				return result;
			},
			async (reason: unknown) => {
				if (!isTokenError(reason)) throw reason;
				if (reason.errorCode === 'link_rejected') breaker.recordResponse();
				if (!reason.retryable) throw reason;
				const delay = (reason.retryAfter ?? 0) * 1000 || FIRST_DELAY_MS * 2 ** tried;
				const number = gate.delay(Math.min(delay, MAX_DELAY_MS));
				if (tried < retries) return await next(tried + 1, number, reason);
				breaker.recordFailure(reason, waitedFor);
				throw reason;
			},
		);
	};
	return await next(0);
}
