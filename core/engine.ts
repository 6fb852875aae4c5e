import { createCache } from './cache';
import { isRejection, isTokenError, tokenError, type TokenError } from './errors';
import type { Issued } from './judge';
import { SLOW_PROVIDER } from './fault';
import { within } from './within';
import { seconds } from './words';

/** A token, the moment before it was asked for (epoch milliseconds), and how it was obtained. */
export interface Token extends Issued {
	obtainedAt: number;
	source: 'grant' | 'refresh';
}

/** How to obtain a token; the engine neither knows nor cares what happens on the wire. */
export interface Grant {
	/** Equal for two grants only if they are the same grant in every respect. */
	key: string;
	/** The provider's name for messages. */
	title: string;
	/** Performs the full grant. @param timeout - milliseconds */
	signIn(timeout: number): Promise<Issued>;
	/** Performs the refresh grant, where the provider has one. */
	refresh?(refreshToken: string, timeout: number): Promise<Issued>;
}

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

/** A token as handed out; `cache`: nothing was sent for it. */
export interface HandedOut {
	token: Token;
	source: Token['source'] | 'cache';
}

export interface Engine {
	/**
	 * Gives a token that is good now: from the cache, or from the one sign-in under way for this key,
	 * or from a new one.
	 *
	 * @throws `sign_in_paused` without sending anything, and whatever the grant throws
	 */
	get(grant: Grant, options: GetOptions): Promise<HandedOut>;
	/**
	 * Gives another token in place of one that an API refused.
	 *
	 * @returns undefined if renewing is not worth a sign-in: the token is seconds old, so the refusal
	 * is not about its age, or a renewal took place less than a minute ago
	 */
	renew(grant: Grant, refused: Token, options: GetOptions): Promise<HandedOut | undefined>;
	/** How many keys are remembered. */
	readonly size: number;
}

interface Entry {
	token?: Token;
	refresh?: { token: string; until: number };
	/** The provider does not know the refresh grant for this client. */
	refreshUnknown?: boolean;
	renewedAt?: number;
	pause?: { until: number; reason: TokenError };
	/** The latest moment this entry was looked at. */
	seenAt: number;
}

const CAPACITY = 1000;
const REJECTED_PAUSE = 30;
const LONGEST_PAUSE = 60;
const LARGEST_MARGIN = 60;
const YOUNGEST_RENEWAL = 10_000;
const RENEWAL_INTERVAL = 60_000;

/**
 * Makes a token engine: a bounded cache with at most one sign-in under way per key.
 *
 * @param now - the clock, epoch milliseconds
 */
