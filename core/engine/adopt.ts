import { activePause, getEntry, type EngineState, type Entry } from './entry';
import type { Grant } from './grant';
import type { SharedToken, Token } from './token';
import { isGood } from './validity';

/** What was given to be stored and is not reported as stored was lost: the next waits for so long. */
const LOST_MS = 600_000;
/** The clock of another machine may be ahead by so much. */
const MAX_AHEAD_MS = 10_000;
/** The part of the margin that counts for a token of another process: from the least, over this range. */
const MARGIN_SHARE = { least: 0.25, range: 0.5 };
/** More are not obtained side by side. */
const MAX_REJECTED = 10;

/** What decides which of two tokens is newer. */
type Age = Pick<Token, 'accessToken' | 'serial' | 'obtainedAt'>;

/**
 * A later serial is newer, whatever the clocks say; two with the same were obtained side by side. A token
 * is never newer than itself, whatever the clock is set to when it is read again.
 */
export function isNewer(token: Age, other: Age): boolean {
	if (token.serial !== other.serial) return token.serial > other.serial;
	return token.accessToken !== other.accessToken && token.obtainedAt > other.obtainedAt;
}

/** Whether an API is known to have refused a token. */
export function isRejected(entry: Entry, { accessToken }: Pick<Token, 'accessToken'>): boolean {
	return entry.rejectedTokens.includes(accessToken);
}

/** Notes that an API refused a token. */
export function rejectToken(entry: Entry, accessToken: string): void {
	const others = entry.rejectedTokens.filter((other) => other !== accessToken);
	entry.rejectedTokens = [...others, accessToken].slice(-MAX_REJECTED);
}

/** See `Engine.adopt`. */
export function adopt(state: EngineState, grant: Grant, shared: SharedToken): void {
	const entry = getEntry(state, grant.key);
	const now = state.clock.now();
	const obtainedAt = state.clock.fromWall(shared.obtainedAt);
	entry.serial = Math.max(entry.serial, shared.serial);
	entry.lastRefusedSerial = Math.max(entry.lastRefusedSerial, shared.refused ?? 0);
	if (isWanted({ ...shared, obtainedAt }, entry) && obtainedAt <= now + MAX_AHEAD_MS) {
		const { accessToken, values, lifetime, scope, serial } = shared;
		const token: Token = {
			accessToken,
			lifetime,
			serial,
			obtainedAt: Math.min(obtainedAt, now),
			source: 'grant',
			response: undefined,
			...(values !== undefined && { values }),
			...(scope !== undefined && { scope }),
			marginShare: MARGIN_SHARE.least + MARGIN_SHARE.range * state.random(),
		};
		const pause = activePause(state, grant);
		const isPauseOver = pause?.key === grant.key && obtainedAt > pause.failedAt;
		if (isGood(token, now)) entry.token = token;
		if (entry.token === token && isPauseOver) state.pauses.delete(grant.loginKey);
	}
	const { ownToken, lastRefusedSerial } = entry;
	if (ownToken === undefined || ownToken === entry.token) return;
	// It has been replaced and is given out only on demand, so its refusal may be known only to others.
	const isRefused = isRejected(entry, ownToken) || ownToken.serial <= lastRefusedSerial;
	if (isRefused) entry.ownToken = undefined;
}

/** The newest token wins that no API is known to have refused. A wrong guess costs one sign-in. */
function isWanted(shared: Age, entry: Entry): boolean {
	const { token, lastRefusedSerial } = entry;
	if (isRejected(entry, shared)) return false;
	if (token !== undefined && !isRejected(entry, token)) return isNewer(shared, token);
	return shared.serial >= Math.max(lastRefusedSerial, token?.serial ?? 0);
}

/** See `Engine.share`. */
export function share(state: EngineState, { key }: Grant, stored: SharedToken | undefined) {
	const entry = getEntry(state, key);
	const { token, unshared, isUsed, lastRefusedSerial } = entry;
	const now = state.clock.now();
	if (token === undefined || token !== unshared) return undefined;
	if (isRejected(entry, token) || !isGood(token, now)) return undefined;
	// A credential that is not saved yet cannot be written, and its test looks like a request.
	if ((!isUsed && stored === undefined) || !mayStore(entry, now)) return undefined;
	entry.unshared = undefined;
	const { accessToken, values, lifetime, scope, serial } = token;
	const obtainedAt = state.clock.toWall(token.obtainedAt);
	const refused = lastRefusedSerial || undefined;
	return { accessToken, values, lifetime, scope, serial, obtainedAt, refused };
}

/** Whether a credential may be written now, and notes that it is. @param now - epoch milliseconds */
export function mayStore(entry: Entry, now: number): boolean {
	if (now - (entry.givenAt ?? -Infinity) < LOST_MS) return false;
	entry.givenAt = now;
	return true;
}
