import { getPath, isRecord, plainNames, toNumber } from '../json';
import type { Service } from '../provider';
import { namedText } from './errorText';
import { meaningOf } from './meaning';
import { MAX_SENTENCE } from './page';

/** Values that stand for "no error" where a code or an error is expected. */
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
 * Whether a body is an error response although its HTTP status is good. The text of any other is not
 * quoted: it may be the very token that was looked for elsewhere.
 *
 * @param hasToken - beside a token only a plain complaint counts: many a good response has a `message`
 * or a `code` of its own
 */
export function isErrorResponse({ errorRules }: Service, body: unknown, hasToken = false): boolean {
	const isFlagged = errorRules.some(
		({ flag }) => flag !== undefined && getPath(body, flag) === true,
	);
	if (isFlagged || bodyStatus(body) !== undefined) return true;
	const values = plainNames(Array.isArray(body) ? body[0] : body);
	return complains(values) || (!hasToken && complainsWithoutToken(values));
}

/** Whether a whole body, where a token may be, is words instead: "Invalid login", `ERROR:101`. */
export function isRefusal(text: unknown): text is string {
	return isShort(text) && (/\s/.test(text) || saysNo(text));
}

/** Whether a text says that the sign-in did not work: "Fails.", `ACCESS_DENIED`, `InvalidCredentials`. */
export function saysNo(text: unknown): text is string {
	if (!isShort(text)) return false;
	const words = text.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_:=-]/g, ' ');
	return SAYS_NO.test(words) || meaningOf({ providerCode: '', text: words }) !== undefined;
}

/** Whether a text beside a token is about a login that is wrong. */
export function isAboutWrongLogin(text: unknown): text is string {
	return isShort(text) && meaningOf({ providerCode: '', text }) === 'credentials_rejected';
}

function isShort(text: unknown): text is string {
	return typeof text === 'string' && text.length <= MAX_SENTENCE;
}

/** Some APIs respond with HTTP 200 and put the real status into the body. */
export function bodyStatus(body: unknown): number | undefined {
	const values = plainNames(Array.isArray(body) ? body[0] : body);
	return ['status', 'statuscode', 'code']
		.map((name) => toNumber(values.get(name)))
		.find((status) => status !== undefined && status >= 400 && status <= 599);
}

/**
 * Whether a response says that the request did not work, whatever else it holds.
 *
 * @param values - those of the response, by plain name
 */
function complains(values: ReadonlyMap<string, unknown>): boolean {
	return (
		ERRORS.some((name) => isError(values.get(name))) ||
		OUTCOMES.some((name) => FAILED.test(wordOf(values.get(name)))) ||
		FLAGS.some((name) => values.get(name) === 0)
	);
}

/** Whether a response complains, as far as a token beside it would show the opposite. */
function complainsWithoutToken(values: ReadonlyMap<string, unknown>): boolean {
	if (ERROR_TEXTS.some((name) => isError(values.get(name)))) return true;
	const text = namedText(values);
	if (text === '') return false;
	const isWithheld = TOKENS.some((name) => values.has(name) && isEmpty(values.get(name)));
	const isAboutLogin = meaningOf({ providerCode: '', text }) !== undefined;
	return isWithheld || isAboutLogin || isError(values.get('code'));
}

/** An `error` of `null`, `0`, `""`, `[]` or `{"code": "ok"}` is none. */
function isError(value: unknown): boolean {
	if (Array.isArray(value)) return value.some(isNotEmpty);
	if (!isRecord(value)) return !NO_ERROR.test(wordOf(value));
	const code = wordOf(value.code ?? value.errorCode ?? value.errcode ?? value.errno);
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
function wordOf(value: unknown): string {
	return typeof value === 'object'
		? ''
		: String(value ?? '')
				.trim()
				.toLowerCase();
}
