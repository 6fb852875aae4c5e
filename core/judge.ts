import { tokenError } from './errors';
import { secretsOf } from './inputs';
import { parse } from './json';
import { lifetimeOf } from './lifetime';
import { numberOf } from './numeric';
import type { Inputs, Provider, Shape } from './provider';
import { read } from './read';
import { refusal } from './refusal';
import { retryAfterOf } from './retryAfter';
import type { Answer } from './send';
import { readRefusal } from './spoken';

/** What a token endpoint issued, in one form for all providers. */
export interface Issued {
	accessToken: string;
	/** Seconds from the moment before the request, or null if the provider does not tell. */
	lifetime: number | null;
	refreshToken?: string;
	/** Seconds, if the provider tells. */
	refreshLifetime?: number;
	scope?: string;
	/** The provider's answer as it came. */
	response: unknown;
}

/** Visible ASCII: nothing that could end or split a header line (RFC 6750 section 2.1). */
const TOKEN = /^[\x21-\x7e]+$/;
/** Servers refuse header lines of 16 KiB; a longer token could never be used. */
const LONGEST_TOKEN = 15_000;

/**
 * Judges the answer of a token endpoint, always in the same order: status, content type, JSON,
 * refusal shapes, success shapes, token characters, token type, lifetime (RFC 6749 section 5).
 *
 * @param secrets - further secrets to keep out of messages, such as the refresh token just sent
 * @throws any {@link tokenError} code that a provider's answer can lead to
 */
export function judge(
	provider: Provider,
	inputs: Inputs,
	answer: Answer,
	secrets: readonly string[] = [],
): Issued {
	const hidden = [...secretsOf(provider, inputs), ...secrets];
	const { status } = answer;
	const body = parse(answer.text);
	const spoken = readRefusal(body);
	if (status < 200 || status > 299) {
		const retryAfter = retryAfterOf(answer);
		throw refusal(provider, hidden, { status, answer: body, spoken, retryAfter });
	}
	if (/html|xml/i.test(answer.contentType) || /^\s*</.test(answer.text)) {
		throw malformed(provider, 'answered with a web page instead of a token');
	}
	if (body === undefined) throw malformed(provider, 'did not answer with JSON');
	const shape = provider.shapes.find((candidate) => read(body, candidate.accessToken) != null);
	if (shape === undefined) {
		if (!complains(provider, body)) {
			throw malformed(provider, 'answered without a token', provider.answerHint);
		}
		throw refusal(provider, hidden, { status: statusIn(body) ?? status, answer: body, spoken });
	}
	return issued(provider, shape, body, answer);
}

function issued(provider: Provider, shape: Shape, body: unknown, answer: Answer): Issued {
	const accessToken = read(body, shape.accessToken);
	if (!isToken(accessToken)) {
		throw malformed(provider, 'issued a token that cannot be sent in a header');
	}
	const type = shape.tokenType === undefined ? undefined : read(body, shape.tokenType);
	if (type != null && String(type).toLowerCase() !== 'bearer') {
		throw malformed(provider, 'issued a token that is not a Bearer token');
	}
	const refreshToken = shape.refreshToken && read(body, shape.refreshToken);
	const refreshLifetime = shape.refreshExpiresIn && numberOf(read(body, shape.refreshExpiresIn));
	const scope = shape.scope && read(body, shape.scope);
	return {
		accessToken,
		lifetime: lifetimeOf(body, shape, accessToken, { date: answer.date, now: Date.now() }),
		...(isToken(refreshToken) && { refreshToken }),
		...(typeof refreshLifetime === 'number' && refreshLifetime > 0 && { refreshLifetime }),
		...(typeof scope === 'string' && scope !== '' && { scope }),
		response: body,
	};
}

function isToken(value: unknown): value is string {
	return typeof value === 'string' && value.length <= LONGEST_TOKEN && TOKEN.test(value);
}

/**
 * Whether an answer with a good status is a refusal all the same. Anything else is not quoted: its
 * text may be the very token that was looked for elsewhere.
 */
function complains(provider: Provider, body: unknown): boolean {
	const paths = ['error', 'errors', '0.error', '0.errors'];
	return (
		statusIn(body) !== undefined ||
		read(body, 'success') === false ||
		paths.some((path) => read(body, path) != null) ||
		provider.refusals.some(({ flag }) => flag !== undefined && read(body, flag) === true)
	);
}

/** Some APIs answer HTTP 200 and put the real status into the body. */
function statusIn(body: unknown): number | undefined {
	const status = numberOf(read(body, 'status') ?? read(body, '0.status'));
	return status !== undefined && status >= 400 && status <= 599 ? status : undefined;
}

function malformed(provider: Provider, what: string, hint?: string) {
	const label = provider.fields[provider.endpoint.base]?.label ?? '';
	return tokenError(
		'malformed_response',
		`${provider.title} ${what}.`,
		hint ??
			`Check "${label}" in the credential; if it is right, ask the provider what its sign-in answers.`,
	);
}
