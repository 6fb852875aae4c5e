import { getPath, isRecord, plainNames } from '../json';
import { BARE_CODE, fieldOf, firstText, namedText, nestedText, wrappedText } from './errorText';
import { plainText } from './plainText';

/** What a provider said in an error response, in whichever of the usual shapes. */
export interface ErrorResponse {
	providerCode: string;
	/** Without markup. It is shown only after the redactor has seen it. */
	text: string;
	/** The field of the request that the response is about, where it names one as such. */
	field?: string;
}

/** What stands further behind is not shown, and patterns take long over a stranger's megabyte. */
const MAX_READ = 2000;

/**
 * Parses an error response: `{error, error_description}` (RFC 6749 section 5.2), problem details
 * (RFC 9457), the `{errors: [...]}` of JSON:API and GraphQL, a bare array of errors, field errors such
 * as `{errors: {email: ["..."]}}`, and `{message}` by any of its usual names in any spelling.
 *
 * @returns undefined if the body is none of these
 */
export function parseErrorResponse(body: unknown): ErrorResponse | undefined {
	const values = plainNames(body);
	const nested = [
		objectOf(values.get('error')),
		values.get('errors'),
		values.get('fault'),
		values.get('messages'),
		plainNames(values.get('response')).get('errors'),
		objectOf(values.get('detail')),
		Array.isArray(body) ? body : undefined,
	];
	const firsts = nested.map((holder) => plainNames(Array.isArray(holder) ? holder[0] : holder));
	const text = firstText(
		values.get('errordescription'),
		...nested.map((holder) => nestedText(holder)),
		namedText(values),
		areFieldErrors(body) ? nestedText(body) : '',
		wrappedText(values),
	);
	const providerCode = firstText(
		values.get('error'),
		...[...firsts, values].flatMap(codesOf),
		Array.isArray(body)
			? body.find((item) => typeof item === 'string' && BARE_CODE.test(item))
			: '',
	);
	if (providerCode === '' && text === '') return undefined;
	const field = firsts.map(fieldOf).find((name) => name !== undefined);
	return {
		providerCode: providerCode.slice(0, MAX_READ),
		text: plainText(text.slice(0, MAX_READ)),
		...(field !== undefined && { field }),
	};
}

/** The codes of an error, by plain name. A number that repeats the HTTP status says nothing. */
function codesOf(values: ReadonlyMap<string, unknown>): unknown[] {
	const own = ['errorcode', 'errcode', 'code', 'error'].map((name) => values.get(name));
	return [...own, getPath(values.get('extensions'), 'code')].map((code) =>
		typeof code === 'number' && (code < 0 || code > 599) ? String(code) : code,
	);
}

/** Django's `{"username": ["..."]}`, without anything around it. */
function areFieldErrors(body: unknown): boolean {
	return isRecord(body) && Object.values(body).every((texts) => Array.isArray(texts));
}

function objectOf(value: unknown): unknown {
	return typeof value === 'object' ? value : undefined;
}
