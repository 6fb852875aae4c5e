import type { GrantRequest } from './encode';
import { isTokenError, tokenError, type TokenError } from './errors';
import { within } from './within';
import { seconds } from './words';

/** A request as the HTTP function gets it: POST, redirects not followed. */
export interface HttpRequest extends GrantRequest {
	url: string;
	/** Ends the request and the reading of its body. */
	signal: AbortSignal;
	/** Milliseconds of silence after which the connection itself is given up. */
	timeout: number;
	/** Accept a certificate that cannot be verified. */
	insecureTls: boolean;
	/** The most bytes of body to take in. */
	largestBody: number;
}

/** What came back, whatever the status. */
export interface HttpAnswer {
	status: number;
	headers: Record<string, unknown>;
	/** Undefined if it is larger than allowed, not UTF-8, or broke off. */
	body?: string;
	/** What broke the body off. */
	fault?: unknown;
}

/** Sends one request; rejects only if no answer began. */
export type Http = (request: HttpRequest) => Promise<HttpAnswer>;

/** An answer, reduced to what is judged. */
export interface Answer {
	status: number;
	contentType: string;
	retryAfter: string;
	/** The provider's clock in epoch milliseconds, from its `Date` header. */
	date: number | undefined;
	text: string;
}

/** Where and how a grant is sent. */
export interface Target {
	/** The provider's name for messages. */
	title: string;
	/** What is asked of it, for messages. */
	request: string;
	url: URL;
	/** The form's label of the URL, for messages. */
	label: string;
	insecureTls: boolean;
	/** Milliseconds for the whole exchange. */
	timeout: number;
	/** Send once more if the connection broke before any answer. */
	retry: boolean;
}

const LARGEST_BODY = 1024 * 1024;

/**
 * Sends a grant and waits for the whole answer, one deadline for everything.
 *
 * @throws `timeout`, `tls_failure`, `provider_unavailable`, `malformed_response`; the errors of the
 * HTTP function never pass, because they carry the request with its secrets
 */
export async function send(http: Http, grant: GrantRequest, target: Target): Promise<Answer> {
	const signal = AbortSignal.timeout(target.timeout);
	const request = {
		...grant,
		url: target.url.href,
		signal,
		timeout: target.timeout,
		insecureTls: target.insecureTls,
		largestBody: LARGEST_BODY,
	};
	const attempt = async () => await within(signal, http(request));
	const answer = await attempt()
		.catch(async (fault: unknown) => {
			if (target.retry && !signal.aborted && isBroken(fault)) return await attempt();
			throw fault;
		})
		.catch((fault: unknown) => {
			throw explain(fault, target, signal);
		});
	if (answer.fault !== undefined) throw explain(answer.fault, target, signal);
	if (answer.body === undefined) {
		throw tokenError(
			'malformed_response',
			`${target.title} sent an answer that is too large or not text.`,
			`Check "${target.label}" in the credential; its answers are small and in UTF-8.`,
		);
	}
	return {
		status: answer.status,
		contentType: String(answer.headers['content-type'] ?? ''),
		retryAfter: String(answer.headers['retry-after'] ?? '').trim(),
		date: dateOf(answer.headers.date),
		text: answer.body,
	};
}

function dateOf(header: unknown): number | undefined {
	const time = Date.parse(String(header));
	return Number.isNaN(time) ? undefined : time;
}

/** The system's code for a fault, for example `ECONNRESET`; Node nests it in some versions. */
function faultCode(fault: unknown): string {
	const { code, cause } = Object(fault) as { code?: unknown; cause?: { code?: unknown } };
	const found = code ?? cause?.code;
	return typeof found === 'string' ? found : '';
}

const BROKEN = ['ECONNRESET', 'EPIPE', 'ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH', 'EAI_AGAIN'];
const SLOW = ['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT', 'ERR_CANCELED'];
const TLS = /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|EPROTO$)|SELF_SIGNED|_CERT/;

/** Whether the connection broke before any answer began. */
function isBroken(fault: unknown): boolean {
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

function explain(fault: unknown, target: Target, signal: AbortSignal): TokenError {
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
