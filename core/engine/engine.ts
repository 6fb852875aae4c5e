import { createState, entryOf, goodToken, toResult, type EngineState } from './entry';
import type { Grant } from './grant';
import { mayTest, signInPaused } from './pause';
import { mayRenew, renewed, takeBack } from './renewal';
import { adopt, clear, share } from './share';
import type { SharedToken, TokenResult } from './token';
import type { Demand } from './validity';
import { type Caller, join, maxAgeOf, waitForToken } from './wait';

/** What somebody asks for, and how long they wait. */
export interface GetOptions extends Demand {
	/** The longest somebody waits, in milliseconds. */
	timeout: number;
	/** Obtain a new token even though there is a good one. */
	force?: boolean;
	/** The caller comes back with {@link Engine.renew} if an API refuses the token. */
	reports?: boolean;
	/** Stops the waiting, not the sign-in: others may be waiting for it too. */
	cancelled?: AbortSignal;
}

/** Keeps one token per key, and lets each key sign in once at a time. */
export interface Engine {
	/**
	 * Gives a token that is good now: from the cache, whoever else renews or is paused, else from the
	 * one sign-in under way for this key, or from a new one.
	 *
	 * @throws `sign_in_paused` without sending anything, and whatever the grant throws
	 */
	get(grant: Grant, options: GetOptions): Promise<TokenResult>;
	/**
	 * Gives another token in place of one that an API refused.
	 *
	 * @returns undefined if renewing is not worth a sign-in
	 * @throws like `get`
	 */
	renew(grant: Grant, refused: TokenResult, options: GetOptions): Promise<TokenResult | undefined>;
	/**
	 * Signs in with the login itself, even during a pause: the test of a credential by a person.
	 *
	 * @throws `sign_in_paused` if the last one during this pause was seconds ago, and whatever the
	 * grant throws
	 */
	test(grant: Grant, options: GetOptions): Promise<TokenResult>;
	/** Notes that a request of this login was given its token, and that it was no credential test. */
	used(grant: Grant): void;
	/**
	 * Takes over a token that another process obtained, if it is newer than the one at hand and still
	 * good. It ends a pause: the login works again.
	 */
	adopt(grant: Grant, shared: SharedToken): void;
	/**
	 * Gives a token for other processes, once: one that this process obtained and no API has refused,
	 * newer than what they know.
	 *
	 * @param stored - what they know of this login
	 */
	share(grant: Grant, stored: SharedToken | undefined): SharedToken | undefined;
	/** Whether to remove what is stored now; not while somebody else does, or shortly after it did not work. */
	clear(grant: Grant): boolean;
	/**
	 * Notes that what {@link Engine.share} gave has been stored, or what {@link Engine.clear} allowed
	 * removed. Without it there is neither for a while.
	 */
	stored(grant: Grant): void;
	/** Of how many keys a token is remembered. */
	readonly size: number;
}

const CAPACITY = 10_000;

/**
 * Makes a token engine: a bounded cache with at most one sign-in under way per key.
 *
 * @param now - the clock, epoch milliseconds
 * @param sleep - resolves after so many milliseconds
 * @param random - from 0 to 1: so that not all processes do the same at the same moment
 */
export function createEngine({
	now = () => Date.now(),
	sleep,
	random = Math.random,
	capacity = CAPACITY,
}: {
	now?: () => number;
	sleep: (milliseconds: number) => Promise<unknown>;
	random?: () => number;
	capacity?: number;
}): Engine {
	const state = createState(now, sleep, random, capacity);
	return {
		get: async (grant, options) => await get(state, grant, options),
		renew: async (grant, refused, options) => await renew(state, grant, refused, options),
		test: async (grant, options) => await test(state, grant, options),
		used(grant) {
			entryOf(state, grant.key).sharing.used = true;
		},
		adopt: (grant, shared) => adopt(state, grant, shared),
		share: (grant, stored) => share(state, grant, stored),
		clear: (grant) => clear(state, grant),
		stored(grant) {
			entryOf(state, grant.key).sharing.givenAt = undefined;
		},
		get size() {
			return state.entries.size;
		},
	};
}

async function get(state: EngineState, grant: Grant, options: GetOptions): Promise<TokenResult> {
	const good = goodToken(state, grant.key, options);
	if (good !== undefined && !options.force) {
		return toResult(state, grant.key, good, 'cache', options.reports);
	}
	return await waitForToken(state, grant, callerOf(state, options));
}

async function renew(
	state: EngineState,
	grant: Grant,
	refused: TokenResult,
	options: GetOptions,
): Promise<TokenResult | undefined> {
	const { accessToken } = refused.token;
	const at = state.clock.now();
	const entry = entryOf(state, grant.key);
	const good = goodToken(state, grant.key, options);
	if (good !== undefined && good.accessToken !== accessToken) {
		return toResult(state, grant.key, good, 'cache');
	}
	const current = entry.token?.accessToken === accessToken ? entry.token : undefined;
	if (current !== undefined) takeBack(entry.use, refused.handout, at);
	if (current !== undefined && !state.flights.find(grant.key, maxAgeOf(options.timeout))) {
		if (!mayRenew(current, entry.use, entry.history, at)) return undefined;
		// A pause refuses without spending a renewal.
		const pause = state.pauses.active(grant.key, at);
		if (pause !== undefined) throw signInPaused(grant.title, pause, at);
		entry.history = renewed(current, entry.use, entry.history, at);
		entry.sharing.refused = current.serial;
	}
	const since = current === undefined ? -Infinity : current.obtainedAt + 1;
	// n8n asks no third time, so this request would never be seen to come back.
	const caller = { ...callerOf(state, options), since, reports: false };
	const result = await waitForToken(state, grant, caller);
	return result.token.accessToken === accessToken ? undefined : result;
}

async function test(state: EngineState, grant: Grant, options: GetOptions): Promise<TokenResult> {
	const result = await signInAsTest(
		state,
		{ ...grant, refresh: undefined },
		callerOf(state, options),
	);
	// The next test may be that of a copy which is not saved yet: only a request proves that it is.
	const entry = state.entries.peek(grant.key);
	if (entry !== undefined) entry.sharing.used = false;
	return result;
}

/** In a flight of its own: another one may be content with a refresh. */
async function signInAsTest(
	state: EngineState,
	grant: Grant,
	caller: Caller,
): Promise<TokenResult> {
	const { flights, pauses, clock } = state;
	const key = `${grant.key} test`;
	const at = clock.now();
	const pause = pauses.active(grant.key, at);
	if (pause !== undefined && !flights.find(key, maxAgeOf(caller.timeout))) {
		if (!mayTest(pause, at)) throw signInPaused(grant.title, pause, at);
		pause.testedAt = at;
	}
	const again = async () => await signInAsTest(state, grant, caller);
	return await join(state, grant, caller, { key, again });
}

function callerOf({ clock }: EngineState, options: GetOptions): Caller {
	const { timeout, force } = options;
	const at = clock.now();
	return { ...options, deadline: at + timeout, since: force ? at : -Infinity };
}
