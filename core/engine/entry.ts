import { createCache } from './cache';
import { createSteadyClock } from './clock';
import { createPauses } from './pauses';
import type { RefreshToken } from './refreshToken';
import { handOut, NO_HISTORY, type History, type Use } from './renewal';
import type { Sharing } from './sharing';
import { createSingleFlight } from './singleFlight';
import type { Token, TokenResult } from './token';
import { isGood, type Demand } from './validity';

/** What is remembered of one key. */
export interface Entry {
	token?: Token;
	/** The latest that this process obtained itself. */
	own?: Token;
	/** Of the token. */
	use: Use;
	refresh?: RefreshToken;
	/** The provider does not know the refresh grant for this client. */
	refreshUnsupported?: boolean;
	history: History;
	sharing: Sharing;
}

/** All that an engine remembers, and how it waits. */
export type EngineState = ReturnType<typeof createState>;

/**
 * @param wall - the machine's clock, epoch milliseconds
 * @param sleep - resolves after so many milliseconds
 * @param random - from 0 to 1
 * @param capacity - of how many keys a token is remembered
 */
export function createState(
	wall: () => number,
	sleep: (milliseconds: number) => Promise<unknown>,
	random: () => number,
	capacity: number,
) {
	const clock = createSteadyClock(wall);
	return {
		clock,
		sleep,
		random,
		entries: createCache<Entry>(capacity),
		// Kept apart from the entries: an eviction must neither allow a second flight nor end a pause.
		flights: createSingleFlight<Token>(clock.now),
		pauses: createPauses(),
	};
}

/** What is remembered of a key; a new entry for one that is not known. */
export function entryOf({ entries }: EngineState, key: string): Entry {
	const known = entries.get(key);
	if (known !== undefined) return known;
	const entry = { use: {}, history: NO_HISTORY, sharing: { serial: 0 } };
	entries.set(key, entry);
	return entry;
}

/** The token of a key, if it is good now. */
export function goodToken(state: EngineState, key: string, demand?: Demand): Token | undefined {
	const entry = entryOf(state, key);
	const token = demand?.own ? entry.own : entry.token;
	return token !== undefined && isGood(token, state.clock.now(), demand) ? token : undefined;
}

/** A token as it is given out: its times by the machine's clock. @param reports - see `GetOptions` */
export function toResult(
	state: EngineState,
	key: string,
	token: Token,
	source: TokenResult['source'],
	reports = false,
): TokenResult {
	const entry = entryOf(state, key);
	const obtainedAt = state.clock.toWall(token.obtainedAt);
	const handout =
		reports && entry.token === token ? handOut(entry.use, state.clock.now()) : undefined;
	return { token: { ...token, obtainedAt }, source, ...(handout && { handout }) };
}
