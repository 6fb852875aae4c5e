import { describe, expect, it } from '@jest/globals';
import { tokenError } from '../../../core/errors';
import { createCircuitBreaker } from '../../../core/seamless/circuitBreaker';

const busy = tokenError('rate_limited', 'Busy.', 'Wait.');
const away = tokenError('provider_unavailable', 'Away.', 'Wait.');

/** The signal of a breaker after these items, each of which had waited for a delay of its own. */
function after(...refusals: Array<typeof busy | 'response'>) {
	const breaker = createCircuitBreaker();
	for (const [index, refusal] of refusals.entries()) {
		if (refusal === 'response') breaker.recordResponse();
		else breaker.recordFailure(refusal, index + 1);
	}
	return breaker.signal;
}

describe('a circuit breaker', () => {
	it('opens after five items in a row, with the refusal of the last', () => {
		expect(after(busy, busy, busy, busy).aborted).toBe(false);
		expect(after(busy, busy, busy, busy, busy).reason).toBe(busy);
	});

	it('starts anew after a response', () => {
		expect(after(busy, busy, busy, busy, 'response', busy, busy, busy, busy).aborted).toBe(false);
		expect(after('response', busy, busy, busy, busy, busy).aborted).toBe(true);
	});

	it('starts anew with a refusal of another code', () => {
		expect(after(busy, busy, busy, busy, away, busy, busy, busy, busy).aborted).toBe(false);
		expect(after(busy, busy, busy, busy, away, away, away, away, away).reason).toBe(away);
	});

	it('counts one item for each delay: those that tried at the same time met the same limit', () => {
		const breaker = createCircuitBreaker();
		for (let item = 0; item < 50; item++) breaker.recordFailure(busy, 1);
		expect(breaker.signal.aborted).toBe(false);
	});

	it('does not count an item that had not waited', () => {
		const breaker = createCircuitBreaker();
		for (let item = 0; item < 50; item++) breaker.recordFailure(busy, 0);
		expect(breaker.signal.aborted).toBe(false);
	});

	it('stays open', () => {
		expect(after(busy, busy, busy, busy, busy, 'response').aborted).toBe(true);
	});
});
