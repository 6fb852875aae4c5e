import { isLoginRejected, type TokenError } from '../errors';
import type { TokenSet } from '../response/tokenResponse';
import { entryOf, type EngineState, type Entry } from './entry';
import type { Grant } from './grant';
import { pauseAfter } from './pause';
import { isDefinite, isRefreshUnsupported, nextRefreshToken } from './refreshToken';
import type { Token } from './token';

/**
 * Obtains a token, by refresh where there is a refresh token, else by a full sign-in, and remembers the
 * outcome.
 *
 * @param timeout - milliseconds
 * @throws whatever the grant throws
 */
export async function obtain(state: EngineState, grant: Grant, timeout: number): Promise<Token> {
	const entry = entryOf(state, grant.key);
	const obtainedAt = state.now();
	const refreshed = await refresh(state, grant, entry, timeout);
	const tokenSet =
		refreshed ?? (await grant.signIn(timeout).catch(rejectAndPause(state, grant.key)));
	const token: Token = {
		...tokenSet,
		// If the clock was set back meanwhile, its new time is the only one that can be compared.
		obtainedAt: Math.min(obtainedAt, state.now()),
		source: refreshed ? 'refresh' : 'grant',
	};
	const kept = entryOf(state, grant.key);
	kept.token = token;
	kept.pause = undefined;
	kept.refresh = nextRefreshToken(token, refreshed ? entry.refresh : undefined);
	return token;
}

async function refresh(
	state: EngineState,
	grant: Grant,
	entry: Entry,
	timeout: number,
): Promise<TokenSet | undefined> {
	const known = entry.refresh;
	if (grant.refresh === undefined || known === undefined || entry.refreshUnsupported)
		return undefined;
	if (state.now() >= known.until) return undefined;
	return await grant.refresh(known.token, timeout).catch((reason: TokenError) => {
		// The provider may have used it up even if its response was lost. Sending it again could end
		// the session where reuse is detected (RFC 9700 section 4.14.2).
		entry.refresh = undefined;
		if (!isDefinite(reason)) return rejectAndPause(state, grant.key)(reason);
		entry.refreshUnsupported = isRefreshUnsupported(reason);
		return undefined;
	});
}

/** Makes the handler that lets a reason pass, after it has paused the key. */
function rejectAndPause(state: EngineState, key: string) {
	return (reason: TokenError): never => {
		const entry = entryOf(state, key);
		if (isLoginRejected(reason)) entry.token = undefined;
		entry.pause = pauseAfter(reason, state.now()) ?? entry.pause;
		throw reason;
	};
}
