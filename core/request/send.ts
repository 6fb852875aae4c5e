import { abortable } from '../abortable';
import { tokenError } from '../errors';
import type { EndpointResponse, Http, Payload, Target } from './http';
import { explainNetworkError, isUnreached } from './networkError';
import { noteServerTime } from './serverClock';

const MAX_BODY_BYTES = 1024 * 1024;

/**
 * Sends a request and waits for the whole response, one deadline for everything. The HTTP function's own errors
 * never pass, because they carry the request with its secrets.
 */
export async function send(
	http: Http,
	{ query, ...payload }: Payload,
	target: Target,
): Promise<EndpointResponse> {
	const sentAt = Date.now();
	const { timeout, insecureTls, tls } = target;
	const signal = AbortSignal.timeout(timeout);
	const url = withQuery(target.url, query);
	const request = { ...payload, url, signal, timeout, insecureTls, tls, maxBody: MAX_BODY_BYTES };
	const attempt = async () => await abortable(signal, http(request));
	const response = await attempt()
		.catch(async (reason: unknown) => {
			if (target.retry && !signal.aborted && isUnreached(reason)) return await attempt();
			throw reason;
		})
		.catch((reason: unknown) => {
			throw explainNetworkError(reason, target, signal);
		});
	const { status, headers, body } = response;
	const date = readDate(headers.date);
	noteServerTime(target.url, date);
	const isGood = status >= 200 && status <= 299;
	// A bad status speaks for itself, whatever became of its body.
	if (isGood && response.fault !== undefined) {
		throw explainNetworkError(response.fault, target, signal);
	}
	if (isGood && body === undefined) {
		throw tokenError(
			'malformed_response',
			`${target.title} sent a response that is too large.`,
			`Check ${target.address} in the credential; a token response is small.`,
			{ status, loginProcessed: true },
		);
	}
	return {
		status,
		contentType: String(headers['content-type'] ?? ''),
		retryAfter: String(headers['retry-after'] ?? '').trim(),
		date,
		sentAt,
		text: body ?? '',
		headers,
		url: target.url.href,
	};
}

/** The query that people typed stays as they typed it. */
function withQuery(url: URL, query = ''): string {
	if (query === '') return url.href;
	const full = new URL(url);
	full.search = [full.search.slice(1), query].filter(Boolean).join('&');
	return full.href;
}

/** The HTTP-date of RFC 9110 section 5.6.7; a laxer one would be read in the zone of this machine. */
function readDate(header: unknown): number | undefined {
	const text = String(header).trim();
	const time = / GMT$/.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(time) ? undefined : time;
}
