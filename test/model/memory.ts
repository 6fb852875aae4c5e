import type { Happened, Known, Renewals, Rest } from './rules';

/** What is remembered of a key, until others need its place. */
export interface Memory {
	token?: Known | undefined;
	/** What happened to this token. */
	use: Happened[];
	refresh?: { text: string; until: number } | undefined;
	refreshUnknown?: boolean;
	renewals: Renewals;
}

/**
 * Rule 9: the key looked at longest ago is forgotten; rule 5: its pause is not.
 *
 * @param forgotten - told when a key has to go
 */
export function createMemories(capacity: number, forgotten: () => void) {
	const memories = new Map<string, Memory>();
	const rests = new Map<string, Rest>();
	return {
		rests,
		look(key: string): Memory {
			const memory = memories.get(key) ?? { use: [], renewals: { times: [], interval: 5000 } };
			memories.delete(key);
			memories.set(key, memory);
			const [oldest] = memories.keys();
			if (memories.size > capacity && oldest !== undefined) {
				memories.delete(oldest);
				forgotten();
			}
			return memory;
		},
	};
}
