import { createSteadyClock } from './clock';
import type { Grant } from './grant';
import type { Pause } from './pause';
import { NO_RENEWALS, type Renewals } from './renewal';
import type { Token, TokenResult } from './token';
import { isGood, type Demand } from './validity';

/** A sign-in or refresh that has not ended. */
export interface Flight {
	/** Epoch milliseconds; `Infinity` while it waits for the sign-in of another grant of its login. */
	startedAt: number;
	/** The time it may take, milliseconds. */
	limit: number;
	/** Of its token. */
	serial: number;
	/** Undefined if somebody else has obtained a token while it waited for a one-time code. */
	outcome: Promise<TokenResult | undefined>;
}

/** What is remembered of one key. */
export interface Entry {
	token?: Token;
	/** The latest token that this process obtained itself. */
	ownToken?: Token;
	flight?: Flight;
	/** Of a credential test, which has to sign in: the other one may be a refresh. */
	testFlight?: Flight;
	refreshToken?: { text: string; until: number };
	/** The provider does not know the refresh grant for this client. */
	isRefreshUnsupported?: boolean;
	renewals: Renewals;
	/** Access tokens that APIs have refused, the latest last. */
	rejectedTokens: readonly string[];
	/** The highest serial of a token that an API is known to have refused, whichever process saw it. */
	lastRefusedSerial: number;
	/** The highest serial seen of any token of this key. */
	serial: number;
	/** The token that this process obtained and has not shared. */
	unshared?: Token;
	/** A request that is no credential test had a token of this key. */
	isUsed?: boolean;
	/** When something was given to be stored or removed, epoch milliseconds, until it has been. */
	givenAt?: number;
}

/** All that an engine remembers, and how it waits. */
export type EngineState = ReturnType<typeof createState>;

/** Even of those in use no more are kept. */
const MAX_IN_USE = 20_000;

/** Makes a map that forgets what was used longest ago and is not in use now, beyond its capacity. */
export function createBounded<Value>(capacity: number, isInUse: (value: Value) => boolean) {
	// A Map keeps the order of insertion, so its first key is the one used longest ago.
	const values = new Map<string, Value>();
	function makeRoom(): void {
		for (const [key, value] of values) {
			if (values.size < capacity) return;
			if (!isInUse(value) || values.size >= MAX_IN_USE) values.delete(key);
		}
	}
	return {
		get: (key: string) => values.get(key),
		/** Keeps a value, as the one used last. */
		set(key: string, value: Value): void {
			values.delete(key);
			makeRoom();
			values.set(key, value);
		},
		delete: (key: string) => values.delete(key),
		get size() {
			return values.size;
		},
	};
}

/** What an engine needs. */
interface EngineOptions {
	/** The machine's clock, epoch milliseconds. */
	now?: () => number;
	/** Resolves after so many milliseconds. */
	sleep: (milliseconds: number) => Promise<unknown>;
	/** From 0 to 1: so that not all processes do the same at the same moment. */
	random?: () => number;
	/** Of how many keys a token, and of how many logins a pause is remembered. */
	capacity?: number;
}

/** What an engine remembers before it has been asked for anything. */
export function createState(options: EngineOptions) {
	const { now = () => Date.now(), sleep, random = Math.random, capacity = 10_000 } = options;
	const clock = createSteadyClock(now);
	const isInUse = ({ flight, testFlight }: Entry) => Boolean(flight ?? testFlight);
	return {
		clock,
		sleep,
		random,
		/** By the grant's key. */
		entries: createBounded<Entry>(capacity, isInUse),
		/** By the grant's login: the sign-in that its other grants wait for. */
		firsts: new Map<string, { key: string; outcome: Promise<unknown> }>(),
		/** By the grant's login: providers lock logins, whatever else a request holds. */
		pauses: createBounded<Pause>(capacity, ({ until }) => clock.now() < until),
	};
}

/** What is remembered of a key, from now on at least. */
export function getEntry({ entries }: EngineState, key: string): Entry {
	const empty = { renewals: NO_RENEWALS, rejectedTokens: [], lastRefusedSerial: 0, serial: 0 };
	const entry = entries.get(key) ?? empty;
	entries.set(key, entry);
	return entry;
}

/** The pause of a login, if it has not ended. */
export function activePause({ pauses, clock }: EngineState, grant: Grant): Pause | undefined {
	const pause = pauses.get(grant.loginKey);
	return pause !== undefined && clock.now() < pause.until ? pause : undefined;
}

/** The pause that a grant has to wait for: that of another grant does not keep it from refreshing. */
export function blockingPause(state: EngineState, grant: Grant): Pause | undefined {
	const pause = activePause(state, grant);
	const { refreshToken, isRefreshUnsupported = false } = getEntry(state, grant.key);
	const isAtHand = refreshToken !== undefined && state.clock.now() < refreshToken.until;
	const canRefresh = grant.refresh !== undefined && isAtHand && !isRefreshUnsupported;
	return pause?.key !== grant.key && canRefresh ? undefined : pause;
}

/** A long response is kept for so long after the sign-in, and then until a token is wanted without it. */
const LONG_RESPONSE_MS = 60_000;

/** The token of a key, if it is good now. */
export function goodToken(state: EngineState, key: string, demand: Demand): Token | undefined {
	const { token, ownToken } = getEntry(state, key);
	const now = state.clock.now();
	const isLong = ownToken?.hasLongResponse && now - ownToken.obtainedAt > LONG_RESPONSE_MS;
	if (isLong && !demand.raw) ownToken.response = undefined;
	const wanted = demand.own ? ownToken : token;
	if (wanted === undefined || (demand.raw && wanted.response === undefined)) return undefined;
	return isGood(wanted, now, demand) ? wanted : undefined;
}

/** A token as it is given out: its times by the machine's clock. */
export function toResult({ clock }: EngineState, token: Token, source: TokenResult['source']) {
	return { token: { ...token, obtainedAt: clock.toWall(token.obtainedAt) }, source };
}
