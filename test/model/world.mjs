/** Lets everything run that is able to run: what is still open then waits for time to pass. */
export const drained = () => new Promise((resolve) => setImmediate(resolve));

/** A clock that only moves when told to, and whoever sleeps by it. */
export function createWorld(time = Date.UTC(2026, 0, 1)) {
	/** @type {Array<{ until: number, wake: (value: void) => void }>} */
	let sleepers = [];
	return {
		now: () => time,
		/** @param {number} milliseconds @returns {Promise<void>} */
		sleep: (milliseconds) =>
			new Promise((wake) => void sleepers.push({ until: time + milliseconds, wake })),
		/** Moves on, waking everybody in time. @param {number} milliseconds */
		async pass(milliseconds) {
			const end = time + milliseconds;
			await drained();
			for (;;) {
				const next = Math.min(...sleepers.map(({ until }) => until));
				if (next > end) break;
				time = next;
				const awake = sleepers.filter(({ until }) => until <= time);
				sleepers = sleepers.filter(({ until }) => until > time);
				for (const { wake } of awake) wake();
				await drained();
			}
			time = end;
			await drained();
		},
	};
}

/** @typedef {ReturnType<typeof createWorld>} World */
