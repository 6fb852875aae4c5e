import type { TokenSet } from '../response/tokenResponse';

/** A token, the moment before it was requested (epoch milliseconds), and how it was obtained. */
export interface Token extends TokenSet {
	obtainedAt: number;
	source: 'grant' | 'refresh';
	/** Counts the tokens of a login, over all processes that see each other's: clocks differ. */
	serial: number;
	/** When all of the server's replicas should know it, epoch milliseconds: once one has refused it. */
	replicatedAt?: number;
	/** Which part of the margin counts: less than all of it for one that another process obtained. */
	marginShare?: number;
}

/** A token as processes hand it to each other. */
export interface SharedToken extends Pick<
	Token,
	'accessToken' | 'values' | 'lifetime' | 'scope' | 'obtainedAt' | 'serial'
> {
	/** The highest serial of a token that an API is known to have refused. */
	refused?: number;
}

/** A token as the engine gives it; `cache`: nothing was sent for it. */
export interface TokenResult {
	token: Token;
	source: Token['source'] | 'cache';
}
