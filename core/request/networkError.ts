import { formatDuration, isTokenError, TIMEOUT_ADVICE, tokenError } from '../errors';
import type { Target } from './http';

/** What a network error is known by; HTTP libraries, and Node in some versions, nest it as the cause. */
type Mark = { name?: unknown; code?: unknown } | undefined;

/** The system's code for a broken connection, for example `ECONNRESET`. */
function systemCode(reason: unknown): string {
	const { code, cause } = Object(reason) as { code?: unknown; cause?: Mark };
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

/** Whether it is n8n's error about a host that `N8N_SSRF_PROTECTION_ENABLED` forbids, by its class. */
function isForbidden(reason: unknown): boolean {
	const { name, cause } = Object(reason) as { name?: unknown; cause?: Mark };
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
export function explainNetworkError(reason: unknown, target: Target, signal: AbortSignal) {
	const { title, noun, url, address, timeout } = target;
	const ours = isTokenError(reason) ? reason : Object(reason).cause;
	if (isTokenError(ours)) return ours;
	if (isForbidden(reason)) {
		return tokenError(
			'invalid_configuration',
			`This n8n may not connect to ${url.host}: it is protected against requests into its own network. Nothing was sent.`,
			`Check ${address} in the credential. If it is right, ask the administrator of n8n to allow the host (N8N_SSRF_ALLOWED_HOSTNAMES or N8N_SSRF_ALLOWED_IP_RANGES).`,
		);
	}
	const code = systemCode(reason);
	if (signal.aborted || TIMEOUT_CODES.includes(code)) {
		const message = `${title} did not respond to the ${noun} within ${formatDuration(timeout)}.`;
		return tokenError('timeout', message, TIMEOUT_ADVICE);
	}
	if (TLS_CODE.test(code)) {
		const fault = TLS_REASONS.find(([pattern]) => pattern.test(code))?.[1];
		return tokenError(
			'tls_failure',
			`The certificate of ${url.host} ${fault}, so nothing was sent to ${title}.`,
			'Have the certificate corrected. If you run the server and its certificate is self-signed, turn on "Ignore SSL Issues (Insecure)" in the credential.',
		);
	}
	const advice = `Check ${address} in the credential; if it is right,`;
	if (UNREADABLE_CODE.test(code)) {
		const message = `${title} sent a response that cannot be decoded.`;
		return tokenError('malformed_response', message, `${advice} ask the provider.`);
	}
	const host = title === url.host ? title : `${title} at ${url.host}`;
	const message = `${host} ${REASONS[code] ?? 'could not be reached'}.`;
	const unanswered = UNANSWERED_CODES.includes(code);
	const facts = { unanswered, retryable: unanswered || UNREACHED_CODES.includes(code) };
	return tokenError('provider_unavailable', message, `${advice} try again later.`, facts);
}
