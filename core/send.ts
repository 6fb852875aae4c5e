import type { Payload } from './encode';
import { tokenError } from './errors';
import { explain, isBroken } from './fault';
import { within } from './within';

/** A request as the HTTP function gets it: POST, redirects not followed. */
export interface HttpRequest extends Payload {
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

/** Where and how a request is sent. */
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
 * Sends a request and waits for the whole answer, one deadline for everything.
 *
 * @throws `timeout`, `tls_failure`, `provider_unavailable`, `malformed_response`; the errors of the
 * HTTP function never pass, because they carry the request with its secrets
 */
export async function send(http: Http, payload: Payload, target: Target): Promise<Answer> {
	const signal = AbortSignal.timeout(target.timeout);
	const request = {
		...payload,
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
