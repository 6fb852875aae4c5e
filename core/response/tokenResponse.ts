import { tokenError } from '../errors';
import { getPath, parseBody } from '../json';
import { isSendable } from '../names';
import { bearer, type Exchange, type Provider, type TokenPaths } from '../provider';
import type { EndpointResponse } from '../request/http';
import { isPage, isXml, parseErrorResponse } from './errorResponse';
import { checkAddress, explainErrorResponse } from './explain';
import { judgeFormLogin } from './formLogin';
import { MAX_SECONDS, readLifetime, smallest } from './lifetime';
import { redact } from './redact';
import { isErrorResponse, parseTextResponse, refusesInWords } from './refusal';
import { readRetryAfter, toSeconds } from './time';
import { findToken, type Found } from './tokenPlace';
import { findValues, isInCookie, MAX_LENGTH, secretsIn, toValues } from './values';

/** What a token endpoint issued, in one form for all providers. */
export interface TokenSet {
	accessToken: string;
	/** What requests need beside the access token, see {@link toValues}. */
	values?: Readonly<Record<string, string>>;
	/** Seconds from the moment before the request, or null if the provider does not tell. */
	lifetime: number | null;
	refreshToken?: string;
	/** Seconds, if the provider tells. */
	refreshLifetime?: number;
	scope?: string;
	/** The provider's response as it came. */
	response: unknown;
	/** It is too long to be kept for nobody. */
	hasLongResponse?: boolean;
}

/** In characters: a longer scope or refresh token is not kept. */
const MAX_DETAIL_LENGTH = 4_096;
const XML_ADVICE = 'Look in its documentation for a sign-in that returns JSON.';
/** Types of the IANA registry (RFC 6749 section 11.1) and of drafts that need more than the token alone. */
const OTHER_TYPES = ['mac', 'pop', 'dpop', 'na', 'hawk'];

/**
 * Processes the response of a token endpoint in a fixed order: status, error response, token, type (RFC 6749
 * section 5). A response that complains is an error response, even if it holds a token.
 */
export function processTokenResponse(
	provider: Provider,
	{ secrets, ...rest }: Exchange,
	response: EndpointResponse,
): TokenSet {
	const { status } = response;
	const { placements = [bearer] } = provider;
	const body = parseBody(response.text);
	const found = findValues(placements, response, body);
	const exchange = { ...rest, secrets: [...secrets, ...secretsIn(found)] };
	const { paths, token, scheme, lifetime } = locate(provider, response, body);
	const isPageOnly = body === undefined && isPage(response) && !isXml(response);
	const isForm = provider.paths.some(({ accessToken }) => accessToken.startsWith('cookie:'));
	const login = isForm ? judgeFormLogin(response, isPageOnly, paths !== undefined) : undefined;
	if (login === 'refused') throw refusal(exchange, { ...response, status: 200, text: '' });
	const isGood = (status >= 200 && status <= 299) || login === 'accepted';
	if (!isGood) throw refusal(exchange, response, body);
	const askProvider = checkAddress(exchange, 'ask the provider how it responds to a sign-in');
	const malformed = (what: string, advice = askProvider) => {
		const message = `${exchange.service.title} ${what}.`;
		return tokenError('malformed_response', message, advice, { status, loginProcessed: true });
	};
	const text = parseTextResponse(response, body)?.text ?? '';
	if (paths?.accessToken === '$') {
		if (text !== '' && refusesInWords(String(token), 'the text'))
			throw refusal(exchange, response, body);
	} else if (refusesInWords(text, paths ? 'elsewhere' : 'none')) {
		throw refusal(exchange, response, body, token);
	}
	// Some servers label their JSON as a page; what it is counts, not what it is called.
	if (paths === undefined && body === undefined) {
		if (isXml(response))
			throw malformed('returned XML instead of a token', provider.noTokenAdvice && XML_ADVICE);
		if (isPageOnly) throw malformed('returned a web page instead of a token');
		const isText = !provider.paths.some(({ accessToken }) =>
			/^(\$$|header:|cookie:)/.test(accessToken),
		);
		if (isText) throw malformed('returned something other than JSON');
	}
	if (isErrorResponse(provider, body, Boolean(token))) {
		throw refusal(exchange, response, body, token);
	}
	if (paths === undefined) throw malformed('responded without a token', provider.noTokenAdvice);
	if (!isSendable(token)) throw malformed('issued a token that cannot be sent in a header');
	if (placements.some(isInCookie) && token.includes(';')) {
		throw malformed('issued a token that cannot be sent in a cookie');
	}
	if (token.length > MAX_LENGTH) {
		throw malformed(
			`issued a token that is too long for a header: ${token.length} characters`,
			'Ask the administrator of the server to put less into the token, for example fewer groups or roles, or to issue a short one.',
		);
	}
	if (!isBearer(paths.tokenType && getPath(body, paths.tokenType))) {
		throw malformed('issued a token that is not a Bearer token');
	}
	// What a person has entered is meant, however long it is.
	const limit = provider.lifetime && Math.min(provider.lifetime, MAX_SECONDS);
	const limits = [lifetime, limit, ...[...found.values()].map((value) => value.lifetime)];
	const values = toValues(placements, found.set('token', { token, scheme }), (what, place) =>
		malformed(`${what} ${redact(place, secrets) || 'one of the values'}`, provider.noValueAdvice),
	);
	return { ...toTokenSet(paths, body, token, response, limits), ...(values && { values }) };
}

