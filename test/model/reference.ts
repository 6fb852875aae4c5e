import { createCallers, type Waiter } from './callers';
import type { Outcome } from './op';
import { codeOf, isFinal } from './outcome';
import { isRejection, restAfter } from './rules';
import { createState, type Flight, type Note } from './state';
import type { Timers } from './timers';

/**
 * What the engine has to do, as design.md words it ("The token core", 1 to 7 and 9), for a world in
 * which one thing happens after the other: no promises.
 *
 * @param log - told of everything that is sent and answered
 * @param note - told of situations
 */
export function createReference(
	timers: Timers,
	capacity: number,
	log: (line: string) => void,
	note: Note,
) {
	const { now } = timers;
	const state = createState<Waiter>(now, capacity, note);
	const { look, rests, resting } = state;
	/** The requests at the provider, in the order they were sent in. */
	const open: Array<Flight<Waiter>> = [];
	const { give, fail, call, cancel } = createCallers(timers, state, log, note, send);

	function send(flight: Flight<Waiter>): void {
		open.push(flight);
		log(flight.refresh ? `refresh ${flight.refresh.text}` : `sign-in ${flight.key}`);
	}

	function land(flight: Flight<Waiter>, outcome: Outcome, text: string): void {
		const { key, refresh, startedAt: askedAt } = flight;
		const memory = look(key);
		state.isOver(flight);
		if (outcome.ends === 'granted') {
			const { lifetime, rotates, refreshLifetime = Infinity } = outcome;
			const token = { text, askedAt, lifetime };
			rests.delete(key);
			// Who comes late does not replace what is newer.
			if (askedAt < (memory.token?.askedAt ?? -Infinity)) {
				note('a token that comes late');
			} else {
				const until = askedAt + refreshLifetime * 1000;
				Object.assign(memory, { token, use: [], refresh: rotates ? { text, until } : refresh });
			}
			return release(flight, (waiter) => give(waiter, token, refresh ? 'refresh' : 'grant'));
		}
		const { ends, retryAfter } = outcome;
		const wasRefused = memory.use.some(({ what }) => what === 'back');
		if (isRejection(ends) && wasRefused) {
			memory.token = undefined;
			note('a token is taken away');
		}
		rests.set(key, restAfter(ends, retryAfter, rests.get(key), now()));
		return release(flight, (waiter) => fail(waiter, codeOf(ends)));
	}

	function release(flight: Flight<Waiter>, tell: (waiter: Waiter) => void): void {
		for (const waiter of [...flight.waiters]) {
			waiter.stop?.();
			tell(waiter);
		}
	}

	return {
		call,
		cancel,
		/** The provider's answer to one of the open requests. */
		end(index: number, outcome: Outcome, text: string): void {
			const [flight] = open.splice(index, 1);
			if (flight === undefined) return;
			if (flight.refresh === undefined || isFinal(outcome)) return land(flight, outcome, text);
			// Rule 4: the login takes the place of a refresh token that is of no use, but in no pause.
			const memory = look(flight.key);
			if (outcome.ends === 'unsupported') memory.refreshUnknown = true;
			delete flight.refresh;
			if (resting(flight.key) === undefined) return send(flight);
			note('no sign-in after a refresh, for a pause');
			state.isOver(flight);
			return release(flight, (waiter) => fail(waiter, 'sign_in_paused'));
		},
	};
}
