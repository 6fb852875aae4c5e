import { entryOf, type EngineState, type Entry } from './entry';
import type { Grant } from './grant';
import type { Use } from './renewal';
import { isNewer, type Age, type Sharing } from './sharing';
import type { SharedToken, Token } from './token';
import { isGood } from './validity';

/** What was given to be stored and is not reported as stored was lost: the next waits for so long. */
const LOST_MS = 600_000;
/** The clock of another machine may be ahead by so much. */
const MAX_AHEAD_MS = 10_000;
/** The part of the margin that counts for a token of another process: from the least, over this range. */
const MARGIN_SHARE = { least: 0.25, range: 0.5 };

/** See `Engine.adopt`. */
export function adopt(state: EngineState, { key }: Grant, shared: SharedToken): void {
	const { clock, pauses, random } = state;
	const entry = entryOf(state, key);
	const { token: current, own, use, sharing } = entry;
	const at = clock.now();
	const obtainedAt = clock.fromWall(shared.obtainedAt);
	sharing.serial = Math.max(sharing.serial, shared.serial);
	forgetRefused(entry, shared);
	if (shared.accessToken === current?.accessToken) goBack(entry);
	if (!isWanted({ ...shared, obtainedAt }, entry) || obtainedAt > at + MAX_AHEAD_MS) return;
	const token: Token = {
		...{ accessToken: shared.accessToken, lifetime: shared.lifetime, serial: shared.serial },
		...(shared.scope !== undefined && { scope: shared.scope }),
		obtainedAt: Math.min(obtainedAt, at),
		source: 'grant',
		response: undefined,
		marginShare: MARGIN_SHARE.least + MARGIN_SHARE.range * random(),
	};
	if (!isGood(token, at)) return;
	if (own === current && use.refusedAt !== undefined) entry.own = undefined;
	replace(entry, token);
	const pause = pauses.active(key, at);
	if (pause !== undefined && obtainedAt > pause.failedAt) pauses.end(key);
}

/** The own token was given out only on demand since a newer one came, so no API may have told of it here. */
function forgetRefused(entry: Entry, { refused = 0, serial }: SharedToken): void {
	const { own, sharing } = entry;
	sharing.refused = Math.max(sharing.refused ?? 0, refused);
	if (own && own.serial < serial && own.serial <= sharing.refused) entry.own = undefined;
}

/** Two with the same serial were obtained side by side: if one is refused, the other may live. */
function isWanted(shared: Age, { token, use, sharing }: Entry): boolean {
	const known = token ?? sharing.dropped;
	if (known === undefined || isNewer(shared, known)) return !isLeft(shared, sharing);
	const isBeside = shared.serial === known.serial && shared.accessToken !== known.accessToken;
	const isLost = token === undefined || isRefused(use);
	return isBeside && isLost && !isLeft(shared, sharing);
}

/** Back to the own token, if the one that was obtained beside it is refused. A refused own one is gone. */
function goBack(entry: Entry): void {
	const { token, own, use } = entry;
	const isBeside = own !== undefined && own !== token && own.serial === token?.serial;
	if (isBeside && isRefused(use)) replace(entry, own);
}

function replace(entry: Entry, token: Token): void {
	const { token: current, use, sharing } = entry;
	const known = current ?? sharing.dropped;
	const left = token.serial === known?.serial ? (sharing.left ?? []) : [];
	sharing.left = current && isRefused(use) ? [...left, current.accessToken] : left;
	entry.token = token;
	entry.use = {};
}

const isLeft = ({ accessToken }: Age, { left = [] }: Sharing) => left.includes(accessToken);

const isRefused = ({ refusedAt, proven }: Use) => refusedAt !== undefined && !proven;

/** See `Engine.share`. */
export function share(
	state: EngineState,
	{ key }: Grant,
	stored: SharedToken | undefined,
): SharedToken | undefined {
	const { clock } = state;
	const { token, use, sharing } = entryOf(state, key);
	const at = clock.now();
	if (token === undefined || token !== sharing.unshared || isLost(sharing, at)) return undefined;
	// A credential that is not saved yet cannot be written, and its test cannot be told from a request.
	if (!sharing.used && stored === undefined) return undefined;
	if (isRefused(use) || !isGood(token, at)) return undefined;
	sharing.unshared = undefined;
	sharing.givenAt = at;
	const { accessToken, lifetime, scope, serial } = token;
	const obtainedAt = clock.toWall(token.obtainedAt);
	return { accessToken, lifetime, scope, serial, obtainedAt, refused: sharing.refused };
}

/** See `Engine.clear`. */
export function clear(state: EngineState, { key }: Grant): boolean {
	const { sharing } = entryOf(state, key);
	const at = state.clock.now();
	if (isLost(sharing, at)) return false;
	sharing.givenAt = at;
	return true;
}

const isLost = ({ givenAt = -Infinity }: Sharing, at: number) => at - givenAt < LOST_MS;

/** Takes a refused token away for good: it is not adopted again. */
export function drop(entry: Entry): void {
	const { token, sharing } = entry;
	// The login may be refused again when there is no token left.
	if (token === undefined) return;
	sharing.dropped = token;
	sharing.left = [...(sharing.left ?? []), token.accessToken];
	entry.token = undefined;
	entry.own = undefined;
}
