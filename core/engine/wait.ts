import { abortable } from '../abortable';
import {
	formatDuration,
	isTokenError,
	TIMEOUT_ADVICE,
	tokenError,
	type TokenError,
} from '../errors';
import { goodToken, toResult, type EngineState } from './entry';
import type { Grant } from './grant';
import { obtain } from './obtain';
import { isBrief, signInPaused } from './pause';
import type { TokenResult } from './token';
import type { Demand } from './validity';

/** No sign-in takes longer, and none is dropped earlier: others may be waiting for it too. */
const MIN_FLIGHT_MS = 30_000;
const MAX_FLIGHT_MS = 60_000;

/** A younger flight is joined: who has less time than that stops waiting, and sends nothing more. */
export function maxAgeOf(timeout: number): number {
	return Math.max(timeout, MIN_FLIGHT_MS);
}

/** Somebody who waits for a token. */
export interface Caller extends Demand {
	/** Milliseconds. */
	timeout: number;
	/** The end of that time, epoch milliseconds. */
	deadline: number;
	/** Wants a token obtained at this moment or later, epoch milliseconds. */
	since: number;
	reports?: boolean;
	cancelled?: AbortSignal;
}

/**
 * Waits for the one sign-in of a key, and starts it if need be. A brief pause is waited out, as far as
 * the caller has time, and followed by one attempt for all who wait.
 *
 * @param last - how the caller's last attempt ended
 * @throws `sign_in_paused` for any other pause, and whatever the grant throws
 */
export async function waitForToken(
	state: EngineState,
	grant: Grant,
	caller: Caller,
	last?: TokenError,
): Promise<TokenResult> {
	const { flights, pauses, clock, sleep } = state;
	const at = clock.now();
	const pause = pauses.active(grant.key, at);
	if (pause !== undefined && !flights.find(grant.key, maxAgeOf(caller.timeout))) {
		if (!isBrief(pause, at) || pause.until >= caller.deadline) {
			throw last ?? signInPaused(grant.title, pause, at);
		}
		await abortable(caller.cancelled, sleep(pause.until - at));
		return await lookAgain(state, grant, caller, last);
	}
	return await join(state, grant, caller, {
		key: grant.key,
		again: async () => await lookAgain(state, grant, caller, last),
		onFailure: async (reason) => await tryAgain(state, grant, caller, reason),
	});
}

async function tryAgain(
	state: EngineState,
	grant: Grant,
	caller: Caller,
	reason: unknown,
): Promise<TokenResult> {
	const at = state.clock.now();
	const pause = state.pauses.active(grant.key, at);
	const mayChange = isTokenError(reason) && pause !== undefined && isBrief(pause, at);
	if (!mayChange) throw reason;
	return await waitForToken(state, grant, caller, reason);
}

/** Somebody else may have obtained a token while the caller waited. */
async function lookAgain(
	state: EngineState,
	grant: Grant,
	caller: Caller,
	last: TokenError | undefined,
): Promise<TokenResult> {
	const good = goodToken(state, grant.key, caller);
	if (good !== undefined && good.obtainedAt >= caller.since) {
		return toResult(state, grant.key, good, 'cache', caller.reports);
	}
	return await waitForToken(state, grant, caller, last);
}

interface Joining {
	/** That of the flight. */
	key: string;
	/** What to do once a flight is older than the caller's own time, of which some is left. */
	again: () => Promise<TokenResult>;
	/** What to do if the flight fails; the caller's own end is final. */
	onFailure?: (reason: unknown) => Promise<TokenResult>;
}

/**
 * Waits for the sign-in under way, or starts it, whatever the pause.
 *
 * @throws `timeout`, and whatever the grant throws
 */
export async function join(
	state: EngineState,
	grant: Grant,
	caller: Caller,
	{ key, again, onFailure = async (reason) => await Promise.reject(reason) }: Joining,
): Promise<TokenResult> {
	const { timeout, deadline, cancelled } = caller;
	const maxAge = maxAgeOf(timeout);
	const limit = Math.min(maxAge, MAX_FLIGHT_MS);
	const flight = state.flights.join(key, maxAge, async () => await obtain(state, grant, limit));
	const until = Math.min(deadline, flight.startedAt + maxAge);
	const late = AbortSignal.timeout(Math.max(1, Math.ceil(until - state.clock.now())));
	const stop = cancelled === undefined ? late : AbortSignal.any([late, cancelled]);
	return await abortable(stop, flight.outcome).then(
		(token) => toResult(state, grant.key, token, token.source, caller.reports),
		async (reason: unknown) => {
			if (!late.aborted || reason !== late.reason) return await onFailure(reason);
			if (until < deadline) return await again();
			throw tookTooLong(grant.title, timeout);
		},
	);
}

function tookTooLong(title: string, timeout: number): TokenError {
	return tokenError(
		'timeout',
		`The sign-in to ${title} took longer than ${formatDuration(timeout)}.`,
		TIMEOUT_ADVICE,
	);
}
