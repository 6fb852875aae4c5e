import { formatDuration, tokenError, type TokenError } from '../errors';
import type { Exchange, Service } from '../provider';
import { redact } from './redact';
import { bodyStatus } from './refusal';
import { findRule, judge, wasProcessed } from './verdict';
import { codeOf, readWait } from './words';
import type { ErrorResponse, Subject } from './words';

/** Everything known about an error response. */
export interface ErrorFacts {
	status: number;
	body: unknown;
	parsed: ErrorResponse | undefined;
	/** The body is a web page, or XML. */
	isPage?: boolean;
	isXml?: boolean;
	/** Seconds of the `Retry-After` header. */
	retryAfter?: number;
}

/** What happened, and what to do. */
type Sentences = Pick<TokenError, 'message' | 'description'>;

/** What the sentences are made of; `request` says what to do if the request is not understood. */
type Case = Exchange & Service & { status: number; place: string; wait: string; request: string };

/** Asks to check the address, with what is likely wrong with it. @param otherwise - what to do if it is right */
export function checkAddress(
	{ address, addressHint }: Pick<Exchange, 'address' | 'addressHint'>,
	otherwise?: string,
): string {
	const next = otherwise === undefined ? '' : `; if it is right, ${otherwise}`;
	const hint = addressHint === undefined ? '' : ` ${addressHint}`;
	return `Check ${address} in the credential${next}.${hint}`;
}

/** For each code, and for what is more precise than one. */
const SENTENCES = {
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
	unclear: ({ title, noun, request, rejectedAdvice }) => ({
		message: `${title} refused the ${noun}.`,
		description: `${request} ${rejectedAdvice}`.trim(),
	}),
	forbidden: ({ title, rejectedAdvice }) => ({
		message: `${title} does not let this login in.`,
		description: `${rejectedAdvice} If that is correct, ask the administrator of ${title} whether this login may use the API.`,
	}),
	account: ({ title }) => ({
		message: `This ${title} account cannot sign in at present.`,
		description: `The login may be correct. Sign in to ${title} once in a browser and follow its instructions, or ask its administrator to enable the account; a locked one may unlock by itself after some time.`,
	}),
	sessions: ({ title }) => ({
		message: `${title} allows no more sessions of this login.`,
		description:
			'Sign out elsewhere, or wait until a session ends. If it happens again, check which other tools use this login.',
	}),
	invalid_configuration: ({ title, noun, request, place }) => ({
		message: `${title} cannot process this kind of ${noun} (${place}).`,
		description:
			request ||
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
} satisfies Record<string, (facts: Case) => Sentences>;

function toSentences(subject: Subject, facts: Case): Sentences {
	if (facts.status === 407) return SENTENCES.proxy(facts);
	const isNotFound = subject === 'invalid_configuration' && [404, 405].includes(facts.status);
	const key = isNotFound ? 'not found' : subject in SENTENCES ? subject : codeOf(subject);
	return SENTENCES[key as keyof typeof SENTENCES](facts);
}

/** An error with a code and sentences to act on: the provider's rules first, then the standard table. */
export function explainErrorResponse(exchange: Exchange, facts: ErrorFacts): TokenError {
	const { service, secrets, known } = exchange;
	const { parsed, body } = facts;
	const { text = '', field } = parsed ?? {};
	const inBody = facts.status < 300 ? bodyStatus(body) : undefined;
	const status = inBody ?? facts.status;
	const request = service.requestAdvice?.(text, field) ?? '';
	const judged = judge(status, parsed);
	// A web page that says nothing is no verdict on the login: it may come from a proxy.
	const isPage =
		facts.isPage === true &&
		!facts.isXml &&
		parsed === undefined &&
		['credentials_rejected', 'access_denied'].includes(codeOf(judged));
	const isField = judged === 'unclear' && request !== '' && field !== undefined;
	const subject = isPage ? 'page' : judged;
	const rule = findRule(service, status, subject, facts);
	// A status of 401 is never about the configuration, whatever else the response says.
	const found = rule?.code ?? codeOf(isField ? 'field' : subject);
	const isMisfit = status === 401 && found === 'invalid_configuration';
	const code = isMisfit ? 'credentials_rejected' : found;
	const place = inBody === undefined ? `HTTP ${status}` : `status ${status} in its response`;
	const saysWait = subject === 'rate_limited' || subject === 'account';
	const retryAfter = facts.retryAfter ?? (saysWait ? readWait(text) : undefined);
	const wait = (retryAfter ?? 0) > 60 ? formatDuration(Number(retryAfter) * 1000) : 'a minute';
	const topic = { ...exchange, ...service, status, place, wait, request };
	const { message, description } = rule ?? toSentences(isMisfit ? 'unclear' : subject, topic);
	const shown = (text = '') => redact(text, secrets, known);
	const providerCode = shown(parsed?.providerCode);
	const isRetryable = RETRYABLE_STATUSES.includes(status);
	const isBusy = code === 'rate_limited' || isRetryable;
	const isFault = code === 'provider_unavailable' && inBody === undefined;
	// With 401 a page may be a verdict after all.
	const isProcessed = isPage
		? status === 401
		: !isBusy && wasProcessed(facts.status, parsed, isFault);
	return tokenError(code, message + quote(shown(text) || providerCode, facts.isXml), description, {
		status: facts.status,
		...(isProcessed && { loginProcessed: true }),
		...(retryAfter !== undefined && { retryAfter }),
		...(isRetryable && { retryable: true }),
		...(providerCode !== '' && { providerCode }),
	});
}

/** Statuses of a provider that is busy or away for a moment (RFC 9110 section 15.6, RFC 6585 section 4). */
const RETRYABLE_STATUSES = [429, 502, 503, 504];

function quote(shown: string, isXml?: boolean): string {
	if (shown === '') return isXml ? ' Its response is XML.' : '';
	return ` Its response: "${shown}"${/[.!?]$/.test(shown) ? '' : '.'}`;
}
