import { formatDuration } from '../errors';
import type { Exchange } from '../provider';
import type { Verdict } from './errorCode';

/** What happened, and what to do. */
export interface Words {
	message: string;
	description: string;
}

/**
 * Asks to check the address, with what is likely to be wrong with it.
 *
 * @param otherwise - what to do if it is right
 */
export function checkAddress(
	{ address, addressHint }: Pick<Exchange, 'address' | 'addressHint'>,
	otherwise?: string,
): string {
	const next = otherwise === undefined ? '' : `; if it is right, ${otherwise}`;
	const hint = addressHint === undefined ? '' : ` ${addressHint}`;
	return `Check ${address} in the credential${next}.${hint}`;
}

/** What each verdict means at a token endpoint, for the person who reads it in n8n. */
const WORDS: Record<
	Verdict,
	(exchange: Exchange, status: number, place: string, wait: string) => Words
> = {
	credentials_rejected: ({ service: { title, noun, rejectedAdvice } }) => ({
		message: `${title} refused the ${noun}.`,
		description: rejectedAdvice,
	}),
	two_factor_required: ({ service: { title } }) => ({
		message: `${title} wants a second factor for this login, so it cannot sign in here.`,
		description:
			'Use a login without two-factor authentication, for example a service user, or turn it off for this one.',
	}),
	access_denied: ({ service: { title } }) => ({
		message: `${title} does not let this login in.`,
		description: `Ask the administrator of ${title} whether this login may use the API from this server's address.`,
	}),
	invalid_configuration: ({ service, ...exchange }, status, place) =>
		status === 404 || status === 405
			? {
					message: `${service.title} does not take a ${service.noun} at this address (${place}).`,
					description: checkAddress(exchange),
				}
			: {
					message: `${service.title} cannot process this kind of ${service.noun} (${place}).`,
					description:
						service.requestAdvice ??
						`Compare the address and the options in the credential with the documentation of ${service.title}.`,
				},
	rate_limited: ({ service: { title, noun } }, _, __, wait) => ({
		message: `${title} has had too many ${noun}s and asks to wait.`,
		description: `Try again in ${wait}. If it persists, look for other tools that use this login.`,
	}),
	provider_unavailable: ({ service: { title, noun } }, status, place) =>
		status === 407
			? {
					message: `The proxy between n8n and ${title} wants a login (${place}).`,
					description:
						'Ask the administrator of n8n to put the login of the proxy into its address (HTTP_PROXY and HTTPS_PROXY).',
				}
			: {
					message: `${title} cannot process the ${noun} at the moment (${place}).`,
					description: 'Try again later. If it persists, ask the provider.',
				},
	redirect_refused: ({ service: { title, noun }, address }, _, place) => ({
		message: `${title} redirects the ${noun} to another address (${place}). Nothing was sent there.`,
		description: `Enter the final address in ${address}; often it differs in https://, the host name or the slash at the end.`,
	}),
};

/**
 * The words for an error response that no rule of the provider explains.
 *
 * @param status - of HTTP, or the one in the body
 * @param isInBody - the status is the one in the body
 * @param retryAfter - seconds that the response asks to wait
 */
export function wordsFor(
	verdict: Verdict,
	exchange: Exchange,
	status: number,
	isInBody: boolean,
	retryAfter = 0,
): Words {
	const place = isInBody ? `status ${status} in its response` : `HTTP ${status}`;
	const wait = retryAfter > 60 ? formatDuration(retryAfter * 1000) : 'a minute';
	return WORDS[verdict](exchange, status, place, wait);
}

/** The words for a web page in place of an error response: it need not be the provider's own. */
export function pageWords({ service, ...exchange }: Exchange, status: number): Words {
	const { title, noun, rejectedAdvice } = service;
	const page = 'The page may come from a proxy or a firewall on the way.';
	return {
		message: `The ${noun} to ${title} met a web page instead of a response (HTTP ${status}).`,
		description:
			status === 401
				? `${page} ${checkAddress(exchange)} If the provider itself responds with pages: ${rejectedAdvice}`
				: `${page} ${checkAddress(exchange, 'ask whoever runs the network or the provider')}`,
	};
}
