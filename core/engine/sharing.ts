import type { Token } from './token';

/** How a key's tokens go from process to process. */
export interface Sharing {
	/** The highest seen of any token of this login. */
	serial: number;
	/** The highest of a token that an API is known to have refused. */
	refused?: number;
	/** The token that this process obtained and has not given away. */
	unshared?: Token;
	/** A request that is no credential test had a token of this login. */
	used?: boolean;
	/** When something was given to be stored or removed, epoch milliseconds, until it has been. */
	givenAt?: number;
	/** The last token that was taken away because an API and the provider refused it. */
	dropped?: Age;
	/** Tokens with the serial of the present one that were left because an API refused them. */
	left?: readonly string[];
}

/** What tells which of two tokens is newer. */
export type Age = Pick<Token, 'accessToken' | 'serial' | 'obtainedAt'>;

/** The number of a token that is asked for now: those that are asked for side by side have the same. */
export function nextSerial(sharing: Sharing | undefined): number {
	return (sharing?.serial ?? 0) + 1;
}

/**
 * A later serial is newer, whatever the clocks say; two with the same were obtained side by side. A token
 * is never newer than itself, whatever the clock is set to when it is read again.
 */
export function isNewer(one: Age, other: Age): boolean {
	if (one.serial !== other.serial) return one.serial > other.serial;
	return one.accessToken !== other.accessToken && one.obtainedAt > other.obtainedAt;
}
