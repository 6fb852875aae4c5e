import { isLoginRejected, toTokenError, type TokenError } from '../errors';
import type { TokenSet } from '../response/tokenResponse';
import { entryOf, type EngineState, type Entry } from './entry';
import type { Grant } from './grant';
import { signInPaused } from './pause';
import { isFinal, isUnsupported, nextRefreshToken, type RefreshToken } from './refreshToken';
import { drop } from './share';
import { nextSerial } from './sharing';
import type { Token } from './token';

/**
 * Obtains a token, by refresh where there is a refresh token, else by a full sign-in, and remembers the
 * outcome: a token ends the pause of its key, anything else begins one.
 *
 * @param timeout - milliseconds, for both together
 * @throws whatever the grant throws, and `sign_in_paused`
 */
export async function obtain(state: EngineState, grant: Grant, timeout: number): Promise<Token> {
	const obtainedAt = state.clock.now();
	const serial = nextSerial(state.entries.peek(grant.key)?.sharing);
	const used = grant.refresh && takeRefreshToken(entryOf(state, grant.key), obtainedAt);
	const refreshed = used && (await refresh(state, grant, used, timeout));
	const left = used ? Math.max(1, obtainedAt + timeout - state.clock.now()) : timeout;
	const tokenSet = refreshed ?? (await grant.signIn(left).catch(pauseAndReject(state, grant.key)));
	const source = refreshed ? 'refresh' : 'grant';
	const entry = entryOf(state, grant.key);
	const token: Token = { ...tokenSet, obtainedAt, source, serial };
	entry.sharing.serial = Math.max(entry.sharing.serial, serial);
	state.pauses.end(grant.key);
	// Whoever was slow must not replace what somebody quicker has obtained since.
	if (isLate(token, entry)) return token;
	entry.token = token;
	entry.own = token;
	entry.sharing.unshared = token;
	entry.use = {};
	entry.refresh = nextRefreshToken(token, refreshed && used);
	return token;
}

/** Among this process's own tokens its clock decides; the clocks of processes differ. */
function isLate({ serial, obtainedAt }: Token, { token, own }: Entry): boolean {
	if (token === undefined) return false;
	return token === own ? obtainedAt < own.obtainedAt : serial < token.serial;
}

/**
 * Takes the refresh token out: each is used once. The provider may have used it up even if its response
 * was lost, and one used twice ends the session where that is detected (RFC 9700 section 4.14.2).
 */
function takeRefreshToken(entry: Entry, at: number): RefreshToken | undefined {
	const { refresh: known, refreshUnsupported } = entry;
	if (known === undefined || refreshUnsupported) return undefined;
	entry.refresh = undefined;
	return at < known.until ? known : undefined;
}

/** @returns undefined if a full sign-in has to take the place of the refresh */
async function refresh(
	state: EngineState,
	grant: Grant,
	{ token }: RefreshToken,
	timeout: number,
): Promise<TokenSet | undefined> {
	return await grant.refresh?.(token, timeout).catch((reason: TokenError) => {
		if (isFinal(reason)) return pauseAndReject(state, grant.key)(reason);
		entryOf(state, grant.key).refreshUnsupported = isUnsupported(reason);
		const at = state.clock.now();
		const pause = state.pauses.active(grant.key, at);
		// Meanwhile a test of the login was rejected.
		if (pause !== undefined) throw signInPaused(grant.title, pause, at);
		return undefined;
	});
}

/**
 * Makes the handler that lets a reason pass, after it has paused the key. A rejected login takes the
 * token away only if an API had refused that very token.
 */
function pauseAndReject(state: EngineState, key: string) {
	return (reason: unknown): never => {
		const error = toTokenError(reason);
		const entry = entryOf(state, key);
		if (isLoginRejected(error) && entry.use.refusedAt !== undefined) drop(entry);
		state.pauses.add(key, error, state.clock.now());
		throw error;
	};
}
