/** A run under way. */
export interface Flight<Value> {
	/** Epoch milliseconds. */
	startedAt: number;
	outcome: Promise<Value>;
}

/** At most one run per key at a time; whoever comes meanwhile gets the outcome of that one. */
export interface SingleFlight<Value> {
	/**
	 * Joins the run under way, if it is young enough, or starts one.
	 *
	 * @param maxAge - milliseconds; an older run is left to those who wait for it
	 */
	join(key: string, maxAge: number, start: () => Promise<Value>): Flight<Value>;
	/** The run under way, if it is young enough. */
	find(key: string, maxAge: number): Flight<Value> | undefined;
}

/** @param now - the clock, epoch milliseconds */
export function createSingleFlight<Value>(now: () => number): SingleFlight<Value> {
	const flights = new Map<string, Flight<Value>>();
	const find = (key: string, maxAge: number) => {
		const flight = flights.get(key);
		return flight !== undefined && now() - flight.startedAt < maxAge ? flight : undefined;
	};
	return {
		find,
		join(key, maxAge, start) {
			const running = find(key, maxAge);
			if (running !== undefined) return running;
			const outcome = start().finally(() => {
				if (flights.get(key) === flight) flights.delete(key);
			});
			const flight = { startedAt: now(), outcome };
			flights.set(key, flight);
			// Everybody who waits may have been cancelled, and then nobody takes the outcome.
			outcome.catch(() => undefined);
			return flight;
		},
	};
}
