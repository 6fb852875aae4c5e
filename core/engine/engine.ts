import { abortable } from '../abortable';
import { adopt, mayStore, rejectToken, share } from './adopt';
import { activePause, blockingPause, createState, getEntry, goodToken, toResult } from './entry';
import type { EngineState } from './entry';
import type { Grant } from './grant';
import { mayTest, signInPaused } from './pause';
import { addRenewal, mayRenew, replicationTime } from './renewal';
import type { SharedToken, Token, TokenResult } from './token';
import { findFlight, join, waitForToken, type Caller, type GetOptions } from './wait';

/** How a token is renewed. */
interface RenewOptions extends GetOptions {
	/** The request that was refused may be sent again: a new token is given once more after a moment. */
	mayRepeat?: boolean;
}

/** Keeps one token per key, and lets each key sign in once at a time. */
export type Engine = ReturnType<typeof createEngine>;

/** Makes a token engine: a bounded cache with at most one sign-in under way per key. */
export function createEngine(...args: Parameters<typeof createState>) {
	const state = createState(...args);
	return {
		/** Gives a token that is good now: from the cache, else from the one sign-in of this key. */
		async get(grant: Grant, options: GetOptions) {
			const good = goodToken(state, grant.key, options);
			if (good !== undefined && !options.force) return toResult(state, good, 'cache');
			return await waitForToken(state, grant, toCaller(state, grant, options));
		},
		/** Gives another token in place of one that an API refused, if that is worth a sign-in. */
		renew: async (grant: Grant, rejected: TokenResult, options: RenewOptions) =>
			await renew(state, grant, rejected, options),
		/** Signs in with the login itself, even during a pause: the test of a credential by a person. */
		test: async (grant: Grant, options: GetOptions) => await test(state, grant, options),
		/** Notes that a request of this login was given its token, and that it was no credential test. */
		markUsed: ({ key }: Grant) => void (getEntry(state, key).isUsed = true),
		/** Takes over a token of another process, if it is newer and good; that ends a pause. */
		adopt: (grant: Grant, shared: SharedToken) => adopt(state, grant, shared),
		/** Gives a new token for other processes, once. @param stored - what they know of this login */
		share: (grant: Grant, stored: SharedToken | undefined) => share(state, grant, stored),
		/** Whether to remove what is stored now: once, and again if that did not work. */
		clear: ({ key }: Grant) => mayStore(getEntry(state, key), state.clock.now()),
		/** Notes that what was shared has been stored, or what was cleared removed. */
		markStored: ({ key }: Grant) => void (getEntry(state, key).givenAt = undefined),
		/** Of how many keys a token is remembered. */
		get size() {
			return state.entries.size;
		},
	};
}

async function renew(
	state: EngineState,
	grant: Grant,
	rejected: TokenResult,
	options: RenewOptions,
): Promise<TokenResult | undefined> {
	const { accessToken } = rejected.token;
	const now = state.clock.now();
	const caller = toCaller(state, grant, options);
	const entry = getEntry(state, grant.key);
	const current = entry.token?.accessToken === accessToken ? entry.token : undefined;
	const isAlone = findFlight(state, grant, caller) === undefined;
	const wait = current && isAlone && options.mayRepeat ? replicationTime(current, now) : 0;
	if (wait > 0) {
		await abortable(options.cancelled, state.sleep(wait));
		return toResult(state, entry.token ?? rejected.token, 'cache');
	}
	rejectToken(entry, accessToken);
	const good = goodToken(state, grant.key, options);
	if (good && good.accessToken !== accessToken) return toResult(state, good, 'cache');
	if (current !== undefined && isAlone) {
		if (!mayRenew(current, entry.renewals, now)) return undefined;
		// A pause refuses without spending a renewal.
		const pause = blockingPause(state, grant);
		if (pause !== undefined) throw signInPaused(grant.title, pause, now);
		entry.renewals = addRenewal(entry.renewals, now);
		entry.lastRefusedSerial = Math.max(entry.lastRefusedSerial, current.serial);
	}
	// By its clock, what another process has obtained since may be older.
	const accepts = (token: Token) => token.accessToken !== accessToken;
	const result = await waitForToken(state, grant, { ...caller, accepts });
	return result.token.accessToken === accessToken ? undefined : result;
}

async function test(state: EngineState, grant: Grant, options: GetOptions): Promise<TokenResult> {
	const signInOnly = { ...grant, refresh: undefined };
	const caller = { ...toCaller(state, grant, options), isTest: true };
	for (;;) {
		const now = state.clock.now();
		const pause = activePause(state, grant);
		if (pause !== undefined && findFlight(state, grant, caller) === undefined) {
			if (!mayTest(pause, now)) throw signInPaused(grant.title, pause, now);
			pause.testedAt = now;
		}
		const outcome = await join(state, signInOnly, caller);
		if (outcome?.status === 'rejected') return await Promise.reject(outcome.reason);
		if (!outcome?.value) continue;
		// The next test may be that of a copy which is not saved yet: only a request proves that it is.
		getEntry(state, grant.key).isUsed = false;
		return outcome.value;
	}
}

function toCaller({ clock }: EngineState, { oneTimeCode }: Grant, options: GetOptions): Caller {
	const now = clock.now();
	const timeout = options.timeout + (oneTimeCode?.longest ?? 0);
	const accepts = ({ obtainedAt }: Token) => !options.force || obtainedAt >= now;
	return { ...options, timeout, deadline: now + timeout, accepts };
}
