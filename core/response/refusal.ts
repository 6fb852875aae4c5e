import type { ErrorCode } from '../errors';
import { getPath, isRecord, plainNames, toNumber } from '../json';
import type { ErrorRule, Service } from '../provider';
import { namedText, type ErrorResponse } from './errorResponse';
import { concernsLogin, judgeWords, mentionsWrongLogin } from './verdict';

/** Everything known about an error response. */
export interface ErrorFacts {
	status: number;
	/** The status in the body, where HTTP's own is a good one. */
	bodyStatus?: number;
	body: unknown;
	parsed: ErrorResponse | undefined;
	/** The body is a web page. */
	isPage?: boolean;
	/** Seconds of the `Retry-After` header. */
	retryAfter?: number;
}

/** Values that mean "no error" where a code or an error is expected. */
const NO_ERROR =
	/^(0*|200|false|null|none|no[ _]errors?|ok|success(ful(ly)?)?|succeeded|n\/?a)\.?$/;
const ERRORS = ['error', 'errors', 'fault', 'errorcode', 'errcode', 'errordescription'];
const ERROR_TEXTS = ['errormessage', 'errormessages', 'errmsg', 'errortext', 'errorsummary'];
/** Where a response says in a word or with a boolean how it went. */
const FLAGS = ['success', 'issuccess', 'succeeded', 'ok'];
const OUTCOMES = [...FLAGS, 'status', 'result'];
const FAILED = /^(false|fail|failed|failure|error|denied|rejected|unauthorized)$/;
/** Words of a text that is none of a good response. */
const COMPLAINT = /\b(error|failed|failure|denied|refused|invalid|wrong|incorrect)\b/;
/** A text in place of a token: nothing but no, or what begins with it. */
const SAYS_NO =
	/^(no|nok|ko|ng|false)[.!]?$|^(error|fail(s|ed|ure)?|denied|rejected|invalid|unauthorized|forbidden)\b|\bdenied\b/i;
/** Where the token, or what holds it, would be. */
const TOKENS = ['token', 'accesstoken', 'idtoken', 'sessiontoken', 'jwt', 'data', 'result'];

/**
 * Whether a body is an error response although its HTTP status is good.
 *
 * @param hasToken - beside a token only a plain complaint counts: many a good response has a `message`
 * or a `code`. Without one its text decides; any other text is not quoted, because it may be the token
 */
export function isErrorResponse({ errorRules }: Service, body: unknown, hasToken = false): boolean {
	const isFlagged = errorRules.some(
		({ flag }) => flag !== undefined && getPath(body, flag) === true,
	);
	const values = topValues(body);
	const complains =
		ERRORS.some((name) => isError(values.get(name))) ||
		OUTCOMES.some((name) => FAILED.test(toWord(values.get(name)))) ||
		FLAGS.some((name) => values.get(name) === 0);
	if (isFlagged || complains || bodyStatus(body) !== undefined) return true;
	if (hasToken) return false;
	const text = namedText(values);
	const isWithheld = TOKENS.some((name) => values.has(name) && isEmpty(values.get(name)));
	return (
		ERROR_TEXTS.some((name) => isError(values.get(name))) ||
		(text !== '' && (isWithheld || isError(values.get('code')) || judgeText(text) !== undefined))
	);
}

/** Some APIs respond with HTTP 200 and put the real status into the body. */
export function bodyStatus(body: unknown): number | undefined {
	const values = topValues(body);
	return ['status', 'statuscode', 'code']
		.map((name) => toNumber(values.get(name)))
		.find((status) => status !== undefined && status >= 400 && status <= 599);
}

/**
 * Whether a response that is nothing but a text refuses the login: "Fails.", `ACCESS_DENIED`,
 * `InvalidCredentials`. In the place of the token any words do; beside one only a wrong login counts.
 */
export function refusesInWords(text: string, token: 'none' | 'elsewhere' | 'the text'): boolean {
	if (token === 'elsewhere') return judgeText(text) === 'credentials_rejected';
	const words = text.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_:=-]/g, ' ');
	const saysNo = SAYS_NO.test(words) || judgeText(words) !== undefined;
	return saysNo || (token === 'the text' && /\s/.test(text));
}

function judgeText(text: string) {
	return judgeWords({ providerCode: '', text });
}

function topValues(body: unknown): ReadonlyMap<string, unknown> {
	return plainNames(Array.isArray(body) ? body[0] : body);
}

/** An `error` of `null`, `0`, `""`, `[]` or `{"code": "ok"}` is none. */
function isError(value: unknown): boolean {
	if (Array.isArray(value)) return value.some(isNotEmpty);
	if (!isRecord(value)) return !NO_ERROR.test(toWord(value));
	const code = toWord(value.code ?? value.errorCode ?? value.errcode ?? value.errno);
	if (code === '') return Object.values(value).some(isNotEmpty);
	// Odoo's errors have the code of HTTP, 200.
	const text = namedText(plainNames(value)).toLowerCase();
	return !NO_ERROR.test(code) || (COMPLAINT.test(text) && !NO_ERROR.test(text));
}

function isNotEmpty(value: unknown): boolean {
	return Array.isArray(value) ? value.length > 0 : !isEmpty(value);
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === false || value === '';
}

/** Empty for an object: a stranger's may have a `toString` of its own. */
function toWord(value: unknown): string {
	return typeof value === 'object'
		? ''
		: String(value ?? '')
				.trim()
				.toLowerCase();
}

/** What the provider itself says of such an error response, if its server has looked at the login. */
export function findRule({ errorRules }: Service, facts: ErrorFacts): ErrorRule | undefined {
	const { body, parsed } = facts;
	const actual = facts.bodyStatus ?? facts.status;
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
export const RETRYABLE_STATUSES = [429, 502, 503, 504];

/**
 * Whether the provider processed the login: it did with a good status, unless its body says that it is
 * busy, and it did where its words are about a wrong login, whatever its status is. One pause too long
 * is cheaper than a locked account.
 */
export function wasProcessed(
	{ status, bodyStatus: inBody, parsed }: ErrorFacts,
	code: ErrorCode,
): boolean {
	if (code === 'rate_limited' || RETRYABLE_STATUSES.includes(inBody ?? status)) return false;
	const isGood = status < 300 && (code !== 'provider_unavailable' || inBody !== undefined);
	return isGood || (status >= 400 && parsed !== undefined && mentionsWrongLogin(parsed));
}
