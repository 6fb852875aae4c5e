import type { createCache } from './cache';
import type { Pause } from './pause';
import type { RefreshToken } from './refreshToken';
import type { createSingleFlight } from './singleFlight';
import type { Token } from './token';
import { isGood } from './validity';

/** What is remembered of one key. */
export interface Entry {
	token?: Token;
	refresh?: RefreshToken;
	/** The provider does not know the refresh grant for this client. */
	refreshUnsupported?: boolean;
	renewedAt?: number;
	pause?: Pause;
	/** The latest moment this entry was looked at. */
	seenAt: number;
}

/** All that an engine remembers, and its clock (epoch milliseconds). */
export interface EngineState {
	now: () => number;
	entries: ReturnType<typeof createCache<Entry>>;
	flights: ReturnType<typeof createSingleFlight<Token>>;
}

/** The token of a key, if it is good now. */
export function goodToken(
	state: EngineState,
	key: string,
	minimumValidity?: number,
): Token | undefined {
	const { token } = entryOf(state, key);
	return token !== undefined && isGood(token, state.now(), minimumValidity) ? token : undefined;
}

/** The entry of a key; what was known is dropped if the clock was set back. */
export function entryOf({ entries, now }: EngineState, key: string): Entry {
	const at = now();
	const known = entries.get(key);
	if (known !== undefined && at >= known.seenAt) {
		known.seenAt = at;
		return known;
	}
	const entry = { seenAt: at };
	entries.set(key, entry);
	return entry;
}
