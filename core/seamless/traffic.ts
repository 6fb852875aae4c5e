import { createCircuitBreaker, type CircuitBreaker } from './circuitBreaker';
import { createRateGate, type RateGate } from './rateGate';

/** What all requests to one server share during one execution. */
export interface Traffic {
	gate: RateGate;
	breaker: CircuitBreaker;
	/** Fires when nothing more is to be sent: the execution has ended, or the breaker is open. */
	stop: AbortSignal;
}

/**
 * @param now - the clock, epoch milliseconds
 * @param sleep - resolves after so many milliseconds
 * @param random - from 0 to 1
 * @param ended - fires when the execution is cancelled or has failed
 */
export function createTraffic(
	now: () => number,
	sleep: (ms: number) => Promise<unknown>,
	random: () => number,
	ended: AbortSignal,
): Traffic {
	const breaker = createCircuitBreaker();
	return {
		gate: createRateGate(now, sleep, random),
		breaker,
		stop: AbortSignal.any([ended, breaker.signal]),
	};
}
