import { isLoginRejected, toTokenError, type TokenError } from '../errors';
import type { TokenSet } from '../response/tokenResponse';
import { isNewer, isRejected } from './adopt';
import { activePause, type EngineState, type Entry, type Flight } from './entry';
import type { Grant } from './grant';
import { pauseAfter, signInPaused } from './pause';
import type { Token } from './token';

type Timing = Pick<Flight, 'startedAt' | 'limit' | 'serial'>;

/**
 * Obtains a token, by refresh where there is a refresh token, else by a full sign-in, and remembers the
 * outcome: a token ends the pause of its login, anything else begins one.
 *
 * @returns undefined if somebody else has obtained a token, or failed, while it waited for a one-time code
 */
export async function obtain(
	state: EngineState,
	entry: Entry,
	grant: Grant,
	flight: Timing,
): Promise<Token | undefined> {
	const { clock, pauses } = state;
	const used = grant.refresh && takeRefreshToken(entry, clock.now());
	const refreshed = used && (await refresh(state, entry, grant, used.text, flight.limit));
	if (used && !refreshed) {
		const pause = activePause(state, grant);
		// Meanwhile another sign-in has failed.
		if (pause !== undefined) throw signInPaused(grant.title, pause, clock.now());
	}
	const tokenSet = refreshed ?? (await signIn(state, entry, grant, flight, !used));
	if (tokenSet === undefined) return undefined;
	const { startedAt: obtainedAt, serial } = flight;
	const source = refreshed ? 'refresh' : 'grant';
	const token: Token = { ...tokenSet, obtainedAt, source, serial };
	// A refresh says nothing about the login.
	if (source === 'grant') pauses.delete(grant.loginKey);
	entry.serial = Math.max(entry.serial, serial);
	// A slow sign-in must not replace what a quicker one has obtained since.
	const { token: current, ownToken } = entry;
	// Among the tokens of this process its clock decides; the clocks of processes differ.
	const isSlow = current === ownToken ? isNewer : (newer: Token) => newer.serial > serial;
	if (current !== undefined && isSlow(current, token)) return token;
	const { accessToken, refreshToken: text, refreshLifetime = Infinity } = token;
	// The provider may issue the same one again, and then it is good.
	entry.rejectedTokens = entry.rejectedTokens.filter((other) => other !== accessToken);
	entry.token = entry.ownToken = entry.unshared = token;
	// A new refresh token replaces the old one; if none came, the old one stays (RFC 6749 section 6).
	const until = obtainedAt + refreshLifetime * 1000;
	entry.refreshToken = text === undefined ? refreshed && used : { text, until };
	return token;
}

/**
 * Signs in. One sign-in of a login shows whether it is right: the other grants wait for it, end as it
 * does if it fails, and else sign in side by side.
 *
 * @param isFresh - nothing was sent yet: the waiting does not count
 */
async function signIn(
	state: EngineState,
	entry: Entry,
	grant: Grant,
	flight: Timing,
	isFresh: boolean,
) {
	const { clock, firsts } = state;
	const { key, loginKey } = grant;
	const leader = firsts.get(loginKey);
	if (leader !== undefined && leader.key !== key) {
		if (isFresh) flight.startedAt = Infinity;
		await leader.outcome;
		if (isFresh) Object.assign(flight, { startedAt: clock.now(), serial: entry.serial + 1 });
	}
	const outcome = sendLogin(state, entry, grant, flight).catch(pauseAndReject(state, entry, grant));
	const first = firsts.get(loginKey) ?? { key, outcome };
	firsts.set(loginKey, first);
	return await outcome.finally(() => first.outcome === outcome && firsts.delete(loginKey));
}

/** How soon a wait for a code notices that somebody else has obtained a token. */
const POLL_MS = 1_000;
/** What a server says of a one-time code that was used before. */
const CODE_REFUSED = ['credentials_rejected', 'two_factor_required'];

/**
 * Sends the login, with a one-time code that was not sent before: the waiting for it does not count. A refused
 * login is sent once more with the next code, because another process may have used this one; not while it
 * keeps being refused, because each try may bring a lockout nearer.
 */
async function sendLogin(
	{ clock, sleep, pauses }: EngineState,
	entry: Entry,
	grant: Grant,
	flight: Timing,
): Promise<TokenSet | undefined> {
	const { oneTimeCode, loginKey } = grant;
	const { token } = entry;
	const pause = pauses.get(loginKey);
	const attempt = async () => {
		for (;;) {
			if (entry.token !== token || pauses.get(loginKey) !== pause) return undefined;
			const wait = oneTimeCode?.wait() ?? 0;
			if (wait === 0) break;
			flight.startedAt = Infinity;
			await sleep(Math.min(wait, POLL_MS));
		}
		if (flight.startedAt === Infinity) {
			Object.assign(flight, { startedAt: clock.now(), serial: entry.serial + 1 });
		}
		return await grant.signIn(Math.max(1, flight.startedAt + flight.limit - clock.now()));
	};
	return await attempt().catch(async (reason: unknown) => {
		const mayBeUsed = CODE_REFUSED.includes(toTokenError(reason).errorCode);
		if (!oneTimeCode || !mayBeUsed || pause?.failures.refused) throw reason;
		return await attempt();
	});
}

/**
 * Takes the refresh token out: each is used once. The provider may have used it up even if its response
 * was lost, and one used twice ends the session where that is detected (RFC 9700 section 4.14.2).
 */
function takeRefreshToken(entry: Entry, now: number) {
	const { refreshToken, isRefreshUnsupported } = entry;
	if (refreshToken === undefined || isRefreshUnsupported) return undefined;
	entry.refreshToken = undefined;
	return now < refreshToken.until ? refreshToken : undefined;
}

/** What says that this client may not use the refresh grant at all. */
const UNSUPPORTED_CODES = ['unsupported_grant_type', 'unauthorized_client'];

/** @returns undefined if a full sign-in has to take the place of the refresh */
async function refresh(
	state: EngineState,
	entry: Entry,
	grant: Grant,
	refreshToken: string,
	timeout: number,
): Promise<TokenSet | undefined> {
	return await grant.refresh?.(refreshToken, timeout).catch((reason: TokenError) => {
		const { errorCode, status, providerCode = '' } = reason;
		const isFinal = errorCode === 'timeout' || errorCode === 'rate_limited';
		if (isFinal) return pauseAndReject(state, entry, grant)(reason);
		entry.isRefreshUnsupported = status === 400 && UNSUPPORTED_CODES.includes(providerCode);
		return undefined;
	});
}

/**
 * Makes the handler that lets a reason pass, after it has paused the login. A rejected login takes the
 * token away only if an API had refused that very token.
 */
function pauseAndReject({ pauses, clock }: EngineState, entry: Entry, { key, loginKey }: Grant) {
	return (reason: unknown): never => {
		const error = toTokenError(reason);
		const { token } = entry;
		if (token !== undefined && isLoginRejected(error) && isRejected(entry, token)) {
			entry.lastRefusedSerial = Math.max(entry.lastRefusedSerial, token.serial);
			entry.token = entry.ownToken = undefined;
		}
		pauses.set(loginKey, pauseAfter(error, pauses.get(loginKey), clock.now(), key));
		throw error;
	};
}
