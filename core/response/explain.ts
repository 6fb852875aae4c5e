import { formatDuration, tokenError, type TokenError } from '../errors';
import { getPath } from '../json';
import type { Exchange, Service } from '../provider';
import type { ErrorResponse } from './errorResponse';
import { redact } from './redact';
import { bodyStatus } from './refusal';
import { concernsLogin, judge, mentionsWrongLogin, type Verdict } from './verdict';

/** Everything known about an error response. */
export interface ErrorFacts {
	status: number;
	body: unknown;
	parsed: ErrorResponse | undefined;
	/** The body is a web page. */
	isPage?: boolean;
	/** Seconds of the `Retry-After` header. */
	retryAfter?: number;
}

/** What happened, and what to do. */
type Sentences = Pick<TokenError, 'message' | 'description'>;

/** What the sentences of a verdict are made of. */
type Topic = Exchange & Service & { status: number; place: string; wait: string };

/** Asks to check the address, with what is likely wrong with it. @param otherwise - what to do if it is right */
export function checkAddress(
	{ address, addressHint }: Pick<Exchange, 'address' | 'addressHint'>,
	otherwise?: string,
): string {
	const next = otherwise === undefined ? '' : `; if it is right, ${otherwise}`;
	const hint = addressHint === undefined ? '' : ` ${addressHint}`;
	return `Check ${address} in the credential${next}.${hint}`;
}

/** A verdict, or what is more precise than one. */
const SENTENCES: Record<Verdict | 'not found' | 'proxy' | 'page', (topic: Topic) => Sentences> = {
	credentials_rejected: ({ title, noun, rejectedAdvice }) => ({
		message: `${title} refused the ${noun}.`,
		description: rejectedAdvice,
	}),
	two_factor_required: ({ title }) => ({
		message: `${title} asks for a second factor, so this login cannot be used here.`,
		description:
			'Use a login without two-factor authentication, for example a service user, or turn it off for this one.',
	}),
	access_denied: ({ title }) => ({
		message: `${title} does not let this login in.`,
		description: `Ask the administrator of ${title} whether this login may use the API from this server's address.`,
	}),
	invalid_configuration: ({ title, noun, requestAdvice, place }) => ({
		message: `${title} cannot process this kind of ${noun} (${place}).`,
		description:
			requestAdvice ??
			`Compare the address and the options in the credential with the documentation of ${title}.`,
	}),
	rate_limited: ({ title, noun, wait }) => ({
		message: `${title} got too many ${noun}s and asks to wait.`,
		description: `Try again in ${wait}. If it happens again, check which other tools use this login.`,
	}),
	provider_unavailable: ({ title, noun, place }) => ({
		message: `${title} cannot process the ${noun} at the moment (${place}).`,
		description: 'Try again later. If it happens again, ask the provider.',
	}),
	redirect_refused: ({ title, noun, address, place, formatAdvice }) => ({
		message: `${title} redirects the ${noun} to another address (${place}). Nothing was sent there.`,
		description: `Enter the address it redirects to in ${address}. Usually https://, the host name or a trailing slash is missing.${formatAdvice === undefined ? '' : ` If it leads to a web page, ${formatAdvice}`}`,
	}),
	'not found': ({ title, noun, place, ...exchange }) => ({
		message: `${title} has no ${noun} at this address (${place}).`,
		description: checkAddress(exchange),
	}),
	proxy: ({ title, place }) => ({
		message: `The proxy between n8n and ${title} asks for a login (${place}).`,
		description:
			'Ask the administrator of n8n to add the login to the address of the proxy (HTTP_PROXY and HTTPS_PROXY).',
	}),
	page: ({ title, noun, status, place, rejectedAdvice, ...exchange }) => ({
		message: `${title} returned a web page instead of a ${noun === 'sign-in' ? 'token' : 'link'} (${place}).`,
		description: `The page may come from a proxy or a firewall on the way. ${
			status === 401
				? `${checkAddress(exchange)} If the provider itself responds with pages: ${rejectedAdvice}`
				: checkAddress(exchange, 'ask the administrator of the network, or the provider')
		}`,
	}),
};

