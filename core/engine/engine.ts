import { abortable } from '../abortable';
import {
	formatSeconds,
	isTokenError,
	TIMEOUT_ADVICE,
	tokenError,
	type TokenError,
} from '../errors';
import { createCache } from './cache';
import { entryOf, goodToken, type EngineState, type Entry } from './entry';
import type { Grant } from './grant';
import { obtain } from './obtain';
import { signInPaused } from './pause';
import { mayRenew } from './renewal';
import { createSingleFlight } from './singleFlight';
import type { Token, TokenResult } from './token';

export interface GetOptions {
	/** Milliseconds for a sign-in, and the longest anybody waits for one. */
	timeout: number;
	/** Seconds the token must still be good for, if the provider's tokens live that long. */
	minimumValidity?: number;
	/** Obtain a new token even though there is a good one. */
	force?: boolean;
	/** Stops the waiting, not the sign-in: others may be waiting for it too. */
	cancelled?: AbortSignal;
}

export interface Engine {
	/**
	 * Gives a token that is good now: from the cache, or from the one sign-in under way for this key,
	 * or from a new one.
	 *
	 * @throws `sign_in_paused` without sending anything, and whatever the grant throws
	 */
	get(grant: Grant, options: GetOptions): Promise<TokenResult>;
	/**
	 * Gives another token in place of one that an API refused.
	 *
	 * @returns undefined if renewing is not worth a sign-in
	 */
	renew(grant: Grant, refused: Token, options: GetOptions): Promise<TokenResult | undefined>;
	/** How many keys are remembered. */
	readonly size: number;
}

const CAPACITY = 1000;

/**
 * Makes a token engine: a bounded cache with at most one sign-in under way per key.
 *
 * @param now - the clock, epoch milliseconds
 */
export function createEngine({ now = () => Date.now(), capacity = CAPACITY } = {}): Engine {
	const entries = createCache<Entry>(capacity);
	// Kept apart from the entries: an eviction must not allow a second flight for the same key.
	const flights = createSingleFlight<Token>();
	const state = { now, entries, flights };
	return {
		get: async (grant, options) => await get(state, grant, options),
		renew: async (grant, refused, options) => await renew(state, grant, refused, options),
		get size() {
			return entries.size;
		},
	};
}

async function get(state: EngineState, grant: Grant, options: GetOptions): Promise<TokenResult> {
	const { minimumValidity, force, cancelled } = options;
	const good = goodToken(state, grant.key, minimumValidity);
	const busy = state.flights.has(grant.key);
	if (good !== undefined && !force && !busy) return { token: good, source: 'cache' };
	if (!busy) assertNotPaused(state, grant);
	return await wait(state, grant, options).catch((reason: unknown) => {
		const still = goodToken(state, grant.key, minimumValidity);
		if (still === undefined || force || cancelled?.aborted) throw reason;
		return { token: still, source: 'cache' as const };
	});
}

async function renew(
	state: EngineState,
	grant: Grant,
	refused: Token,
	options: GetOptions,
): Promise<TokenResult | undefined> {
	const entry = entryOf(state, grant.key);
	if (!state.flights.has(grant.key)) {
		const at = state.now();
		const good = goodToken(state, grant.key);
		if (good !== undefined) {
			if (good.accessToken !== refused.accessToken) return { token: good, source: 'cache' };
			if (!mayRenew(at, good.obtainedAt, entry.renewedAt)) return undefined;
		}
		assertNotPaused(state, grant);
		entry.renewedAt = at;
	}
	const renewed = await wait(state, grant, options);
	return renewed.token.accessToken === refused.accessToken ? undefined : renewed;
}

/** Waits for the one sign-in of this key, for as long as the caller may. */
async function wait(state: EngineState, grant: Grant, options: GetOptions): Promise<TokenResult> {
	const { timeout, cancelled } = options;
	const { flights } = state;
	const late = AbortSignal.timeout(timeout);
	const stop = cancelled === undefined ? late : AbortSignal.any([late, cancelled]);
	const joined = flights.has(grant.key);
	const flight = async () =>
		await abortable(
			stop,
			flights.run(grant.key, async () => await obtain(state, grant, timeout)),
		);
	const token = await flight()
		.catch(async (reason: unknown) => {
			// Whoever was first may have had less time.
			if (!joined || !isTokenError(reason) || reason.errorCode !== 'timeout') throw reason;
			return await flight();
		})
		.catch((reason: unknown) => {
			if (!late.aborted || reason !== late.reason) throw reason;
			throw tookTooLong(grant.title, timeout);
		});
	return { token, source: token.source };
}

function assertNotPaused(state: EngineState, { key, title }: Grant): void {
	const { pause } = entryOf(state, key);
	const at = state.now();
	if (pause !== undefined && at < pause.until) throw signInPaused(title, pause, at);
}

function tookTooLong(title: string, timeout: number): TokenError {
	return tokenError(
		'timeout',
		`The sign-in to ${title} took longer than ${formatSeconds(timeout)}.`,
		TIMEOUT_ADVICE,
	);
}
