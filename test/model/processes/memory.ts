import { parseStoredToken } from '../../../core/sharing/storedToken';
import type { Seen } from './play';
import { fingerprintOf } from './process';

const MAX_AHEAD_MS = 10_000;

/** A token as a process knows it. */
export interface Known {
	token: string;
	serial: number;
	/** By the clock of the process, epoch milliseconds. */
	obtainedAt: number;
	/** When its margin begins, of which a process need not keep all. */
	until: number;
}

/** What a process has seen of a login. */
export function createMemory() {
	return {
		known: new Map<string, Known>(),
		/** What the process obtained itself, and when it asked for it. */
		askedAt: new Map<string, number>(),
		/** What each request has read, if that was good. */
		read: new Map<number, Known>(),
		refused: new Set<string>(),
		/** What the API and then the provider refused. */
		gone: new Set<string>(),
		/** In a row. */
		rejections: 0,
		pausedUntil: -Infinity,
		signIns: 0,
		failures: 0,
	};
}

export type Memory = ReturnType<typeof createMemory>;

export const untilOf = (obtainedAt: number, lifetime: number) =>
	obtainedAt + (lifetime - Math.min(60, lifetime / 10)) * 1000;

/** The token that a process may take over from a text, as long as it is good. */
export function tokenIn(text: string, { login, at }: Seen): Known | undefined {
	const stored = parseStoredToken(text);
	if (stored?.fingerprint !== fingerprintOf(login, stored?.salt ?? '')) return undefined;
	if (stored.obtainedAt > at + MAX_AHEAD_MS) return undefined;
	const { accessToken: token, serial, lifetime } = stored;
	const obtainedAt = Math.min(stored.obtainedAt, at);
	return { token, serial, obtainedAt, until: untilOf(obtainedAt, lifetime ?? 3600) };
}

/** The one token that a process has to use: all others that it has seen are older. */
export function newestOf({ known }: Memory): Known | undefined {
	const serial = Math.max(...[...known.values()].map((one) => one.serial));
	const newest = [...known.values()].filter((one) => one.serial === serial);
	// Of two with the same number the clocks decide.
	return newest.length === 1 ? newest[0] : undefined;
}

/** The tokens that ended or were refused: the reasons for another sign-in. */
export function usedUp({ known, askedAt, refused }: Memory, at: number, lifetime: number) {
	const ends: Array<readonly [string, number]> = [
		...[...known.values()].map(({ token, until }) => [token, until] as const),
		// A request that n8n could not write for sends none.
		...[...askedAt].map(([token, asked]) => [token, untilOf(asked, lifetime)] as const),
	];
	return new Set([...refused, ...ends.flatMap(([token, until]) => (at >= until ? [token] : []))]);
}
