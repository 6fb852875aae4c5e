import {
	isGood,
	maxAgeOf,
	type Happened,
	type Known,
	type Renewals,
	type Rest,
	type Wanted,
} from './rules';

/** Told of a situation that a run should meet. */
export type Note = (situation: string) => void;

/** What is remembered of a key, until others need its place. */
export interface Memory {
	token?: Known | undefined;
	/** What happened to this token. */
	use: Happened[];
	refresh?: { text: string; until: number } | undefined;
	refreshUnknown?: boolean;
	renewals: Renewals;
}

/** A sign-in under way, or a refresh, and who waits for it. */
export interface Flight<Waiter> {
	key: string;
	/** Where others find it: a test has a flight of its own. */
	lane: string;
	startedAt: number;
	refresh?: { text: string; until: number };
	waiters: Waiter[];
}

/**
 * What the reference model remembers.
 *
 * @param now - the clock, milliseconds
 * @param note - told of situations
 */
export function createState<Waiter>(now: () => number, capacity: number, note: Note) {
	const memories = new Map<string, Memory>();
	/** Rule 5: pauses outlive what else is known of a key. */
	const rests = new Map<string, Rest>();
	const flights = new Map<string, Flight<Waiter>>();

	/** Rule 9: the key looked at longest ago is forgotten. */
	function look(key: string): Memory {
		const memory = memories.get(key) ?? { use: [], renewals: { times: [], interval: 5000 } };
		memories.delete(key);
		memories.set(key, memory);
		const [oldest] = memories.keys();
		if (memories.size > capacity && oldest !== undefined) {
			memories.delete(oldest);
			note('a key is forgotten');
		}
		return memory;
	}

	function resting(key: string): Rest | undefined {
		const rest = rests.get(key);
		return rest !== undefined && now() < rest.until ? rest : undefined;
	}

	return {
		look,
		rests,
		resting,
		/** Rule 5: a short pause is waited out where a second try may end otherwise. */
		isBrief(key: string): boolean {
			const rest = resting(key);
			return rest !== undefined && rest.mayChange && rest.until - now() <= 5000;
		},
		goodToken(key: string, wanted: Wanted): Known | undefined {
			const { token } = look(key);
			return token !== undefined && isGood(token, now(), wanted) ? token : undefined;
		},
		/** Rule 7: whoever has less time than a flight has taken, half a minute at least, does not join it. */
		find(lane: string, timeout: number): Flight<Waiter> | undefined {
			const flight = flights.get(lane);
			return flight !== undefined && now() - flight.startedAt < maxAgeOf(timeout)
				? flight
				: undefined;
		},
		/** Rule 4: with the refresh token, where there is one; it is not used again. */
		begin(key: string, lane: string, canRefresh: boolean): Flight<Waiter> {
			const flight: Flight<Waiter> = { key, lane, startedAt: now(), waiters: [] };
			const memory = canRefresh ? look(key) : undefined;
			if (memory?.refresh !== undefined && !memory.refreshUnknown) {
				if (now() < memory.refresh.until) flight.refresh = memory.refresh;
				memory.refresh = undefined;
			}
			flights.set(lane, flight);
			return flight;
		},
		isOver(flight: Flight<Waiter>): void {
			if (flights.get(flight.lane) === flight) flights.delete(flight.lane);
		},
	};
}

export type State<Waiter> = ReturnType<typeof createState<Waiter>>;
