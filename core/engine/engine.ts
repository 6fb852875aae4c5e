import { adopt, clear, rejectToken, share } from './adopt';
import { activePause, createState, getEntry, goodToken, toResult, type EngineState } from './entry';
import type { Grant } from './grant';
import { mayTest, signInPaused } from './pause';
import { addRenewal, mayRenew } from './renewal';
import type { SharedToken, TokenResult } from './token';
import type { Demand } from './validity';
import { findFlight, join, waitForToken, type Caller } from './wait';

/** What somebody asks for, and how long they wait. */
export interface GetOptions extends Demand {
	/** The longest somebody waits, in milliseconds. */
	timeout: number;
	/** Obtain a new token even though there is a good one. */
	force?: boolean;
	/** Stops the waiting, not the sign-in: others may be waiting for it too. */
	cancelled?: AbortSignal;
}

/** Keeps one token per key, and lets each key sign in once at a time. */
export interface Engine {
	/**
	 * Gives a token that is good now: from the cache, whoever else renews or is paused, else from the
	 * one sign-in of this key.
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
	renew(grant: Grant, rejected: TokenResult, options: GetOptions): Promise<TokenResult | undefined>;
	/**
	 * Signs in with the login itself, even during a pause: the test of a credential by a person.
	 *
	 * @throws `sign_in_paused` if the last one during this pause was seconds ago, and whatever the
	 * grant throws
	 */
	test(grant: Grant, options: GetOptions): Promise<TokenResult>;
	/** Notes that a request of this login was given its token, and that it was no credential test. */
	markUsed(grant: Grant): void;
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
	markStored(grant: Grant): void;
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
		renew: async (grant, rejected, options) => await renew(state, grant, rejected, options),
		test: async (grant, options) => await test(state, grant, options),
		markUsed(grant) {
			getEntry(state, grant.key).isUsed = true;
		},
		adopt: (grant, shared) => adopt(state, grant, shared),
		share: (grant, stored) => share(state, grant, stored),
		clear: (grant) => clear(state, grant),
		markStored(grant) {
			getEntry(state, grant.key).givenAt = undefined;
		},
		get size() {
			return state.entries.size;
		},
	};
}

async function get(state: EngineState, grant: Grant, options: GetOptions): Promise<TokenResult> {
	const good = goodToken(state, grant.key, options);
	if (good !== undefined && !options.force) return toResult(state, good, 'cache');
	return await waitForToken(state, grant, toCaller(state, options));
}

async function renew(
	state: EngineState,
	grant: Grant,
	rejected: TokenResult,
	options: GetOptions,
): Promise<TokenResult | undefined> {
	const { accessToken } = rejected.token;
	const now = state.clock.now();
	const entry = getEntry(state, grant.key);
	rejectToken(entry, accessToken, now);
	const good = goodToken(state, grant.key, options);
	if (good !== undefined && good.accessToken !== accessToken) {
		return toResult(state, good, 'cache');
	}
	const current = entry.token?.accessToken === accessToken ? entry.token : undefined;
	if (current !== undefined && findFlight(state, grant, options) === undefined) {
		if (!mayRenew(current, entry.renewals, now)) return undefined;
		// A pause refuses without spending a renewal.
		const pause = activePause(state, grant);
		if (pause !== undefined) throw signInPaused(grant.title, pause, now);
		entry.renewals = addRenewal(current, entry.rejectedAt ?? now, entry.renewals, now);
		entry.lastRefusedSerial = Math.max(entry.lastRefusedSerial, current.serial);
	}
	const since = current === undefined ? -Infinity : current.obtainedAt + 1;
	const result = await waitForToken(state, grant, { ...toCaller(state, options), since });
	return result.token.accessToken === accessToken ? undefined : result;
}

async function test(state: EngineState, grant: Grant, options: GetOptions): Promise<TokenResult> {
	const signInOnly = { ...grant, refresh: undefined };
	const caller = { ...toCaller(state, options), isTest: true };
	for (;;) {
		const now = state.clock.now();
		const pause = activePause(state, grant);
		if (pause !== undefined && findFlight(state, grant, caller) === undefined) {
			if (!mayTest(pause, now)) throw signInPaused(grant.title, pause, now);
			pause.testedAt = now;
		}
		const outcome = await join(state, signInOnly, caller);
		if (outcome?.status === 'rejected') return await Promise.reject(outcome.reason);
		if (outcome === undefined) continue;
		// The next test may be that of a copy which is not saved yet: only a request proves that it is.
		getEntry(state, grant.key).isUsed = false;
		return outcome.value;
	}
}

function toCaller({ clock }: EngineState, options: GetOptions): Caller {
	const now = clock.now();
	return {
		...options,
		deadline: now + options.timeout,
		since: options.force ? now : -Infinity,
	};
}
