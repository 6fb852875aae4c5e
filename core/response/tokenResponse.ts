import { tokenError, type TokenError } from '../errors';
import { getPath, parseJson } from '../json';
import type { Exchange, Provider, TokenPaths } from '../provider';
import type { EndpointResponse } from '../request/http';
import { bodyStatus, isErrorResponse, parseErrorResponse } from './errorResponse';
import { explainErrorResponse } from './explain';
import { lifetimeOf } from './lifetime';
import { retryAfterOf } from './retryAfter';
import { toSeconds } from './time';

/** What a token endpoint issued, in one form for all providers. */
export interface TokenSet {
	accessToken: string;
	/** Seconds from the moment before the request, or null if the provider does not tell. */
	lifetime: number | null;
	refreshToken?: string;
	/** Seconds, if the provider tells. */
	refreshLifetime?: number;
	scope?: string;
	/** The provider's response as it came. */
	response: unknown;
}

/** Visible ASCII: nothing that could end or split a header line (RFC 6749 appendix A.12). */
const TOKEN = /^[\x21-\x7e]+$/;
/** Servers refuse header lines of 16 KiB; a longer token could never be used. */
const MAX_TOKEN_LENGTH = 15_000;

/**
 * Processes the response of a token endpoint, always in the same order: status, content type, JSON,
 * token paths, error response, token characters, token type, lifetime (RFC 6749 section 5).
 *
 * @throws any {@link tokenError} code that a provider's response can lead to
 */
export function processTokenResponse(
	provider: Provider,
	exchange: Exchange,
	response: EndpointResponse,
): TokenSet {
	const { status } = response;
	const body = parseJson(response.text);
	const isGood = status >= 200 && status <= 299;
	if (isGood) assertJson(exchange, response, body);
	const paths = isGood
		? provider.paths.find(({ accessToken }) => getPath(body, accessToken) != null)
		: undefined;
	if (paths !== undefined) return toTokenSet(exchange, paths, body, response);
	if (isGood && !isErrorResponse(provider, body)) {
		throw malformedResponse(exchange, 'responded without a token', provider.noTokenAdvice);
	}
	throw explainErrorResponse(exchange, {
		status: isGood ? (bodyStatus(body) ?? status) : status,
		body,
		parsed: parseErrorResponse(body),
		retryAfter: isGood ? undefined : retryAfterOf(response),
	});
}

function assertJson(exchange: Exchange, { contentType, text }: EndpointResponse, body: unknown) {
	if (/html|xml/i.test(contentType) || /^\s*</.test(text)) {
		throw malformedResponse(exchange, 'responded with a web page instead of a token');
	}
	if (body === undefined) throw malformedResponse(exchange, 'did not respond with JSON');
}

function toTokenSet(
	exchange: Exchange,
	paths: TokenPaths,
	body: unknown,
	{ date, sentAt }: EndpointResponse,
): TokenSet {
	const at = (path: string | undefined) => (path ? getPath(body, path) : undefined);
	const accessToken = at(paths.accessToken);
	if (!isToken(accessToken)) {
		throw malformedResponse(exchange, 'issued a token that cannot be sent in a header');
	}
	const type = at(paths.tokenType);
	if (type != null && String(type).toLowerCase() !== 'bearer') {
		throw malformedResponse(exchange, 'issued a token that is not a Bearer token');
	}
	const refreshToken = at(paths.refreshToken);
	const refreshLifetime = toSeconds(at(paths.refreshExpiresIn));
	const scope = at(paths.scope);
	return {
		accessToken,
		lifetime: lifetimeOf(body, paths, accessToken, { date, now: sentAt }),
		...(isToken(refreshToken) && { refreshToken }),
		...(refreshLifetime !== undefined && refreshLifetime > 0 && { refreshLifetime }),
		...(typeof scope === 'string' && scope !== '' && { scope }),
		response: body,
	};
}

function isToken(value: unknown): value is string {
	return typeof value === 'string' && value.length <= MAX_TOKEN_LENGTH && TOKEN.test(value);
}

function malformedResponse(exchange: Exchange, what: string, advice?: string): TokenError {
	return tokenError(
		'malformed_response',
		`${exchange.service.title} ${what}.`,
		advice ??
			`Check ${exchange.address} in the credential; if it is right, ask the provider how it responds to a sign-in.`,
	);
}
