import { ADVANCED, formatDuration, isTokenError, TIMEOUT_ADVICE, tokenError } from '../errors';
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

const CORRECT_CERTIFICATE =
	'Have the certificate corrected. If you run the server and its certificate is self-signed, turn on "Ignore SSL Issues (Insecure)" in the credential.';
const ASK_FOR_TLS =
	'Ask the administrator of the server to enable TLS 1.2 or later, with usual ciphers.';

/** By code or text: n8n's HTTP library gives some errors of OpenSSL no code but `EPROTO`. */
const TLS_FAULTS: Array<[pattern: RegExp, fault: string, advice: string]> = [
	[
		/wrong.version.number|packet.length|0A00010B/i,
		'does not use TLS on this port',
		'Check the port. If the server has no TLS, enter the address with http:// and turn on "Allow Insecure HTTP".',
	],
	[
		/certificate.required|handshake.failure|alert.(bad.certificate|unknown.ca|number (40|42|48|116))/i,
		'ended the TLS handshake: it may require a client certificate',
		`Custom Token Grant can send one: set its "Client Authentication" to "TLS Client Certificate" ${ADVANCED}.`,
	],
	[/protocol.version|unsupported.protocol|number 70/i, 'uses another TLS version', ASK_FOR_TLS],
	[/EXPIRED|NOT_YET_VALID/, 'has a certificate that is out of date', CORRECT_CERTIFICATE],
	[/SELF_SIGNED/, 'has a self-signed certificate', CORRECT_CERTIFICATE],
	[/ALTNAME/, 'has a certificate for another host name', CORRECT_CERTIFICATE],
	[/^(EPROTO|ERR_SSL)/, 'ended the TLS handshake', ASK_FOR_TLS],
	[/./, 'has a certificate that cannot be verified', CORRECT_CERTIFICATE],
];

/** An alert of the server, where there was a client certificate. */
const REFUSED_CERTIFICATE = [
	/alert|handshake.failure/i,
	'refused the client certificate',
	'Check whether "Certificate" is still valid, whether it includes those of its issuers, and whether the server trusts them.',
] as const;

const REASONS: Record<string, string> = {
	ECONNREFUSED: 'refused the connection',
	ECONNRESET: 'broke off the connection',
	EPIPE: 'broke off the connection',
	ENOTFOUND: 'was not found: no such host name',
	EAI_AGAIN: 'could not be looked up: the name service does not respond',
};

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;
const CONTAINER =
	' If n8n runs in a container, this address is the container itself: enter the name of the other service, or host.docker.internal for the machine.';
const ONLY_LOGIN = ' If it happens only with this login: ';

/** Puts a broken connection into words. Nothing thrown is shown: it may carry the request with its secrets. */
export function explainNetworkError(reason: unknown, target: Target, signal: AbortSignal) {
	const { title, noun, url, address, timeout, rejectedAdvice } = target;
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
		const { message, cause } = Object(reason) as { message?: unknown; cause?: unknown };
		const marks = `${code} ${String(message)} ${String(cause)}`;
		const faults = target.tls ? [REFUSED_CERTIFICATE, ...TLS_FAULTS] : TLS_FAULTS;
		const [, fault, todo = ''] = faults.find(([pattern]) => pattern.test(marks)) ?? [];
		// With TLS 1.3 the request is on its way when a server refuses a client.
		const unsent = /alert/i.test(marks) ? '' : ' Nothing was sent.';
		return tokenError('tls_failure', `${url.host} ${fault}.${unsent}`, todo);
	}
	const advice = `Check ${address} in the credential; if it is right,`;
	if (UNREADABLE_CODE.test(code)) {
		const message = `${title} sent a response that cannot be decoded.`;
		return tokenError('malformed_response', message, `${advice} ask the provider.`);
	}
	const host = title === url.host ? title : `${title} at ${url.host}`;
	const message = `${host} ${REASONS[code] ?? 'could not be reached'}.`;
	const isBroken = UNANSWERED_CODES.includes(code);
	// Before that nothing was sent.
	const unanswered = isBroken && !/before secure TLS/.test(String(reason));
	const facts = { unanswered, retryable: isBroken || UNREACHED_CODES.includes(code) };
	const isInside = code === 'ECONNREFUSED' && LOOPBACK.test(url.hostname);
	const more = isInside
		? CONTAINER
		: unanswered && rejectedAdvice
			? ONLY_LOGIN + rejectedAdvice
			: '';
	const description = `${advice} try again later.${more}`;
	return tokenError('provider_unavailable', message, description, facts);
}