export function createEngine({ now = () => Date.now(), capacity = CAPACITY } = {}): Engine {
	const entries = createCache<Entry>(capacity);
	// Kept apart from the entries: an eviction must not allow a second flight for the same key.
	const flights = new Map<string, Promise<Token>>();

	function entryOf(key: string): Entry {
		const at = now();
		const known = entries.get(key);
		if (known !== undefined && at >= known.seenAt) {
			known.seenAt = at;
			return known;
		}
		const fresh = { seenAt: at };
		entries.set(key, fresh);
		return fresh;
	}

	function fly(grant: Grant, timeout: number): Promise<Token> {
		const underWay = flights.get(grant.key);
		if (underWay !== undefined) return underWay;
		const flight = obtain(grant, timeout).finally(() => flights.delete(grant.key));
		flights.set(grant.key, flight);
		// Everybody who waits may have been cancelled; the outcome is in the entry all the same.
		flight.catch(() => undefined);
		return flight;
	}

	async function obtain(grant: Grant, timeout: number): Promise<Token> {
		const entry = entryOf(grant.key);
		const obtainedAt = now();
		const refreshed = await refresh(grant, entry, timeout);
		const issued = refreshed ?? (await grant.signIn(timeout).catch(remember(grant.key)));
		const token: Token = {
			...issued,
			// If the clock was set back meanwhile, its new time is the only one that can be compared.
			obtainedAt: Math.min(obtainedAt, now()),
			source: refreshed ? 'refresh' : 'grant',
		};
		const kept = entryOf(grant.key);
		kept.token = token;
		kept.pause = undefined;
		kept.refresh = nextRefresh(token, refreshed ? entry.refresh : undefined);
		return token;
	}

	async function refresh(grant: Grant, entry: Entry, timeout: number) {
		const { refresh: known } = entry;
		if (grant.refresh === undefined || known === undefined || entry.refreshUnknown)
			return undefined;
		if (now() >= known.until) return undefined;
		return await grant.refresh(known.token, timeout).catch((reason: TokenError) => {
			// The provider may have used it up even if its answer was lost. Sending it again could end
			// the session where reuse is detected (RFC 9700 section 4.14.2).
			entry.refresh = undefined;
			if (!isRefusal(reason)) return remember(grant.key)(reason);
			entry.refreshUnknown = UNKNOWN_GRANT.includes(reason.providerCode ?? '');
			return undefined;
		});
	}

	function remember(key: string) {
		return (reason: TokenError): never => {
			const entry = entryOf(key);
			const rejected = isRejection(reason);
			const pause = rejected ? REJECTED_PAUSE : Math.min(reason.retryAfter ?? 0, LONGEST_PAUSE);
			if (rejected) entry.token = undefined;
			if (pause > 0) entry.pause = { until: now() + pause * 1000, reason };
			throw reason;
		};
	}

	function assertNotPaused(grant: Grant, { pause }: Entry): void {
		const at = now();
		if (pause === undefined || at >= pause.until) return;
		const left = Math.ceil((pause.until - at) / 1000) * 1000;
		throw tokenError(
			'sign_in_paused',
			`Sign-in to ${grant.title} is paused for another ${seconds(left)}. The last attempt ended with: ${pause.reason.message}`,
			`${pause.reason.description} The pause keeps the account from being locked; a changed credential is tried at once.`,
		);
	}

	async function wait(grant: Grant, options: GetOptions): Promise<HandedOut> {
		const { timeout, cancelled } = options;
		const late = AbortSignal.timeout(timeout);
		const stop = cancelled === undefined ? late : AbortSignal.any([late, cancelled]);
		const joined = flights.has(grant.key);
		const token = await within(stop, fly(grant, timeout))
			.catch(async (reason: unknown) => {
				// Whoever was first may have had less time.
				if (!joined || !isTokenError(reason) || reason.errorCode !== 'timeout') throw reason;
				return await within(stop, fly(grant, timeout));
			})
			.catch((reason: unknown) => {
				if (!late.aborted || reason !== late.reason) throw reason;
				throw tokenError(
					'timeout',
					`The sign-in to ${grant.title} took longer than ${seconds(timeout)}.`,
					SLOW_PROVIDER,
				);
			});
		return { token, source: token.source };
	}

	return {
		async get(grant, options) {
			const entry = entryOf(grant.key);
			const good = goodToken(entry, now(), options.minimumValidity);
			const busy = flights.has(grant.key);
			if (good !== undefined && !options.force && !busy) return { token: good, source: 'cache' };
			if (!busy) assertNotPaused(grant, entry);
			return await wait(grant, options).catch((reason: unknown) => {
				const still = goodToken(entryOf(grant.key), now(), options.minimumValidity);
				if (still === undefined || options.force || options.cancelled?.aborted) throw reason;
				return { token: still, source: 'cache' as const };
			});
		},
		async renew(grant, refused, options) {
			const entry = entryOf(grant.key);
			const at = now();
			const busy = flights.has(grant.key);
			const good = goodToken(entry, at);
			if (!busy && good !== undefined) {
				if (good.accessToken !== refused.accessToken) return { token: good, source: 'cache' };
				if (at - good.obtainedAt < YOUNGEST_RENEWAL) return undefined;
				if (at - (entry.renewedAt ?? -Infinity) < RENEWAL_INTERVAL) return undefined;
			}
			if (!busy) {
				assertNotPaused(grant, entry);
				entry.renewedAt = at;
			}
			const renewed = await wait(grant, options);
			return renewed.token.accessToken === refused.accessToken ? undefined : renewed;
		},
		get size() {
			return entries.size;
		},
	};
}

/** Codes that say the refresh grant itself is not available to this client. */
const UNKNOWN_GRANT = ['unsupported_grant_type', 'unauthorized_client'];

/** Whether the provider refused, as opposed to not being able to answer. */
function isRefusal(reason: TokenError): boolean {
	return isRejection(reason) || reason.errorCode === 'invalid_configuration';
}

/** A new refresh token replaces the old one; if none came, the old one stays (RFC 6749 section 6). */
function nextRefresh(token: Token, old: Entry['refresh']): Entry['refresh'] {
	const { refreshToken, refreshLifetime = Infinity, obtainedAt } = token;
	if (refreshToken === undefined) return old;
	return { token: refreshToken, until: obtainedAt + refreshLifetime * 1000 };
}

/**
 * The entry's token if it is good now: until its end less a margin of a tenth of its life, a minute
 * at the most. A demand for more validity than a new token would have is not made.
 */
function goodToken({ token }: Entry, at: number, minimumValidity = 0): Token | undefined {
	if (token === undefined || token.lifetime === null) return token;
	const { obtainedAt, lifetime } = token;
	const margin = Math.min(LARGEST_MARGIN, lifetime / 10);
	const demand = minimumValidity < lifetime ? Math.max(margin, minimumValidity) : margin;
	return at < obtainedAt + (lifetime - demand) * 1000 ? token : undefined;
}
