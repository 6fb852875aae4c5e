/** At most one run per key at a time; whoever comes meanwhile gets the outcome of that one. */
export interface SingleFlight<Value> {
	has(key: string): boolean;
	/** Joins the run under way, or starts one. */
	run(key: string, start: () => Promise<Value>): Promise<Value>;
}

export function createSingleFlight<Value>(): SingleFlight<Value> {
	const inFlight = new Map<string, Promise<Value>>();
	return {
		has: (key) => inFlight.has(key),
		run(key, start) {
			const running = inFlight.get(key);
			if (running !== undefined) return running;
			const flight = start().finally(() => inFlight.delete(key));
			inFlight.set(key, flight);
			// Everybody who waits may have been cancelled, and then nobody takes the outcome.
			flight.catch(() => undefined);
			return flight;
		},
	};
}
