import { isRecord } from '../json';
import { namedText } from './errorText';
import { meaningOf } from './meaning';

/** Values that stand for "no error" where a code or an error is expected. */
const NO_ERROR = /^(0*|200|false|null|none|no[ _]errors?|ok|success)$/;
const ERRORS = ['error', 'errors', 'fault', 'errorcode', 'errcode', 'errordescription'];
const ERROR_TEXTS = [
	'errormessage',
	'errormessages',
	'errmsg',
	'errormsg',
	'errortext',
	'errorsummary',
];
/** Where a response says in a word or with a boolean how it went. */
const FLAGS = ['success', 'issuccess', 'succeeded', 'ok'];
const OUTCOMES = [...FLAGS, 'status', 'result'];
const FAILED = /^(false|fail|failed|failure|error|denied|rejected|unauthorized)$/;
/** Where the token, or what holds it, would be. */
const TOKENS = ['token', 'accesstoken', 'idtoken', 'sessiontoken', 'jwt', 'data', 'result'];

/**
 * Whether a response says that the request did not work, whatever else it holds.
 *
 * @param values - those of the response, by plain name
 */
export function complains(values: ReadonlyMap<string, unknown>): boolean {
	return (
		ERRORS.some((name) => isError(values.get(name))) ||
		OUTCOMES.some((name) => FAILED.test(wordOf(values.get(name)))) ||
		FLAGS.some((name) => values.get(name) === 0)
	);
}

/** Whether a response complains, as far as a token beside it would show the opposite. */
export function complainsWithoutToken(values: ReadonlyMap<string, unknown>): boolean {
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
	const code = wordOf(value.code);
	return code === '' ? Object.values(value).some(isNotEmpty) : !NO_ERROR.test(code);
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
