import { tokenError, type ErrorCode, type TokenError } from './errors';
import type { Provider, Refusal } from './provider';
import { read } from './read';
import { redact } from './redact';
import type { Spoken } from './spoken';

/** The error codes of RFC 6749 section 5.2 and their neighbours in use. */
const BY_PROVIDER_CODE = new Map<string, ErrorCode>([
	['invalid_grant', 'credentials_rejected'],
	['invalid_client', 'credentials_rejected'],
	['unauthorized_client', 'credentials_rejected'],
	['access_denied', 'access_denied'],
	['invalid_request', 'invalid_configuration'],
	['invalid_scope', 'invalid_configuration'],
	['invalid_target', 'invalid_configuration'],
	['unsupported_grant_type', 'invalid_configuration'],
	['slow_down', 'rate_limited'],
	['server_error', 'provider_unavailable'],
	['temporarily_unavailable', 'provider_unavailable'],
]);

/** No verdict on the login: a timeout, a proxy on the way, a connection to repeat, a legal bar. */
const AWAY = [407, 408, 421, 425, 451];

function byStatus(status: number): ErrorCode {
	if (status >= 300 && status < 400) return 'redirect_refused';
	if (status === 429) return 'rate_limited';
	if (AWAY.includes(status) || status >= 500) return 'provider_unavailable';
	if (status === 403) return 'access_denied';
	if ([404, 405, 406, 410, 411, 413, 414, 415].includes(status)) return 'invalid_configuration';
	return status >= 400 ? 'credentials_rejected' : 'malformed_response';
}

/** A server that is away, busy or moved has not looked at the login, whatever its answer says. */
function speaksOfLogin(status: number): boolean {
	const code = byStatus(status);
	return !['redirect_refused', 'rate_limited', 'provider_unavailable'].includes(code);
}

/** The code for a refusal that no rule of the provider explains. */
export function codeOf(status: number, spoken: Spoken | undefined): ErrorCode {
	const known = BY_PROVIDER_CODE.get(spoken?.providerCode ?? '');
	const code = byStatus(status);
	return known !== undefined && (status < 300 || code === 'credentials_rejected') ? known : code;
}

interface Words {
	message: string;
	description: string;
}

/** What each code means at a token endpoint, in words for the person who reads them in n8n. */
const WORDS: Partial<Record<ErrorCode, (provider: Provider, status: number) => Words>> = {
	credentials_rejected: ({ title, request, loginHint }) => ({
		message: `${title} refused the ${request}.`,
		description: loginHint,
	}),
	access_denied: ({ title }) => ({
		message: `${title} does not let this login in.`,
		description: `Ask the administrator of ${title} whether this login may use the API from this server's address.`,
	}),
	invalid_configuration: ({ title, request, fields, endpoint }, status) =>
		status === 404 || status === 405
			? {
					message: `${title} does not take a ${request} at this address (HTTP ${status}).`,
					description: `Check "${fields[endpoint.base]?.label}" in the credential.`,
				}
			: {
					message: `${title} cannot process this kind of ${request} (HTTP ${status}).`,
					description: `Compare the address and the options in the credential with the documentation of ${title}.`,
				},
	rate_limited: ({ title, request }) => ({
		message: `${title} has had too many ${request}s and asks to wait.`,
		description: 'Try again in a minute. If it persists, look for other tools that use this login.',
	}),
	provider_unavailable: ({ title, request }, status) => ({
		message: `${title} cannot process the ${request} at the moment (HTTP ${status}).`,
		description: 'Try again later. If it persists, ask the provider.',
	}),
	redirect_refused: ({ title, request, fields, endpoint }, status) => ({
		message: `${title} redirects the ${request} to another address (HTTP ${status}). Nothing was sent there.`,
		description: `Enter the final address in "${fields[endpoint.base]?.label}", often the one with https:// or another host name.`,
	}),
	malformed_response: ({ title, fields, endpoint, answerHint }) => ({
		message: `${title} did not answer with a token.`,
		description:
			answerHint ??
			`Check "${fields[endpoint.base]?.label}" in the credential; if it is right, ask the provider what the sign-in answers.`,
	}),
};

/** Statuses of a provider that is busy or away for a moment (RFC 9110 section 15.6, RFC 6585). */
const BUSY = [429, 502, 503, 504];

/** Everything known about a refused sign-in. */
export interface Refused {
	status: number;
	answer: unknown;
	spoken: Spoken | undefined;
	/** Seconds of the `Retry-After` header. */
	retryAfter?: number;
}

/**
 * Turns a refusal into an error with a code and words to act on: the provider's own rules first,
 * then the standard table. The provider's text is quoted after it went through the redactor.
 */
export function refusal(
	provider: Provider,
	secrets: readonly string[],
	refused: Refused,
): TokenError {
	const { status, spoken, retryAfter } = refused;
	const rule = speaksOfLogin(status)
		? provider.refusals.find((candidate) => applies(candidate, refused))
		: undefined;
	const code = rule?.code ?? codeOf(status, spoken);
	const words = rule ?? (WORDS[code] ?? WORDS.malformed_response)?.(provider, status);
	const said = redact(spoken?.text || spoken?.providerCode || '', secrets);
	const message = words?.message ?? '';
	return tokenError(
		code,
		said === '' ? message : `${message} It said: "${said}"${/[.!?]$/.test(said) ? '' : '.'}`,
		words?.description ?? '',
		{
			...(retryAfter !== undefined && { retryAfter }),
			...(BUSY.includes(status) && { retryable: true }),
			...(spoken?.providerCode && { providerCode: redact(spoken.providerCode, secrets) }),
		},
	);
}

function applies(rule: Refusal, { status, answer, spoken }: Refused): boolean {
	return (
		(rule.status === undefined || rule.status === status) &&
		(rule.providerCode === undefined || rule.providerCode === spoken?.providerCode) &&
		(rule.text === undefined || rule.text.test(spoken?.text ?? '')) &&
		(rule.flag === undefined || read(answer, rule.flag) === true)
	);
}
