/** A clock that never goes back: what is remembered moves along when the machine's clock is set back. */
export interface SteadyClock {
	/** Epoch milliseconds, never less than before. */
	now(): number;
	/** The same moment by the machine's clock, for people and for other processes. */
	toWall(at: number): number;
	/** A moment by the machine's clock. */
	fromWall(at: number): number;
}

/** @param wall - the machine's clock, epoch milliseconds */
export function createSteadyClock(wall: () => number): SteadyClock {
	let latest = -Infinity;
	let ahead = 0;
	return {
		now() {
			const at = wall() + ahead;
			if (at < latest) ahead += latest - at;
			latest = Math.max(latest, at);
			return latest;
		},
		toWall: (at) => at - ahead,
		fromWall: (at) => at + ahead,
	};
}
