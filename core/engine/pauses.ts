import type { TokenError } from '../errors';
import { pauseAfter, type Pause } from './pause';

/** Long enough after its end that a pause still counts the failures before the next one. */
const MEMORY_MS = 1_800_000;
/** From this number on, those past that are looked for and dropped. */
const MANY = 10_000;
/** No more are kept, whatever they are: the oldest goes. */
const MAX_PAUSES = 20_000;

/** The pauses of all keys. They outlive what else is known of a key, whoever needs its place. */
export interface Pauses {
	/** The pause of a key, if it has not ended. @param at - epoch milliseconds */
	active(key: string, at: number): Pause | undefined;
	/** Counts a failure, and pauses the key. */
	add(key: string, reason: TokenError, at: number): void;
	/** Forgets the failures of a key: a sign-in worked. */
	end(key: string): void;
}

/** Makes the memory of pauses, empty. */
export function createPauses(): Pauses {
	const pauses = new Map<string, Pause>();
	let sweepFrom = MANY;

	function makeRoom(at: number) {
		if (pauses.size < sweepFrom) return;
		for (const [key, { until }] of pauses) if (at > until + MEMORY_MS) pauses.delete(key);
		const [oldest] = pauses.keys();
		if (pauses.size >= MAX_PAUSES && oldest !== undefined) pauses.delete(oldest);
		// Not at every failure from here on: looking through all of them takes time.
		sweepFrom = Math.min(pauses.size + MANY / 10, MAX_PAUSES);
	}

	return {
		active(key, at) {
			const pause = pauses.get(key);
			return pause !== undefined && at < pause.until ? pause : undefined;
		},
		add(key, reason, at) {
			const pause = pauseAfter(reason, pauses.get(key), at);
			pauses.delete(key);
			makeRoom(at);
			pauses.set(key, pause);
		},
		end(key) {
			pauses.delete(key);
		},
	};
}
