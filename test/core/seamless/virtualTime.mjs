import { setImmediate } from 'node:timers/promises';

/** Time that passes as soon as everybody waits for it, from one awaited moment to the next. */
export function virtualTime() {
	let time = 0;
	/** @type {Array<{ at: number, wake: (value?: unknown) => void }>} */
	const waiting = [];
	return {
		now: () => time,
		/** @param {number} milliseconds */
		sleep: async (milliseconds) =>
			await new Promise((wake) => waiting.push({ at: time + milliseconds, wake })),
		/**
		 * Lets time pass until the promise has settled.
		 *
		 * @param {Promise<unknown>} promise
		 */
		async until(promise) {
			let settled = false;
			const done = promise.finally(() => (settled = true));
			for (;;) {
				await setImmediate();
				if (settled) return await done;
				waiting.sort((a, b) => a.at - b.at);
				const next = waiting.shift();
				if (next === undefined) throw new Error('Nobody waits, and nothing is done.');
				time = next.at;
				next.wake();
			}
		},
	};
}