/** The first place that holds a token. */
function locate(
	{ paths }: Provider,
	response: EndpointResponse,
	body: unknown,
): Found & { paths?: TokenPaths } {
	for (const candidate of paths) {
		const found = findToken(response, body, candidate.accessToken);
		if (found.token != null && found.token !== '') return { ...found, paths: candidate };
	}
	return {};
}

/** A response that says no, whatever its status is. What it holds as a token is not quoted. */
function refusal(exchange: Exchange, response: EndpointResponse, body?: unknown, token?: unknown) {
	const secrets = typeof token === 'string' ? [...exchange.secrets, token] : exchange.secrets;
	return explainErrorResponse(
		{ ...exchange, secrets },
		{
			status: response.status,
			body,
			parsed: parseErrorResponse(body) ?? parseTextResponse(response, body),
			isPage: body === undefined && response.text.trim() !== '' && isPage(response),
			isXml: body === undefined && isXml(response),
			retryAfter: readRetryAfter(response),
		},
	);
}

function toTokenSet(
	paths: TokenPaths,
	body: unknown,
	accessToken: string,
	{ date, sentAt, text }: EndpointResponse,
	limits: Array<number | undefined>,
): TokenSet {
	const get = (path = '') => (path === '' ? undefined : getPath(body, path));
	const getText = (path?: string) => {
		const value = get(path);
		return typeof value === 'string' && value.length <= MAX_DETAIL_LENGTH ? value.trim() : '';
	};
	const refreshToken = getText(paths.refreshToken);
	const refreshLifetime = toSeconds(get(paths.refreshExpiresIn));
	const scope = getText(paths.scope);
	const stated = readLifetime(body, paths, accessToken, { date, now: sentAt });
	return {
		accessToken,
		lifetime: smallest([stated ?? undefined, ...limits]) ?? null,
		...(isSendable(refreshToken) && { refreshToken }),
		...(refreshLifetime !== undefined && refreshLifetime > 0 && { refreshLifetime }),
		...(scope !== '' && { scope }),
		response: body ?? text,
		...(text.length > MAX_DETAIL_LENGTH && { hasLongResponse: true }),
	};
}

/** Many servers have their own names for a Bearer token, such as `BearerToken` or `JWT`, or none. */
function isBearer(type: unknown): boolean {
	const name = typeof type === 'string' ? type.toLowerCase().replace(/[^a-z]/g, '') : '';
	return !OTHER_TYPES.includes(name);
}
