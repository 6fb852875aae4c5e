import { tokenError, type ErrorCode, type TokenError } from '../errors';
import { getPath } from '../json';
import type { ErrorRule, Exchange } from '../provider';
import { concernsLogin, errorCodeOf } from './errorCode';
import type { ErrorResponse } from './errorResponse';
import { mentionsWrongLogin } from './meaning';
import { redact } from './redact';
import { pageWords, wordsFor } from './words';

/** Statuses of a provider that is busy or away for a moment (RFC 9110 section 15.6, RFC 6585 section 4). */
const RETRYABLE_STATUSES = [429, 502, 503, 504];

/** Everything known about an error response. */
export interface ErrorFacts {
	status: number;
	/** The status in the body, where HTTP's own is a good one. */
	bodyStatus?: number;
	body: unknown;
	parsed: ErrorResponse | undefined;
	/** The body is a web page. */
	isPage?: boolean;
	/** Seconds of the `Retry-After` header. */
	retryAfter?: number;
}

/**
 * Turns an error response into an error with a code and words to act on: the provider's own rules
 * first, then the standard table. The provider's text is quoted after it went through the redactor.
 */
export function explainErrorResponse(exchange: Exchange, facts: ErrorFacts): TokenError {
	const { parsed, retryAfter } = facts;
	const { service } = exchange;
	const shown = (text: string) => redact(text, exchange.secrets, exchange.known);
	const status = facts.bodyStatus ?? facts.status;
	const verdict = errorCodeOf(status, parsed);
	if (facts.isPage && ['credentials_rejected', 'access_denied'].includes(verdict))
		return explainPage(exchange, facts);
	const rule = concernsLogin(status)
		? service.errorRules.find((candidate) => matches(candidate, { ...facts, status }))
		: undefined;
	const { message, description } =
		rule ?? wordsFor(verdict, exchange, status, facts.bodyStatus !== undefined, retryAfter);
	const code = rule === undefined ? verdict : ruleCode(rule, status);
	const providerCode = shown(parsed?.providerCode ?? '');
	const quoted = quote(shown(parsed?.text ?? '') || providerCode);
	return tokenError(code, message + quoted, description, {
		status: facts.status,
		...(isRefused(facts, code) && { loginProcessed: true }),
		...(retryAfter !== undefined && { retryAfter }),
		...(RETRYABLE_STATUSES.includes(status) && { retryable: true }),
		...(providerCode !== '' && { providerCode }),
	});
}

/** A status of 401 is never about the configuration, whatever else the response says. */
function ruleCode({ code }: ErrorRule, status: number): ErrorCode {
	return status === 401 && code === 'invalid_configuration' ? 'credentials_rejected' : code;
}

/**
 * Whether the provider processed the login: it did with a good status, unless its body says that it is
 * busy, and it did where its words are about a wrong login, whatever its status is. One pause too long
 * is cheaper than a locked account.
 */
function isRefused({ status, bodyStatus, parsed }: ErrorFacts, code: ErrorCode): boolean {
	if (code === 'rate_limited' || RETRYABLE_STATUSES.includes(bodyStatus ?? status)) return false;
	const isGood = status < 300 && (code !== 'provider_unavailable' || bodyStatus !== undefined);
	return isGood || (status >= 400 && parsed !== undefined && mentionsWrongLogin(parsed));
}

/**
 * A web page is no verdict on the login: it may come from a proxy. With 401 it may be one, so that
 * asking again and again could lock the account.
 */
function explainPage(exchange: Exchange, { status, retryAfter }: ErrorFacts): TokenError {
	const { message, description } = pageWords(exchange, status);
	return tokenError('provider_unavailable', message, description, {
		status,
		...(status === 401 && { loginProcessed: true }),
		...(retryAfter !== undefined && { retryAfter }),
	});
}

function quote(shown: string): string {
	if (shown === '') return '';
	return ` Its response: "${shown}"${/[.!?]$/.test(shown) ? '' : '.'}`;
}

function matches(rule: ErrorRule, { status, body, parsed }: ErrorFacts): boolean {
	return (
		(rule.status === undefined || rule.status === status) &&
		(rule.providerCode === undefined || rule.providerCode === parsed?.providerCode) &&
		(rule.text === undefined || rule.text.test(parsed?.text ?? '')) &&
		(rule.flag === undefined || getPath(body, rule.flag) === true)
	);
}
