import { isRecord, plainNames } from '../json';
import type { EndpointResponse } from '../request/http';

/** What a provider said in an error response. */
export interface ErrorResponse {
	providerCode: string;
	/** Without tags. It is shown only after the redactor has seen it. */
	text: string;
	/** The field of the request that the response is about, where it names one as such. */
	field?: string;
}

/** Where providers keep the text of an error, by plain name, the most telling first. */
const TEXT_NAMES = [
	...['errordescription', 'detail', 'message', 'msg', 'errmsg', 'errortext', 'errormessage'],
	...['errormessages', 'errorsummary', 'faultstring', 'reason', 'nonfielderrors', 'description'],
	...['title', 'text', 'defaultmessage', 'errors', 'fault', 'messages'],
];
const CODE_NAMES = ['error', 'errorcode', 'errcode', 'code'];
/** What may hold errors in turn, or the code of one. */
const HOLDERS = ['error', 'errors', 'fault', 'messages', 'detail', 'response', 'extensions'];
/** Names that are no form field although a text is beside them. */
const NO_FIELD = ['code', 'error', 'status', 'type', 'name', 'id'];
/** A code that comes before its sentence in a list, as GLPI's `ERROR_GLPI_LOGIN`. */
const BARE_CODE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/;

/** A stranger's JSON may be nested without end, and so may its lists. */
const MAX_DEPTH = 4;
const MAX_ITEMS = 20;
/** What comes later is not shown, and patterns take long over a stranger's megabyte. */
const MAX_READ = 2000;
/** A longer plain text is no sentence for people. */
const MAX_SENTENCE = 300;

const NOTHING: ErrorResponse = { providerCode: '', text: '' };

/**
 * Parses an error response: `{error, error_description}` (RFC 6749 section 5.2), problem details
 * (RFC 9457), the `{errors: [...]}` of JSON:API and GraphQL, a bare array of errors, field errors such
 * as `{errors: {email: ["..."]}}`, and `{message}` by any of its usual names in any spelling.
 *
 * @param body - the parsed JSON
 * @returns undefined if the body is none of these
 */
export function parseErrorResponse(body: unknown): ErrorResponse | undefined {
	const found = typeof body === 'object' ? read(body, 0) : NOTHING;
	const providerCode = found.providerCode.slice(0, MAX_READ);
	const text = withoutTags(found.text.slice(0, MAX_READ));
	return found.providerCode + found.text === '' ? undefined : { ...found, providerCode, text };
}

/** A list is read item by item, an object by its names. */
function read(value: unknown, depth: number): ErrorResponse {
	if (typeof value === 'string') {
		return BARE_CODE.test(value) ? { providerCode: value, text: '' } : { ...NOTHING, text: value };
	}
	if (depth > MAX_DEPTH) return NOTHING;
	if (Array.isArray(value)) {
		return combine(value.slice(0, MAX_ITEMS).map((item) => read(item, depth + 1)));
	}
	if (!isRecord(value)) return NOTHING;
	const values = plainNames(value);
	const held = HOLDERS.map((name) => values.get(name)).filter((one) => typeof one === 'object');
	const inner = combine(held.map((holder) => read(holder, depth + 1)));
	const named = { providerCode: namedCode(values), text: namedText(values) };
	// JSON-RPC says "Application error" in its message and the reason in its data.
	const data = values.get('data');
	const reason = { ...NOTHING, text: firstText(data, namedText(plainNames(data))) };
	const order = depth === 0 ? [inner, named] : [reason, named, inner];
	const isFields = depth > 0 || Object.values(value).every((texts) => Array.isArray(texts));
	const rest = isFields ? readFields(value, depth) : readWrapped(value);
	const { providerCode } = combine([named, inner]);
	const found = { ...combine([...order, rest]), providerCode };
	// The request's field that FastAPI complains of: the end of `["body", "username"]`.
	const place = values.get('loc');
	const field: unknown = Array.isArray(place) ? place.at(-1) : undefined;
	return typeof field === 'string' ? { ...found, text: `${field}: ${found.text}`, field } : found;
}

