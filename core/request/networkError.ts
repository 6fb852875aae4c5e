import {
	formatDuration,
	isTokenError,
	TIMEOUT_ADVICE,
	tokenError,
	type TokenError,
} from '../errors';
import type { Target } from './http';

/** The system's code for a broken connection, for example `ECONNRESET`; Node nests it in some versions. */
function systemCode(reason: unknown): string {
	const { code, cause } = Object(reason) as { code?: unknown; cause?: { code?: unknown } };
	const found = code ?? cause?.code;
	return typeof found === 'string' ? found : '';
}

const UNREACHED_CODES = ['ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH', 'EAI_AGAIN'];
const UNANSWERED_CODES = ['ECONNRESET', 'EPIPE'];
const TIMEOUT_CODES = ['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT', 'ERR_CANCELED'];
const TLS_CODE = /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|EPROTO$)|SELF_SIGNED|_CERT/;
const UNREADABLE_CODE = /^(HPE_|Z_|ERR_BAD_RESPONSE)/;

/** Whether there was no connection, so that nothing was sent and a second try is safe. */
export function isUnreached(reason: unknown): boolean {
	return UNREACHED_CODES.includes(systemCode(reason));
}

/** n8n's errors about a host that `N8N_SSRF_PROTECTION_ENABLED` forbids, by their class; HTTP libraries nest them. */
function isForbidden(reason: unknown): boolean {
	const { name, cause } = Object(reason) as { name?: unknown; cause?: { name?: unknown } };
	return [name, cause?.name].some((one) => String(one).startsWith('SsrfBlocked'));
}

const TLS_REASONS: Array<[RegExp, string]> = [
	[/EXPIRED|NOT_YET_VALID/, 'is out of date'],
	[/SELF_SIGNED/, 'is self-signed'],
	[/ALTNAME/, 'was issued for another host name'],
	[/./, 'cannot be verified'],
];

const REASONS: Record<string, string> = {
	ECONNREFUSED: 'refused the connection',
	ECONNRESET: 'broke off the connection',
	EPIPE: 'broke off the connection',
	ENOTFOUND: 'was not found: no such host name',
	EAI_AGAIN: 'could not be looked up: the name service does not respond',
};

/**
 * Puts a broken connection into words. Of what was thrown nothing but its code is looked at, because
 * it may carry the request with its secrets.
 *
 * @param signal - the deadline: once it has passed, whatever broke is a timeout
 */
export function explainNetworkError(
	reason: unknown,
	target: Target,
	signal: AbortSignal,
): TokenError {
	const ours = isTokenError(reason) ? reason : Object(reason).cause;
	if (isTokenError(ours)) return ours;
	if (isForbidden(reason)) return forbidden(target);
	const code = systemCode(reason);
	if (signal.aborted || TIMEOUT_CODES.includes(code)) return timedOut(target);
	if (TLS_CODE.test(code)) return certificateRefused(code, target);
	if (UNREADABLE_CODE.test(code)) return unreadable(target);
	return unreachable(code, target);
}

function forbidden({ url, address }: Target): TokenError {
	return tokenError(
		'invalid_configuration',
		`This n8n may not connect to ${url.host}: it is protected against requests into its own network. Nothing was sent.`,
		`Check ${address} in the credential. If it is right, ask the administrator of n8n to allow the host (N8N_SSRF_ALLOWED_HOSTNAMES or N8N_SSRF_ALLOWED_IP_RANGES).`,
	);
}

function timedOut({ title, noun, timeout }: Target): TokenError {
	return tokenError(
		'timeout',
		`${title} did not respond to the ${noun} within ${formatDuration(timeout)}.`,
		TIMEOUT_ADVICE,
	);
}

function certificateRefused(code: string, { title, url }: Target): TokenError {
	const reason = TLS_REASONS.find(([pattern]) => pattern.test(code))?.[1];
	return tokenError(
		'tls_failure',
		`The certificate of ${url.host} ${reason}, so nothing was sent to ${title}.`,
		'Have the certificate corrected. If you run the server and its certificate is self-signed, turn on "Ignore SSL Issues (Insecure)" in the credential.',
	);
}

function unreadable({ title, address }: Target): TokenError {
	return tokenError(
		'malformed_response',
		`${title} sent a response that cannot be decoded.`,
		`Check ${address} in the credential; if it is right, ask the provider.`,
	);
}

function unreachable(code: string, { title, url, address }: Target): TokenError {
	const unanswered = UNANSWERED_CODES.includes(code);
	return tokenError(
		'provider_unavailable',
		`${title === url.host ? title : `${title} at ${url.host}`} ${REASONS[code] ?? 'could not be reached'}.`,
		`Check ${address} in the credential; if it is right, try again later.`,
		{ unanswered, retryable: unanswered || UNREACHED_CODES.includes(code) },
	);
}
