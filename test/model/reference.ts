import { createMemories } from './memory';
import type { Op, Outcome } from './op';
import { codeOf } from './outcome';
import { afterRenewal, isGood, isRejection, mayRenew, restAfter, type Known } from './rules';
import type { Timers } from './timers';

/** Somebody who calls the engine. */
export interface Ask {
	id: number;
	op: Extract<Op, { op: 'get' | 'renew' | 'test' }>['op'];
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

interface Waiter extends Ask {
	deadline: number;
	/** Wants a token that was asked for then, or later. */
	from: number;
	last?: string;
	/** Ends the wait; nothing is left of it afterwards. */
	stop?: () => void;
}

interface Flight {
	key: string;
	/** Where others find it: a test has a flight of its own. */
	lane: string;
	startedAt: number;
	refresh?: { text: string; until: number };
	waiters: Waiter[];
}

/**
 * What the engine has to do, as design.md words it ("The token core", 1 to 7 and 9), for a world in
 * which one thing happens after the other: no promises.
 *
 * @param log - told of everything that is sent and answered
 * @param forgotten - told when a key has to go because others need its place
 */
export function createReference(
	{ now, after, clear }: Timers,
	capacity: number,
	log: (line: string) => void,
	forgotten: () => void,
) {
	const { look, rests } = createMemories(capacity, forgotten);
	const flights = new Map<string, Flight>();
	/** The requests at the provider, in the order they were sent in. */
	const open: Flight[] = [];
	const waiters = new Map<number, Waiter>();

	/** Rule 7: whoever has less time than a flight has taken does not join it. */
	function find(lane: string, timeout: number): Flight | undefined {
		const flight = flights.get(lane);
		return flight !== undefined && now() - flight.startedAt < timeout ? flight : undefined;
	}

	function resting(key: string) {
		const rest = rests.get(key);
		return rest !== undefined && now() < rest.until ? rest : undefined;
	}

	/** Rule 5: a short pause is waited out where a second try may end otherwise. */
	function isBrief(key: string): boolean {
		const rest = resting(key);
		return rest !== undefined && rest.mayChange && rest.until - now() <= 5000;
	}

	function goodToken(ask: Ask): Known | undefined {
		const { token } = look(ask.key);
		return token !== undefined && isGood(token, now(), ask) ? token : undefined;
	}

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

	/** @param spoken - why the last attempt failed */
	function wait(waiter: Waiter): void {
		const { key, timeout, deadline, last = 'sign_in_paused' } = waiter;
		const rest = resting(key);
		if (rest === undefined || find(key, timeout)) return join(waiter, key);
		if (!isBrief(key) || rest.until >= deadline) return answer(waiter, last);
		const timer = after(rest.until - now(), () => again(waiter));
		waiter.stop = () => clear(timer);
	}

	function again(waiter: Waiter): void {
		const good = goodToken(waiter);
		if (good !== undefined && good.askedAt >= waiter.from) return give(waiter, good, 'cache');
		return wait(waiter);
	}

	function join(waiter: Waiter, lane: string): void {
		const { timeout, deadline } = waiter;
		const flight = find(lane, timeout) ?? start(waiter, lane);
		flight.waiters.push(waiter);
		const until = Math.min(deadline, flight.startedAt + timeout);
		const leave = () => (flight.waiters = flight.waiters.filter((other) => other !== waiter));
		const timer = after(Math.max(1, until - now()), () => {
			leave();
			if (until >= deadline) return answer(waiter, 'timeout');
			return waiter.op === 'test' ? test(waiter) : again(waiter);
		});
		waiter.stop = () => {
			clear(timer);
			leave();
		};
	}

	/** Rule 4: with the refresh token, where there is one; it is not used again. */
	function start({ key, op, canRefresh }: Waiter, lane: string): Flight {
		const flight: Flight = { key, lane, startedAt: now(), waiters: [] };
		const memory = canRefresh && op !== 'test' ? look(key) : undefined;
		if (memory?.refresh !== undefined && !memory.refreshUnknown) {
			if (now() < memory.refresh.until) flight.refresh = memory.refresh;
			memory.refresh = undefined;
		}
		flights.set(lane, flight);
		send(flight);
		return flight;
	}

	function send(flight: Flight): void {
		open.push(flight);
		log(flight.refresh ? `refresh ${flight.refresh.text}` : `sign-in ${flight.key}`);
	}

	function test(waiter: Waiter): void {
		const { key, timeout } = waiter;
		const lane = `${key} test`;
		const rest = resting(key);
		if (rest !== undefined && !find(lane, timeout)) {
			if (now() < (rest.testedAt ?? -Infinity) + 10_000) return answer(waiter, 'sign_in_paused');
			rest.testedAt = now();
		}
		return join(waiter, lane);
	}

	/** Rule 6. */
	function renew(waiter: Waiter): void {
		const { key, refused, handedTo, timeout } = waiter;
		const memory = look(key);
		const good = goodToken(waiter);
		if (good !== undefined && good.text !== refused) return give(waiter, good, 'cache');
		const { token } = memory;
		if (token === undefined || token.text !== refused) return wait(waiter);
		memory.use.push({ what: 'back', id: handedTo, at: now() });
		waiter.from = token.askedAt + 1;
		if (find(key, timeout)) return wait(waiter);
		if (!mayRenew(token, memory.use, memory.renewals, now())) return answer(waiter, 'nothing');
		if (resting(key)) return answer(waiter, 'sign_in_paused');
		memory.renewals = afterRenewal(token, memory.use, memory.renewals, now());
		return wait(waiter);
	}

	function leaveLane(flight: Flight): void {
		if (flights.get(flight.lane) === flight) flights.delete(flight.lane);
	}

	function land(flight: Flight, outcome: Outcome, text: string): void {
		leaveLane(flight);
		const { key, refresh, startedAt: askedAt } = flight;
		const memory = look(key);
		if (outcome.ends === 'granted') {
			const { lifetime, rotates, refreshLifetime = Infinity } = outcome;
			const token = { text, askedAt, lifetime };
			rests.delete(key);
			// Who comes late does not replace what is newer.
			if (askedAt >= (memory.token?.askedAt ?? -Infinity)) {
				const until = askedAt + refreshLifetime * 1000;
				Object.assign(memory, { token, use: [], refresh: rotates ? { text, until } : refresh });
			}
			return release(flight, (waiter) => give(waiter, token, refresh ? 'refresh' : 'grant'));
		}
		const { ends, retryAfter } = outcome;
		const wasRefused = memory.use.some(({ what }) => what === 'back');
		if (isRejection(ends) && wasRefused) memory.token = undefined;
		rests.set(key, restAfter(ends, retryAfter, rests.get(key), now()));
		return release(flight, (waiter) => fail(waiter, codeOf(ends)));
	}

	function release(flight: Flight, tell: (waiter: Waiter) => void): void {
		for (const waiter of [...flight.waiters]) {
			waiter.stop?.();
			tell(waiter);
		}
	}

	function fail(waiter: Waiter, code: string): void {
		const { op, key, deadline } = waiter;
		if (op === 'test' || now() >= deadline || !isBrief(key)) return answer(waiter, code);
		waiter.last = code;
		return wait(waiter);
	}

	return {
		call(ask: Ask): void {
			const from = ask.force ? now() : -Infinity;
			const waiter: Waiter = { ...ask, deadline: now() + ask.timeout, from };
			waiters.set(ask.id, waiter);
			if (ask.op === 'test') return test(waiter);
			if (ask.op === 'renew') return renew(waiter);
			const good = goodToken(ask);
			return good !== undefined && !ask.force ? give(waiter, good, 'cache') : wait(waiter);
		},
		cancel(id: number): void {
			const waiter = waiters.get(id);
			waiter?.stop?.();
			if (waiter !== undefined) answer(waiter, 'cancelled');
		},
		/** The provider's answer to one of the open requests. */
		end(index: number, outcome: Outcome, text: string): void {
			const [flight] = open.splice(index, 1);
			if (flight === undefined) return;
			const isFinal = ['granted', 'late', 'busy'].includes(outcome.ends);
			if (flight.refresh === undefined || isFinal) return land(flight, outcome, text);
			// Rule 4: the login takes the place of a refresh token that is of no use.
			const memory = look(flight.key);
			if (outcome.ends === 'unsupported') memory.refreshUnknown = true;
			delete flight.refresh;
			if (resting(flight.key) === undefined) return send(flight);
			leaveLane(flight);
			return release(flight, (waiter) => fail(waiter, 'sign_in_paused'));
		},
	};
}
