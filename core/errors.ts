/** Every way a token or a link can be refused. Saved workflows branch on these codes. */
export type ErrorCode =
	| 'invalid_configuration'
	| 'insecure_url'
	| 'invalid_input'
	| 'credentials_rejected'
	| 'sign_in_paused'
	| 'two_factor_required'
	| 'access_denied'
	| 'rate_limited'
	| 'provider_unavailable'
	| 'timeout'
	| 'tls_failure'
	| 'redirect_refused'
	| 'malformed_response'
	| 'link_rejected';

/** The only kind of error the package lets out: it carries nothing of a request or a response. */
export interface TokenError extends Error {
	readonly name: 'TokenError';
	readonly errorCode: ErrorCode;
	readonly description: string;
	/** Seconds the provider asked us to wait (`Retry-After`), if it did. */
	readonly retryAfter?: number;
	/** A second try may end otherwise: the connection broke, or the provider is busy. */
	readonly retryable?: boolean;
	/** The connection was made, and closed before the response was complete. */
	readonly unanswered?: boolean;
	/** The provider's own code for a refusal, for example `invalid_grant` (RFC 6749 section 5.2). */
	readonly providerCode?: string;
	/** The HTTP status of the response, if there was one. */
	readonly status?: number;
	/** The provider processed the sign-in and gave no token, whatever its status says. */
	readonly loginProcessed?: boolean;
}

/** What may be said beside code, message and description. */
export type TokenErrorDetails = Partial<
	Omit<TokenError, keyof Error | 'errorCode' | 'description'>
>;

/** Makes a {@link TokenError}, from one sentence on what happened and one or two on what to do. */
export function tokenError(
	errorCode: ErrorCode,
	message: string,
	description: string,
	details: TokenErrorDetails = {},
): TokenError {
	const name = 'TokenError' as const;
	return Object.assign(new Error(message), { name, errorCode, description, ...details });
}

/** Whether a thrown value is one of ours and therefore safe to show. */
export function isTokenError(thrown: unknown): thrown is TokenError {
	return thrown instanceof Error && thrown.name === 'TokenError';
}

/** Any thrown value as one of ours. What is not ours may carry secrets and is not looked at. */
export function toTokenError(reason: unknown): TokenError {
	if (isTokenError(reason)) return reason;
	return tokenError(
		'provider_unavailable',
		'The sign-in ended unexpectedly.',
		'Try again; if it persists, report it with the version of this package.',
		// Nobody knows what the provider did, so the login is spared.
		{ loginProcessed: true },
	);
}

/** Whether the provider looked at the login and refused it: asking again may lock the account. */
export function isLoginRejected({ errorCode }: TokenError): boolean {
	return ['credentials_rejected', 'two_factor_required', 'access_denied'].includes(errorCode);
}

/** A span of time as messages put it: `2.5 seconds`, `30 seconds`, `15 minutes`. */
export function formatDuration(milliseconds: number): string {
	if (milliseconds < 1000) return count(milliseconds, 'millisecond');
	if (milliseconds < 120_000) return count(Math.round(milliseconds / 100) / 10, 'second');
	return count(Math.ceil(milliseconds / 60_000), 'minute');
}

function count(number: number, unit: string): string {
	return `${number} ${unit}${number === 1 ? '' : 's'}`;
}

/** Where a field is that the form shows only on demand. */
export const ADVANCED = '(under "Show Advanced Fields")';

/** What to do about a provider that does not respond in time. */
export const TIMEOUT_ADVICE =
	'Try again later. If it happens often, ask the provider, or raise "Timeout (Milliseconds)" where the node has it.';
