import { isTokenError, tokenError, type TokenError } from './errors';
import type { Target } from './send';
import { seconds } from './words';

/** The system's code for a fault, for example `ECONNRESET`; Node nests it in some versions. */
function faultCode(fault: unknown): string {
	const { code, cause } = Object(fault) as { code?: unknown; cause?: { code?: unknown } };
	const found = code ?? cause?.code;
	return typeof found === 'string' ? found : '';
}

const BROKEN = ['ECONNRESET', 'EPIPE', 'ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH', 'EAI_AGAIN'];
const SLOW = ['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT', 'ERR_CANCELED'];
const TLS = /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|EPROTO$)|SELF_SIGNED|_CERT/;

/** Whether the connection broke, as opposed to an answer that cannot be used. */
export function isBroken(fault: unknown): boolean {
	return BROKEN.includes(faultCode(fault));
}

/** What to do about a provider that does not answer in time. */
export const SLOW_PROVIDER =
	'Try again later. If it happens often, ask the provider; the nodes of this package also have an option "Timeout (Milliseconds)".';

function timedOut({ title, request, timeout }: Target): TokenError {
	return tokenError(
		'timeout',
		`${title} did not answer the ${request} within ${seconds(timeout)}.`,
		SLOW_PROVIDER,
	);
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
	EAI_AGAIN: 'could not be looked up: the name service does not answer',
};

/**
 * Puts a fault of the connection into words. Of the fault itself nothing but its code is looked at,
 * because it may carry the request with its secrets.
 *
 * @param signal - the deadline: once it has passed, whatever broke is a timeout
 */
export function explain(fault: unknown, target: Target, signal: AbortSignal): TokenError {
	const ours = isTokenError(fault) ? fault : Object(fault).cause;
	if (isTokenError(ours)) return ours;
	const { title, label, url } = target;
	const code = faultCode(fault);
	if (signal.aborted || SLOW.includes(code)) return timedOut(target);
	if (TLS.test(code)) {
		const reason = TLS_REASONS.find(([pattern]) => pattern.test(code))?.[1];
		return tokenError(
			'tls_failure',
			`The certificate of ${url.host} ${reason}, so nothing was sent to ${title}.`,
			'Have the certificate corrected. For a server of your own with a self-signed one, turn on "Ignore SSL Issues (Insecure)" in the credential.',
		);
	}
	if (/^(HPE_|Z_|ERR_BAD_RESPONSE)/.test(code)) {
		return tokenError(
			'malformed_response',
			`${title} sent an answer that cannot be decoded.`,
			`Check "${label}" in the credential; if it is right, ask the provider.`,
		);
	}
	return tokenError(
		'provider_unavailable',
		`${title === url.host ? title : `${title} at ${url.host}`} ${REASONS[code] ?? 'could not be reached'}.`,
		`Check "${label}" in the credential; if it is right, try again later.`,
		{ retryable: isBroken(fault) },
	);
}
