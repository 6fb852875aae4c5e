import { isTokenError } from '../errors';
import type { RateGate } from './rateGate';

const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 60_000;

/**
 * Tries again only where a second try can end otherwise, and never a refusal. The delay doubles from
 * half a second on, or is what the provider asks for, a minute at the most.
 *
 * @param retries - how many tries may follow the first
 * @param gate - shared by all jobs that the same provider slows down
 * @param stop - ends the waiting; the attempt under way is not touched
 */
export async function withRetries<T>(
	attempt: () => Promise<T>,
	retries: number,
	gate: RateGate,
	stop: AbortSignal,
	tried = 0,
): Promise<T> {
	await gate.wait(stop);
	return await attempt().catch(async (reason: unknown) => {
		if (!isTokenError(reason) || !reason.retryable) throw reason;
		const delay = (reason.retryAfter ?? 0) * 1000 || FIRST_DELAY_MS * 2 ** tried;
		gate.delay(Math.min(delay, MAX_DELAY_MS));
		if (tried >= retries) throw reason;
		await gate.wait(stop);
		if (stop.aborted) throw reason;
		return await withRetries(attempt, retries, gate, stop, tried + 1);
	});
}