function toSentences(verdict: Verdict, isPage: boolean, topic: Topic): Sentences {
	if (isPage) return SENTENCES.page(topic);
	if (topic.status === 407) return SENTENCES.proxy(topic);
	const isNotFound = verdict === 'invalid_configuration' && [404, 405].includes(topic.status);
	return SENTENCES[isNotFound ? 'not found' : verdict](topic);
}

/**
 * Turns an error response into an error with a code and sentences to act on: the provider's rules first,
 * then the standard table. The provider's text is quoted after it went through the redactor.
 */
export function explainErrorResponse(exchange: Exchange, facts: ErrorFacts): TokenError {
	const { service, secrets, known } = exchange;
	const { parsed, retryAfter, body } = facts;
	const inBody = facts.status < 300 ? bodyStatus(body) : undefined;
	const status = inBody ?? facts.status;
	const judged = judge(status, parsed);
	// A web page is no verdict on the login: it may come from a proxy.
	const isPage =
		facts.isPage === true && ['credentials_rejected', 'access_denied'].includes(judged);
	const verdict = isPage ? 'provider_unavailable' : judged;
	const rule = isPage ? undefined : findRule(service, status, facts);
	// A status of 401 is never about the configuration, whatever else the response says.
	const isMisfit = status === 401 && rule?.code === 'invalid_configuration';
	const code = isMisfit ? 'credentials_rejected' : (rule?.code ?? verdict);
	const place = inBody === undefined ? `HTTP ${status}` : `status ${status} in its response`;
	const wait = (retryAfter ?? 0) > 60 ? formatDuration(Number(retryAfter) * 1000) : 'a minute';
	const topic = { ...exchange, ...service, status, place, wait };
	const { message, description } = rule ?? toSentences(verdict, isPage, topic);
	const shown = (text = '') => redact(text, secrets, known);
	const providerCode = shown(parsed?.providerCode);
	const isRetryable = RETRYABLE_STATUSES.includes(status);
	const isBusy = code === 'rate_limited' || isRetryable;
	const isFault = code === 'provider_unavailable' && inBody === undefined;
	// With 401 a page may be a verdict after all.
	const isProcessed = isPage ? status === 401 : !isBusy && wasProcessed(facts, isFault);
	return tokenError(code, message + quote(shown(parsed?.text) || providerCode), description, {
		status: facts.status,
		...(isProcessed && { loginProcessed: true }),
		...(retryAfter !== undefined && { retryAfter }),
		...(isRetryable && { retryable: true }),
		...(providerCode !== '' && { providerCode }),
	});
}

/** What the provider itself says of such an error response, if its server has looked at the login. */
function findRule({ errorRules }: Service, actual: number, facts: ErrorFacts) {
	const { body, parsed } = facts;
	if (!concernsLogin(actual)) return undefined;
	return errorRules.find(
		({ status, providerCode, text, flag }) =>
			(status === undefined || status === actual) &&
			(providerCode === undefined || providerCode === parsed?.providerCode) &&
			(text === undefined || text.test(parsed?.text ?? '')) &&
			(flag === undefined || getPath(body, flag) === true),
	);
}

/** Statuses of a provider that is busy or away for a moment (RFC 9110 section 15.6, RFC 6585 section 4). */
const RETRYABLE_STATUSES = [429, 502, 503, 504];

/**
 * Whether the provider processed the login: it did with a good status, and where its words are about a
 * wrong login, whatever the status is. One pause too long is cheaper than a locked account.
 */
function wasProcessed({ status, parsed }: ErrorFacts, isFault: boolean): boolean {
	if (status < 300 && !isFault) return true;
	return status >= 400 && parsed !== undefined && mentionsWrongLogin(parsed);
}

function quote(shown: string): string {
	if (shown === '') return '';
	return ` Its response: "${shown}"${/[.!?]$/.test(shown) ? '' : '.'}`;
}
