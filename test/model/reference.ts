import type { Outcome } from './op';

/** A token as the reference model knows it; its times are epoch milliseconds. */
export interface Known {
	text: string;
	askedAt: number;
	lifetime: number | null;
}

/** What the model owes somebody who calls the engine. */
export type Verdict = { token: Known } | 'wait' | 'send' | 'paused' | 'declined';

interface Memory {
	lookedAt: number;
	token?: Known;
	refresh?: { text: string; until: number };
	refreshUnknown?: boolean;
	renewedAt?: number;
	pausedUntil?: number;
}

interface Flight {
	askedAt: number;
	/** What was known when it began; it may be forgotten before the flight ends. */
	memory: Memory;
	/** The refresh token it uses, if it does. */
	refresh?: Memory['refresh'];
}

/**
 * What the engine has to do, as design.md words it ("The token core", 3 to 7), for a world in which
 * one thing happens after the other: no promises, no callbacks.
 *
 * @param forgotten - told when a key has to go because others need its place
 */
export function createReference(now: () => number, capacity: number, forgotten: () => void) {
	const memories = new Map<string, Memory>();
	const flights = new Map<string, Flight>();

	/** Rule 7: the key looked at longest ago is forgotten; rule 3: so is one from the future. */
	function look(key: string): Memory {
		const known = memories.get(key);
		const memory = known !== undefined && known.lookedAt <= now() ? known : { lookedAt: 0 };
		memory.lookedAt = now();
		memories.delete(key);
		memories.set(key, memory);
		const [oldest] = memories.keys();
		if (memories.size > capacity && oldest !== undefined) {
			memories.delete(oldest);
			forgotten();
		}
		return memory;
	}

	function start(key: string, canRefresh: boolean): Verdict {
		const memory = look(key);
		const { refresh, refreshUnknown } = memory;
		const usable = canRefresh && !refreshUnknown && now() < (refresh?.until ?? -Infinity);
		flights.set(key, { askedAt: now(), memory, refresh: usable ? refresh : undefined });
		return 'send';
	}

	const isPaused = (memory: Memory) => now() < (memory.pausedUntil ?? -Infinity);

	return {
		flights,
		start,
		get(key: string, canRefresh: boolean, force: boolean, minimumValidity = 0): Verdict {
			const memory = look(key);
			if (flights.has(key)) return 'wait';
			if (isGood(memory.token, now(), minimumValidity) && !force) return { token: memory.token };
			return isPaused(memory) ? 'paused' : start(key, canRefresh);
		},
		/** Rule 6. */
		renew(key: string, canRefresh: boolean, refused: string): Verdict {
			const memory = look(key);
			if (flights.has(key)) return 'wait';
			const { token } = memory;
			if (isGood(token, now(), 0)) {
				if (token.text !== refused) return { token };
				if (now() < token.askedAt + 10_000) return 'declined';
				if (now() < (memory.renewedAt ?? -Infinity) + 60_000) return 'declined';
			}
			if (isPaused(memory)) return 'paused';
			memory.renewedAt = now();
			return start(key, canRefresh);
		},
		/** What somebody gets who waited in vain: the token there was before, if it is good. */
		consolation(key: string, minimumValidity = 0): Known | undefined {
			const { token } = look(key);
			return isGood(token, now(), minimumValidity) ? token : undefined;
		},
		/**
		 * The provider's answer. Rule 4: a refused refresh token leads to a full sign-in at once.
		 *
		 * @returns whether the flight goes on
		 */
		answer(key: string, outcome: Outcome, text: string): boolean {
			const flight = flights.get(key) as Flight;
			const { memory } = flight;
			if (flight.refresh !== undefined && outcome.ends !== 'granted') memory.refresh = undefined;
			if (flight.refresh !== undefined && isRefusal(outcome)) {
				flight.refresh = undefined;
				memory.refreshUnknown = outcome.ends === 'unsupported';
				return true;
			}
			flights.delete(key);
			land(look(key), flight, outcome, text);
			return false;
		},
	};

	function land(memory: Memory, flight: Flight, outcome: Outcome, text: string): void {
		if (outcome.ends === 'granted') {
			const askedAt = Math.min(flight.askedAt, now());
			const until = askedAt + (outcome.refreshLifetime ?? Infinity) * 1000;
			memory.token = { text, askedAt, lifetime: outcome.lifetime };
			memory.pausedUntil = undefined;
			memory.refresh = outcome.rotates ? { text, until } : flight.refresh;
		}
		// Rule 5.
		if (outcome.ends === 'rejected') {
			memory.token = undefined;
			memory.pausedUntil = now() + 30_000;
		}
		if (outcome.ends === 'busy') {
			memory.pausedUntil = now() + Math.min(outcome.retryAfter, 60) * 1000;
		}
	}
}

function isRefusal({ ends }: Outcome): boolean {
	return ends === 'rejected' || ends === 'unsupported';
}

/** Rule 3, with the demand for more validity as long as a new token can meet it. */
export function isGood(
	token: Known | undefined,
	at: number,
	minimumValidity: number,
): token is Known {
	if (token === undefined) return false;
	if (token.lifetime === null) return true;
	const left = token.lifetime - (at - token.askedAt) / 1000;
	const margin = Math.min(60, token.lifetime / 10);
	return left > margin && (left > minimumValidity || minimumValidity >= token.lifetime);
}
