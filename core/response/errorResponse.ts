import { getPath, isRecord, parseJson, plainNames } from '../json';
import type { EndpointResponse } from '../request/http';
import { withoutTags } from './redact';
import { judgeWords, saysLittle, type ErrorResponse } from './words';

/** Where providers keep the text of an error, by plain name, the most telling first. */
const TEXT_NAMES = [
	...['errordescription', 'detail', 'message', 'msg', 'errmsg', 'errortext', 'errormessage'],
	...['errormessages', 'errorsummary', 'faultstring', 'reason', 'nonfielderrors', 'description'],
	...['title', 'text', 'defaultmessage', 'errors', 'fault', 'messages'],
];
const CODE_NAMES = ['error', 'errorcode', 'errcode', 'code'];
/** What may hold errors in turn, or the code of one: read before anything else that does. */
const HOLDERS = ['error', 'errors', 'fault', 'messages', 'detail', 'response', 'extensions'];
/** Where an error names the field of the request. */
const PLACES = [
	...['missingproperty', 'additionalproperty', 'loc', 'field', 'fieldname', 'param', 'parameter'],
	...['attr', 'property', 'propertypath', 'pointer', 'path', 'instancepath'],
];
/** Names that are no form field although a text is beside them. */
const NO_FIELD = [
	...[...TEXT_NAMES, ...CODE_NAMES, ...HOLDERS, ...PLACES],
	...['status', 'type', 'name', 'id', 'data'],
];
/** A code that comes before its sentence in a list, as GLPI's `ERROR_GLPI_LOGIN`. */
const BARE_CODE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/;
/** Or a word like one: anything else under an unknown name may be a token. */
const IS_SENTENCE = /^(?!\s*[[{])(.*[A-Za-z]{2} [a-z]|[A-Z][a-z]+\.?$)/s;

/** A stranger's JSON may be nested without end, and so may its lists. */
const MAX_DEPTH = 5;
const MAX_ITEMS = 20;
/** What comes later is not shown, and patterns take long over a stranger's megabyte. */
const MAX_READ = 2000;

/**
 * Parses an error response of a usual form: RFC 6749 section 5.2, RFC 9457, JSON:API, GraphQL, field errors, or any
 * object with a text by one of its usual names. A text that says what is wrong comes first, wherever it is.
 */
export function parseErrorResponse(body: unknown): ErrorResponse | undefined {
	const found = typeof body === 'object' ? read(body, 0) : [];
	const texts = found.filter(({ text }) => text.trim() !== '');
	const telling = texts.find(({ text }) => !saysLittle(text)) ?? texts[0];
	const providerCode = firstText(...found.map((one) => one.providerCode)).slice(0, MAX_READ);
	const text = withoutTags((telling?.text ?? '').slice(0, MAX_READ));
	return text + providerCode === '' ? undefined : { ...telling, providerCode, text };
}

/** All that is said, the most telling first. A list is read item by item, an object by its names. */
function read(value: unknown, depth: number): ErrorResponse[] {
	if (typeof value === 'string') {
		return BARE_CODE.test(value) ? [{ providerCode: value, text: '' }] : readText(value, depth);
	}
	if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return [];
	const readAll = (all: unknown[]) =>
		all.slice(0, MAX_ITEMS).flatMap((one) => read(one, depth + 1));
	if (Array.isArray(value)) return readAll(value);
	const values = plainNames(value);
	const held = [...values].filter(([, one]) => typeof one === 'object');
	const inner = readAll(held.flatMap(([name, one]) => (HOLDERS.includes(name) ? [one] : [])));
	const others = readAll(held.flatMap(([name, one]) => (HOLDERS.includes(name) ? [] : [one])));
	// JSON-RPC says "Application error" in its message and the reason in its data.
	const data = values.get('data');
	const reason = depth > 0 ? firstText(data, namedText(plainNames(data))) : '';
	const named = [reason, ...namedTexts(values)].flatMap((text) => readText(text, depth));
	const providerCode = namedCode(values) || namedFactor(value);
	const sentence = readText(IS_SENTENCE.test(providerCode) ? providerCode : '', depth);
	const order = depth === 0 ? [inner, named] : [named, inner];
	const found = [...order, sentence, readFields(value, depth), others].flat();
	const field = depth === 0 ? '' : readPlace(values);
	const placed = found.map((one) => ({ ...one, field, text: one.text && `${field}: ${one.text}` }));
	return [{ providerCode, text: '' }, ...(field === '' ? found : placed)];
}

/** Some put the JSON of their errors into a text. */
function readText(text: string, depth: number): ErrorResponse[] {
	const inner = /^\s*[[{]/.test(text) ? read(parseJson(text), depth + 1) : [];
	return inner.length > 0 || text === '' ? inner : [{ providerCode: '', text }];
}

/** The texts of `{email: ["..."]}` and `{email: {message: "..."}}`, each with its name. */
function readFields(value: object, depth: number): ErrorResponse[] {
	return Object.entries(value)
		.slice(0, MAX_ITEMS)
		.flatMap(([field, own]) => {
			const [plain = ''] = plainNames({ [field]: own }).keys();
			const inner = depth > 0 && isRecord(own) ? namedText(plainNames(own)) : '';
			const text = firstText(...(Array.isArray(own) ? own.slice(0, MAX_ITEMS) : [own, inner]));
			const isField = IS_SENTENCE.test(text) && !NO_FIELD.includes(plain);
			return isField ? [{ providerCode: '', text: `${field}: ${text}`, field }] : [];
		});
}

/** The request's field that an error is about: the end of `["body", "username"]` or `/data/username`. */
function readPlace(values: ReadonlyMap<string, unknown>): string {
	// GraphQL's path is one of its response.
	if (values.has('extensions') || values.has('locations')) return '';
	const holders = [plainNames(values.get('params')), plainNames(values.get('source')), values];
	const places = holders.flatMap((one) => [...one]).filter(([name]) => PLACES.includes(name));
	return firstText(...places.map(([, path]) => [path].flat().at(-1))).replace(/.*[./]/s, '');
}

/** A number that repeats the HTTP status says nothing. */
function namedCode(values: ReadonlyMap<string, unknown>): string {
	const toCode = (code: unknown) =>
		typeof code === 'number' && (code < 0 || code > 599) ? String(code) : code;
	return firstText(...CODE_NAMES.map((name) => toCode(values.get(name))));
}

/** A name that asks for a second factor, as `{"mfa_required": true}` does. */
function namedFactor(value: object): string {
	const isFactor = (providerCode: string) =>
		judgeWords({ providerCode, text: '' }) === 'two_factor_required';
	return firstText(
		...Object.keys(value).filter((name) => getPath(value, name) === true && isFactor(name)),
	);
}

/** The text of an object that has one under one of the usual names. @param values - by plain name */
export function namedText(values: ReadonlyMap<string, unknown>): string {
	return firstText(...namedTexts(values));
}

function namedTexts(values: ReadonlyMap<string, unknown>): string[] {
	return TEXT_NAMES.map((name) => firstText(plainValue(values.get(name))));
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
