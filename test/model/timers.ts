interface Timer {
	at: number;
	run(): void;
}

/** The time of the reference model, in which one thing happens after the other. */
export function createTimers() {
	let timers: Timer[] = [];
	let time = 0;
	/** By how much the machine's clock was set forward; set back, it forgets nothing (rule 3). */
	let ahead = 0;
	return {
		/** Milliseconds that have passed. */
		passed: () => time,
		/** Milliseconds by the clock that rules are read by. */
		now: () => time + ahead,
		/** @param milliseconds - from now */
		after(milliseconds: number, run: () => void): Timer {
			const timer = { at: time + milliseconds, run };
			timers.push(timer);
			return timer;
		},
		clear(timer: Timer | undefined): void {
			timers = timers.filter((other) => other !== timer);
		},
		step(milliseconds: number): void {
			ahead += milliseconds;
		},
		pass(milliseconds: number): void {
			const end = time + milliseconds;
			for (;;) {
				const next = Math.min(...timers.map(({ at }) => at));
				if (next > end) break;
				time = next;
				const timer = timers.find(({ at }) => at === next);
				timers = timers.filter((other) => other !== timer);
				timer?.run();
			}
			time = end;
		},
	};
}

export type Timers = ReturnType<typeof createTimers>;