/** The first of `{email: ["..."]}`, with its name. */
function readFields(value: object, depth: number): ErrorResponse {
	for (const [name, texts] of Object.entries(value).slice(0, MAX_ITEMS)) {
		const { text, providerCode } = NO_FIELD.includes(name) ? NOTHING : read(texts, depth + 1);
		if (text || providerCode) return { ...NOTHING, text: `${name}: ${text || providerCode}` };
	}
	return NOTHING;
}

/** A text one step down under any name: WordPress' `{data: {message}}`, Pi-hole's `{session: {message}}`. */
function readWrapped(value: object): ErrorResponse {
	const inner = Object.values(value).slice(0, MAX_ITEMS).filter(isRecord);
	return { ...NOTHING, text: firstText(...inner.map((held) => namedText(plainNames(held)))) };
}

/** The first code and the first text; a field belongs to its text. */
function combine(found: ErrorResponse[]): ErrorResponse {
	const providerCode = firstText(...found.map((error) => error.providerCode));
	const telling = found.find(({ text }) => text.trim() !== '');
	return { ...NOTHING, ...telling, providerCode };
}

/** A number that repeats the HTTP status says nothing. */
function namedCode(values: ReadonlyMap<string, unknown>): string {
	const toCode = (code: unknown) =>
		typeof code === 'number' && (code < 0 || code > 599) ? String(code) : code;
	return firstText(...CODE_NAMES.map((name) => toCode(values.get(name))));
}

/** The text of an object that has one under one of the usual names. @param values - by plain name */
export function namedText(values: ReadonlyMap<string, unknown>): string {
	return firstText(...TEXT_NAMES.map((name) => plainValue(values.get(name))));
}

/** A text as such, the first of a list, or that of SAP's `{lang, value}`. */
function plainValue(value: unknown): unknown {
	if (Array.isArray(value)) return firstText(...value.slice(0, MAX_ITEMS));
	return isRecord(value) ? value.value : value;
}

function firstText(...values: unknown[]): string {
	const found = values.find((value) => typeof value === 'string' && value.trim() !== '');
	return typeof found === 'string' ? found : '';
}

/** The elements that end a line or a word; any other leaves its text as it is. */
const BREAKS = /<\/?(br|p|div|li|ul|ol|tr|td|h[1-6])\b[^<>]*>/gi;
const TAGS =
	/<\/?(a|abbr|b|big|code|em|font|i|img|mark|pre|q|s|script|small|span|strong|style|sub|sup|tt|u)\b[^<>]*>/gi;

/** Some write HTML into their JSON: `<strong>Error:</strong> wrong`. A secret may come together in it. */
function withoutTags(text: string): string {
	return text.replace(BREAKS, ' ').replace(TAGS, '').trim();
}

/** Whether a response is a web page. Laravel, Express and PHP call any text HTML, so it has to hold markup. */
export function isPage({ contentType, text }: EndpointResponse): boolean {
	return /^\s*</.test(text) || (/html|xml/i.test(contentType) && text.includes('<'));
}

/** Whether markup is XML of an API: it says so, or begins as no web page does. */
export function isXml({ contentType, text }: EndpointResponse): boolean {
	const start = text.slice(0, MAX_READ);
	const isHtml = /html/i.test(contentType) || /<(!doctype\s+)?html\b/i.test(start);
	const isTyped = /xml/i.test(contentType) && text.includes('<');
	return !isHtml && (isTyped || /^\s*<(\?xml|[\w-]+:|[A-Z]\w*[a-z_])/.test(start));
}

/**
 * Reads an error response that is plain text, or nothing but a text in JSON (the parsed `body`).
 * @returns undefined for a web page, JSON that broke off, and anything longer than a sentence or two
 */
export function parseTextResponse(
	response: EndpointResponse,
	body: unknown,
): ErrorResponse | undefined {
	const isText = body === undefined && !isPage(response) && !/^\s*[[{]/.test(response.text);
	const text = isText ? response.text : body;
	const isSentence = typeof text === 'string' && text.length <= MAX_SENTENCE;
	return isSentence ? { providerCode: '', text: withoutTags(text) } : undefined;
}
