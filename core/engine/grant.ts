import type { TokenSet } from '../response/tokenResponse';

/** How to obtain a token; the engine neither knows nor cares what happens on the wire. */
export interface Grant {
	/** Equal for two grants only if they are the same grant in every respect. */
	key: string;
	/** Equal for two grants of one login at one address: pauses count by it. */
	loginKey: string;
	/** The provider's name for messages. */
	title: string;
	/** The values of a token set that requests need beside the token. */
	places?: readonly string[];
	/** Of a login that sends one. */
	oneTimeCode?: {
		/** Milliseconds until there is a code that was not sent yet. */
		wait(): number;
		/** The longest that one sign-in waits, milliseconds: callers have so much more time. */
		longest: number;
	};
	/** Performs the full grant. */
	signIn(timeout: number): Promise<TokenSet>;
	/** Performs the refresh grant, where the provider has one. */
	refresh?(refreshToken: string, timeout: number): Promise<TokenSet>;
	/** The key for other processes: under one salt equal only for grants that have the same key. */
	fingerprint(salt: string): string;
}
