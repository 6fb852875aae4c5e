import type { Op } from './op';
import { afterRenewal, maxAgeOf, mayRenew, type Known } from './rules';
import type { Flight, Note, State } from './state';
import type { Timers } from './timers';

/** Somebody who calls the engine. */
export interface Ask {
	id: number;
	op: Extract<Op, { timeout: number }>['op'];
	key: string;
	canRefresh: boolean;
	/** Milliseconds. */
	timeout: number;
	force?: boolean;
	reports?: boolean;
	unreported?: boolean;
	minimumValidity?: number | undefined;
	/** The token an API refused, and the request it had been given to. */
	refused?: string;
	handedTo?: number | undefined;
}

/** Somebody who waits for a token. */
export interface Waiter extends Ask {
	deadline: number;
	/** Wants a token that was asked for then, or later. */
	from: number;
	/** Why the last attempt failed. */
	last?: string;
	/** Ends the wait; nothing is left of it afterwards. */
	stop?: () => void;
}

/**
 * What the engine owes to those who call it (rules 1, 5, 6 and 7).
 *
 * @param log - told of every answer
 * @param note - told of situations
 * @param send - sends the request of a flight
 */
export function createCallers(
	{ now, after, clear }: Timers,
	state: State<Waiter>,
	log: (line: string) => void,
	note: Note,
	send: (flight: Flight<Waiter>) => void,
) {
	const { look, resting, isBrief, find } = state;
	const waiters = new Map<number, Waiter>();

	function answer({ id }: Ask, what: string): void {
		waiters.delete(id);
		log(`caller ${id}: ${what}`);
	}

	function give(ask: Ask, token: Known, source: string): void {
		const memory = look(ask.key);
		if (ask.reports && memory.token === token) {
			memory.use.push({ what: 'out', id: ask.id, at: now() });
		}
		answer(ask, token.text === ask.refused ? 'nothing' : `${token.text} (${source})`);
	}

	/** Rule 5: a flight under way, a short pause, or no pause at all. */
	function wait(waiter: Waiter): void {
		const { key, timeout, deadline, last = 'sign_in_paused' } = waiter;
		const rest = resting(key);
		if (rest === undefined || find(key, timeout)) return join(waiter, key);
		if (!isBrief(key) || rest.until >= deadline) return answer(waiter, last);
		note('a pause is waited out');
		const timer = after(rest.until - now(), () => again(waiter));
		waiter.stop = () => clear(timer);
	}

	function again(waiter: Waiter): void {
		const good = state.goodToken(waiter.key, waiter);
		if (good === undefined || good.askedAt < waiter.from) return wait(waiter);
		note('a token that came meanwhile');
		return give(waiter, good, 'cache');
	}

	function join(waiter: Waiter, lane: string): void {
		const { key, op, canRefresh, timeout, deadline } = waiter;
		const begin = () => {
			const begun = state.begin(key, lane, canRefresh && op !== 'test');
			send(begun);
			return begun;
		};
		const flight = find(lane, timeout) ?? begin();
		flight.waiters.push(waiter);
		const until = Math.min(deadline, flight.startedAt + maxAgeOf(timeout));
		const leave = () => (flight.waiters = flight.waiters.filter((other) => other !== waiter));
		const timer = after(Math.max(1, until - now()), () => {
			leave();
			if (until >= deadline) return answer(waiter, 'timeout');
			note(op === 'test' ? 'a test is left behind' : 'a flight is left behind');
			return op === 'test' ? test(waiter) : again(waiter);
		});
		waiter.stop = () => {
			clear(timer);
			leave();
		};
	}

	/** Rule 5: during a pause, too, but not one after the other. */
	function test(waiter: Waiter): void {
		const lane = `${waiter.key} test`;
		const rest = resting(waiter.key);
		if (rest !== undefined && !find(lane, waiter.timeout)) {
			if (now() < (rest.testedAt ?? -Infinity) + 10_000) return answer(waiter, 'sign_in_paused');
			rest.testedAt = now();
			note('a test during a pause');
		}
		return join(waiter, lane);
	}

	/** Rule 6. */
	function renew(waiter: Waiter): void {
		const { key, refused, handedTo, timeout } = waiter;
		const good = state.goodToken(key, waiter);
		if (good !== undefined && good.text !== refused) return give(waiter, good, 'cache');
		const memory = look(key);
		const { token, use } = memory;
		if (token === undefined || token.text !== refused) return wait(waiter);
		use.push({ what: 'back', id: handedTo, at: now() });
		waiter.from = token.askedAt + 1;
		if (find(key, timeout)) return wait(waiter);
		if (!mayRenew(token, use, memory.renewals, now())) return answer(waiter, 'nothing');
		if (resting(key)) return answer(waiter, 'sign_in_paused');
		const since = now() - (memory.renewals.times.at(-1) ?? -Infinity);
		if (since < memory.renewals.interval) note('a renewal on evidence');
		memory.renewals = afterRenewal(token, use, memory.renewals, now());
		return wait(waiter);
	}

	function fail(waiter: Waiter, code: string): void {
		if (waiter.op === 'test' || !isBrief(waiter.key)) return answer(waiter, code);
		waiter.last = code;
		return wait(waiter);
	}

	return {
		give,
		fail,
		call(ask: Ask): void {
			const from = ask.force ? now() : -Infinity;
			const waiter: Waiter = { ...ask, deadline: now() + ask.timeout, from };
			waiters.set(ask.id, waiter);
			if (ask.op === 'test') return test(waiter);
			if (ask.op === 'renew') return renew(waiter);
			const good = state.goodToken(ask.key, ask);
			return good !== undefined && !ask.force ? give(waiter, good, 'cache') : wait(waiter);
		},
		cancel(id: number): void {
			const waiter = waiters.get(id);
			waiter?.stop?.();
			if (waiter !== undefined) answer(waiter, 'cancelled');
		},
	};
}
