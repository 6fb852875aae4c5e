/** A map of bounded size that forgets the entry used longest ago. */
export interface Cache<Value> {
	get(key: string): Value | undefined;
	/** The same, without counting as a use. */
	peek(key: string): Value | undefined;
	set(key: string, value: Value): void;
	readonly size: number;
}

/**
 * Makes a least-recently-used cache. It has no timers: what is stale is the business of whoever
 * reads it.
 *
 * @param capacity - the number of entries it holds at the most
 */
export function createCache<Value>(capacity: number): Cache<Value> {
	// A Map keeps the order of insertion, so its first key is the one used longest ago.
	const entries = new Map<string, Value>();
	return {
		get(key) {
			const value = entries.get(key);
			if (value === undefined) return undefined;
			entries.delete(key);
			entries.set(key, value);
			return value;
		},
		peek: (key) => entries.get(key),
		set(key, value) {
			entries.delete(key);
			entries.set(key, value);
			const [oldest] = entries.keys();
			if (entries.size > capacity && oldest !== undefined) entries.delete(oldest);
		},
		get size() {
			return entries.size;
		},
	};
}
