import { abortable } from '../abortable';
import { formatDuration, isTokenError, TIMEOUT_ADVICE, tokenError } from '../errors';
import { blockingPause, getEntry, goodToken, toResult } from './entry';
import type { EngineState, Flight } from './entry';
import type { Grant } from './grant';
import { obtain } from './obtain';
import { isBrief, signInPaused } from './pause';
import type { Token } from './token';
import type { Demand } from './validity';

/** No sign-in takes longer, and none is dropped earlier: others may be waiting for it too. */
const MIN_FLIGHT_MS = 30_000;
const MAX_FLIGHT_MS = 60_000;

/** What somebody asks for, and how long they wait. */
export interface GetOptions extends Demand {
	/** The longest somebody waits, in milliseconds. */
	timeout: number;
	/** Obtain a new token even though there is a good one. */
	force?: boolean;
	/** Stops the waiting, not the sign-in: others may be waiting for it too. */
	cancelled?: AbortSignal;
}

/** Somebody who waits for a token. */
export interface Caller extends GetOptions {
	/** The end of the caller's time, epoch milliseconds. */
	deadline: number;
	/** Whether a good token will do that somebody else has obtained meanwhile. */
	accepts(token: Token): boolean;
	/** The sign-in of a credential test, which is not shared with others. */
	isTest?: boolean;
}

/**
 * Waits for the one sign-in of a key, and starts it if need be. A brief pause is waited out, within the
 * caller's time, and followed by one attempt for all who wait; any other pause is thrown.
 */
export async function waitForToken(state: EngineState, grant: Grant, caller: Caller) {
	let failure: unknown;
	for (;;) {
		const now = state.clock.now();
		const isAlone = findFlight(state, grant, caller) === undefined;
		const pause = isAlone ? blockingPause(state, grant) : undefined;
		if (pause !== undefined) {
			const mayWait = isBrief(pause, now) && pause.until < caller.deadline;
			if (!mayWait) return await Promise.reject(failure ?? signInPaused(grant.title, pause, now));
			await abortable(caller.cancelled, state.sleep(pause.until - now));
		} else {
			const outcome = await join(state, grant, caller);
			if (outcome?.status === 'fulfilled' && outcome.value) return outcome.value;
			if (outcome?.status === 'rejected') {
				failure = outcome.reason;
				if (!isTokenError(failure)) return await Promise.reject(failure);
				continue;
			}
		}
		// Somebody else may have obtained a token while the caller waited.
		const good = goodToken(state, grant.key, caller);
		if (good && caller.accepts(good)) return toResult(state, good, 'cache');
	}
}

/**
 * Waits for the sign-in that has been started, or starts it, whatever the pause.
 *
 * @returns undefined if that sign-in has taken longer than the caller's time, of which some remains
 * @throws `timeout` at the end of the caller's time
 */
export async function join(state: EngineState, grant: Grant, caller: Caller) {
	const flight = findFlight(state, grant, caller) ?? startFlight(state, grant, caller);
	const { timeout, deadline, cancelled } = caller;
	const until = Math.min(deadline, flight.startedAt + maxAge(timeout));
	const timer = AbortSignal.timeout(Math.max(1, Math.ceil(until - state.clock.now())));
	const stop = cancelled === undefined ? timer : AbortSignal.any([timer, cancelled]);
	const [outcome] = await Promise.allSettled([abortable(stop, flight.outcome)]);
	if (outcome.status === 'fulfilled' || outcome.reason !== timer.reason) return outcome;
	if (until < deadline) return undefined;
	const message = `The sign-in to ${grant.title} took longer than ${formatDuration(timeout)}.`;
	throw tokenError('timeout', message, TIMEOUT_ADVICE);
}

/** A younger flight is joined: callers with less time stop waiting, and send nothing more. */
const maxAge = (timeout: number) => Math.max(timeout, MIN_FLIGHT_MS);

const laneFor = ({ isTest = false }: Caller) => (isTest ? 'testFlight' : 'flight');

/** The flight that a caller joins, if there is one. */
export function findFlight(state: EngineState, { key }: Grant, caller: Caller) {
	const flight = getEntry(state, key)[laneFor(caller)];
	const age = state.clock.now() - (flight?.startedAt ?? -Infinity);
	return age < maxAge(caller.timeout) ? flight : undefined;
}

function startFlight(state: EngineState, grant: Grant, caller: Caller): Flight {
	const entry = getEntry(state, grant.key);
	const lane = laneFor(caller);
	const limit = Math.min(maxAge(caller.timeout), MAX_FLIGHT_MS);
	const timing = { startedAt: state.clock.now(), limit, serial: entry.serial + 1 };
	const outcome = obtain(state, entry, grant, timing)
		.then((token) => token && toResult(state, token, token.source))
		.finally(() => {
			if (entry[lane] === flight) entry[lane] = undefined;
		});
	const flight: Flight = Object.assign(timing, { outcome });
	entry[lane] = flight;
	// Everybody who waits may have been cancelled, and then nobody takes the outcome.
	outcome.catch(() => undefined);
	return flight;
}
