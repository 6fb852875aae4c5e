/** A clock that never goes back: what is remembered moves along when the machine's is set back. */
export function createSteadyClock(wall: () => number) {
	let latest = -Infinity;
	let ahead = 0;
	return {
		/** Epoch milliseconds, never less than before. */
		now() {
			const at = wall() + ahead;
			if (at < latest) ahead += latest - at;
			latest = Math.max(latest, at);
			return latest;
		},
		/** The same moment by the machine's clock, for people and for other processes. */
		toWall: (at: number) => at - ahead,
		/** A moment by the machine's clock. */
		fromWall: (at: number) => at + ahead,
	};
}
