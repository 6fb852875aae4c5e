import { getPath, isRecord, plainNames, toNumber } from '../json';
import type { Service } from '../provider';
import type { EndpointResponse } from '../request/http';
import { isPage, namedText, parseErrorResponse } from './errorResponse';
import { BLOCKS, withoutTags } from './redact';
import { judgeWords, type ErrorResponse } from './words';

/** Values that mean "no error" where a code or an error is expected. */
const NO_ERROR =
	/^(0*|200|false|null|none|no[ _]errors?|ok|success(ful(ly)?)?|succeeded|n\/?a)\.?$/i;
/** A text that may be the token: nothing but no, or what begins with it. */
const SAYS_NO =
	/^(no|nok|ko|ng|false)[.!]?$|^(error|fail(s|ed|ure)?|denied|rejected|invalid|unauthorized|forbidden)\b|\bdenied\b/i;
/** Words of a message that is none of a good response; those of a login are in the table of verdicts. */
const COMPLAINT =
	/\b(error|fail(s|ed|ure)?|denied|refused|rejected|invalid|wrong|incorrect|unauthorized|forbidden|locked|suspended|blocked|disabled|expired)\b/i;
const FAILED = /^(false|fail|failed|failure|error|denied|rejected|unauthorized)$/i;

/** What holds an error, whatever else is in the response. */
const ERRORS = ['error', 'errors', 'fault', 'errorcode', 'errcode', 'errordescription'];
/** What holds one only where there is no token: many a good response has a code or a message. */
const VAGUE = ['code', 'errormessage', 'errormessages', 'errmsg', 'errortext', 'errorsummary'];
/** Where a response says in a word or with a boolean how it went. */
const FLAGS = ['success', 'issuccess', 'succeeded', 'ok', 'authenticated', 'loggedin'];
const OUTCOMES = [...FLAGS, 'status', 'result'];

/** Whether a body with a good status is an error response. Beside a token only a plain complaint counts. */
export function isErrorResponse({ errorRules }: Service, body: unknown, hasToken = false): boolean {
	const values = topValues(body);
	const isPlain =
		bodyStatus(body) !== undefined ||
		errorRules.some(({ flag }) => flag !== undefined && getPath(body, flag) === true) ||
		ERRORS.some((name) => isError(values.get(name))) ||
		OUTCOMES.some((name) => FAILED.test(toWord(values.get(name)))) ||
		FLAGS.some((name) => values.get(name) === 0);
	if (isPlain || hasToken) return isPlain;
	const { text = '', providerCode = '' } = parseErrorResponse(body) ?? {};
	const complains = saysNo(text || providerCode) || isComplaint(text);
	return (
		text + providerCode !== '' && (complains || VAGUE.some((name) => isError(values.get(name))))
	);
}

/** Some APIs respond with HTTP 200 and put the real status into the body. */
export function bodyStatus(body: unknown): number | undefined {
	const values = topValues(body);
	return ['status', 'statuscode', 'code']
		.map((name) => toNumber(values.get(name)))
		.find((status) => status !== undefined && status >= 400 && status <= 599);
}

/** A longer plain text is no sentence for people. */
const MAX_SENTENCE = 300;
const MAX_PAGE = 20_000;

/**
 * Reads an error response that is a text, plain or in JSON, or the sentence of a web page about a login or address.
 */
export function parseTextResponse(
	response: EndpointResponse,
	body: unknown,
): ErrorResponse | undefined {
	const isText = body === undefined && !/^\s*[[{]/.test(response.text);
	const isMarkup = isText && isPage(response);
	const text = isText ? response.text : body;
	if (typeof text !== 'string' || (!isMarkup && text.length > MAX_SENTENCE)) return undefined;
	if (!isMarkup) return { providerCode: '', text: withoutTags(text) };
	const seen = text.slice(0, MAX_PAGE).replace(/<(script|style|head)\b.*?(<\/\1\b|$)/gis, '');
	return seen
		.split(BLOCKS)
		.map((block) => ({ providerCode: '', text: block.replace(/<[^<>]*>/g, '').trim() }))
		.find((one) => ['credentials_rejected', 'browser', 'format'].includes(judgeWords(one) ?? ''));
}

/** Whether a text refuses the login, as `ACCESS_DENIED`. In the place of the token any words do. */
export function refusesInWords(text: string, token: 'none' | 'elsewhere' | 'the text'): boolean {
	if (token === 'elsewhere')
		return judgeWords({ providerCode: '', text }) === 'credentials_rejected';
	return saysNo(text) || (token === 'the text' && /\s/.test(text));
}

function saysNo(text: string): boolean {
	const words = text.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_:=-]/g, ' ');
	return SAYS_NO.test(words) || judgeWords({ providerCode: '', text: words }) !== undefined;
}

const isComplaint = (text: string) => COMPLAINT.test(text) && !NO_ERROR.test(text);

function topValues(body: unknown): ReadonlyMap<string, unknown> {
	return plainNames(Array.isArray(body) ? body[0] : body);
}

/** An `error` of `null`, `0`, `""`, `[]` or `{"code": "ok"}` is none. */
function isError(value: unknown): boolean {
	if (Array.isArray(value)) return value.some(isFilled);
	if (!isRecord(value)) return !NO_ERROR.test(toWord(value));
	const code = toWord(value.code ?? value.errorCode ?? value.errcode ?? value.errno);
	if (code === '') return Object.values(value).some(isFilled);
	// Odoo's errors have the code of HTTP, 200.
	return !NO_ERROR.test(code) || isComplaint(namedText(plainNames(value)));
}

function isFilled(value: unknown): boolean {
	if (Array.isArray(value)) return value.length > 0;
	return value !== undefined && value !== null && value !== false && value !== '';
}

/** Empty for an object: a stranger's may have a `toString` of its own. */
function toWord(value: unknown): string {
	return typeof value === 'object' ? '' : String(value ?? '').trim();
}
