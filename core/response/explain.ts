import { formatDuration, tokenError, type TokenError } from '../errors';
import type { Exchange } from '../provider';
import { redact } from './redact';
import { findRule, RETRYABLE_STATUSES, wasProcessed, type ErrorFacts } from './refusal';
import { judge, type Verdict } from './verdict';

/** What happened, and what to do. */
type Sentences = Pick<TokenError, 'message' | 'description'>;

/** What the sentences of a verdict are made of. */
type Topic = Exchange & { status: number; place: string; wait: string };

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

const SENTENCES: Record<Verdict, (topic: Topic) => Sentences> = {
	credentials_rejected: ({ service: { title, noun, rejectedAdvice } }) => ({
		message: `${title} refused the ${noun}.`,
		description: rejectedAdvice,
	}),
	two_factor_required: ({ service: { title } }) => ({
		message: `${title} asks for a second factor, so this login cannot be used here.`,
		description:
			'Use a login without two-factor authentication, for example a service user, or turn it off for this one.',
	}),
	access_denied: ({ service: { title } }) => ({
		message: `${title} does not let this login in.`,
		description: `Ask the administrator of ${title} whether this login may use the API from this server's address.`,
	}),
	invalid_configuration: ({ service: { title, noun, requestAdvice }, place }) => ({
		message: `${title} cannot process this kind of ${noun} (${place}).`,
		description:
			requestAdvice ??
			`Compare the address and the options in the credential with the documentation of ${title}.`,
	}),
	rate_limited: ({ service: { title, noun }, wait }) => ({
		message: `${title} got too many ${noun}s and asks to wait.`,
		description: `Try again in ${wait}. If it happens again, check which other tools use this login.`,
	}),
	provider_unavailable: ({ service: { title, noun }, place }) => ({
		message: `${title} cannot process the ${noun} at the moment (${place}).`,
		description: 'Try again later. If it happens again, ask the provider.',
	}),
	redirect_refused: ({ service: { title, noun }, address, place }) => ({
		message: `${title} redirects the ${noun} to another address (${place}). Nothing was sent there.`,
		description: `Enter the address it redirects to in ${address}. Usually https://, the host name or a trailing slash is missing.`,
	}),
};

const notFound = ({ service: { title, noun }, place, ...exchange }: Topic): Sentences => ({
	message: `${title} has no ${noun} at this address (${place}).`,
	description: checkAddress(exchange),
});

/** Statuses that say more than their verdict. */
const BY_STATUS: Record<number, (topic: Topic) => Sentences> = {
	404: notFound,
	405: notFound,
	407: ({ service: { title }, place }) => ({
		message: `The proxy between n8n and ${title} asks for a login (${place}).`,
		description:
			'Ask the administrator of n8n to add the login to the address of the proxy (HTTP_PROXY and HTTPS_PROXY).',
	}),
};

function toSentences(verdict: Verdict, topic: Topic): Sentences {
	const isMisfit = verdict === 'invalid_configuration' || verdict === 'provider_unavailable';
	const special = isMisfit ? BY_STATUS[topic.status] : undefined;
	return (special ?? SENTENCES[verdict])(topic);
}

/**
 * Turns an error response into an error with a code and sentences to act on: the provider's rules first,
 * then the standard table. The provider's text is quoted after it went through the redactor.
 */
export function explainErrorResponse(exchange: Exchange, facts: ErrorFacts): TokenError {
	const { parsed, retryAfter, bodyStatus } = facts;
	const status = bodyStatus ?? facts.status;
	const verdict = judge(status, parsed);
	if (facts.isPage && ['credentials_rejected', 'access_denied'].includes(verdict)) {
		return explainPage(exchange, facts);
	}
	const rule = findRule(exchange.service, facts);
	// A status of 401 is never about the configuration, whatever else the response says.
	const isMisfit = status === 401 && rule?.code === 'invalid_configuration';
	const code = isMisfit ? 'credentials_rejected' : (rule?.code ?? verdict);
	const place = bodyStatus === undefined ? `HTTP ${status}` : `status ${status} in its response`;
	const wait = (retryAfter ?? 0) > 60 ? formatDuration(Number(retryAfter) * 1000) : 'a minute';
	const { message, description } =
		rule ?? toSentences(verdict, { ...exchange, status, place, wait });
	const shown = (text = '') => redact(text, exchange.secrets, exchange.known);
	const providerCode = shown(parsed?.providerCode);
	return tokenError(code, message + quote(shown(parsed?.text) || providerCode), description, {
		status: facts.status,
		...(wasProcessed(facts, code) && { loginProcessed: true }),
		...(retryAfter !== undefined && { retryAfter }),
		...(RETRYABLE_STATUSES.includes(status) && { retryable: true }),
		...(providerCode !== '' && { providerCode }),
	});
}

/**
 * A web page is no verdict on the login: it may come from a proxy. With 401 it may be one, so that
 * asking again and again could lock the account.
 */
function explainPage(exchange: Exchange, { status, retryAfter }: ErrorFacts): TokenError {
	const { title, noun, rejectedAdvice } = exchange.service;
	const advice =
		status === 401
			? `${checkAddress(exchange)} If the provider itself responds with pages: ${rejectedAdvice}`
			: checkAddress(exchange, 'ask the administrator of the network, or the provider');
	return tokenError(
		'provider_unavailable',
		`${title} returned a web page instead of a ${noun === 'sign-in' ? 'token' : 'link'} (HTTP ${status}).`,
		`The page may come from a proxy or a firewall on the way. ${advice}`,
		{
			status,
			...(status === 401 && { loginProcessed: true }),
			...(retryAfter !== undefined && { retryAfter }),
		},
	);
}

function quote(shown: string): string {
	if (shown === '') return '';
	return ` Its response: "${shown}"${/[.!?]$/.test(shown) ? '' : '.'}`;
}
