import { tokenError, type ErrorCode, type TokenError } from '../errors';
import { getPath } from '../json';
import type { ErrorRule, Exchange } from '../provider';
import { concernsLogin, errorCodeOf } from './errorCode';
import type { ErrorResponse } from './errorResponse';
import { redact } from './redact/redact';

/** What happened, and what to do. */
interface Words {
	message: string;
	description: string;
}

/** What each code means at a token endpoint, in words for the person who reads them in n8n. */
const WORDS: Partial<Record<ErrorCode, (exchange: Exchange, status: number) => Words>> = {
	credentials_rejected: ({ service: { title, noun, rejectedAdvice } }) => ({
		message: `${title} refused the ${noun}.`,
		description: rejectedAdvice,
	}),
	access_denied: ({ service: { title } }) => ({
		message: `${title} does not let this login in.`,
		description: `Ask the administrator of ${title} whether this login may use the API from this server's address.`,
	}),
	invalid_configuration: ({ service: { title, noun }, address }, status) =>
		status === 404 || status === 405
			? {
					message: `${title} does not take a ${noun} at this address (HTTP ${status}).`,
					description: `Check ${address} in the credential.`,
				}
			: {
					message: `${title} cannot process this kind of ${noun} (HTTP ${status}).`,
					description: `Compare the address and the options in the credential with the documentation of ${title}.`,
				},
	rate_limited: ({ service: { title, noun } }) => ({
		message: `${title} has had too many ${noun}s and asks to wait.`,
		description: 'Try again in a minute. If it persists, look for other tools that use this login.',
	}),
	provider_unavailable: ({ service: { title, noun } }, status) => ({
		message: `${title} cannot process the ${noun} at the moment (HTTP ${status}).`,
		description: 'Try again later. If it persists, ask the provider.',
	}),
	redirect_refused: ({ service: { title, noun }, address }, status) => ({
		message: `${title} redirects the ${noun} to another address (HTTP ${status}). Nothing was sent there.`,
		description: `Enter the final address in ${address}, often the one with https:// or another host name.`,
	}),
};

function noToken({ service: { title }, address }: Exchange): Words {
	return {
		message: `${title} did not respond with a token.`,
		description: `Check ${address} in the credential; if it is right, ask the provider how it responds to a sign-in.`,
	};
}

/** Statuses of a provider that is busy or away for a moment (RFC 9110 section 15.6, RFC 6585 section 4). */
const RETRYABLE_STATUSES = [429, 502, 503, 504];

/** Everything known about an error response. */
export interface ErrorFacts {
	status: number;
	body: unknown;
	parsed: ErrorResponse | undefined;
	/** Seconds of the `Retry-After` header. */
	retryAfter?: number;
}

/**
 * Turns an error response into an error with a code and words to act on: the provider's own rules
 * first, then the standard table. The provider's text is quoted after it went through the redactor.
 */
export function explainErrorResponse(exchange: Exchange, facts: ErrorFacts): TokenError {
	const { status, parsed, retryAfter } = facts;
	const { service, secrets } = exchange;
	const rule = concernsLogin(status)
		? service.errorRules.find((candidate) => matches(candidate, facts))
		: undefined;
	const code = rule?.code ?? errorCodeOf(status, parsed);
	const { message, description } = rule ?? (WORDS[code] ?? noToken)(exchange, status);
	return tokenError(
		code,
		message + quote(parsed?.text || parsed?.providerCode || '', secrets),
		description,
		{
			...(retryAfter !== undefined && { retryAfter }),
			...(RETRYABLE_STATUSES.includes(status) && { retryable: true }),
			...(parsed?.providerCode && { providerCode: redact(parsed.providerCode, secrets) }),
		},
	);
}

function quote(text: string, secrets: readonly string[]): string {
	const shown = redact(text, secrets);
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
