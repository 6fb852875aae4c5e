import { isRecord, plainNames } from '../json';

/** Where providers keep the text of an error, by plain name, the most telling first. */
const TEXT_NAMES = [
	'errordescription',
	'detail',
	'message',
	'msg',
	'errmsg',
	'errortext',
	'errormessage',
	'errormessages',
	'errorsummary',
	'faultstring',
	'reason',
	'nonfielderrors',
	'description',
	'title',
	'text',
	'defaultmessage',
];

/** Names that are no form field although a text stands beside them. */
const NO_FIELD = ['code', 'error', 'status', 'type', 'name', 'id'];

/** A code that stands in a list before its sentence, as GLPI's `ERROR_GLPI_LOGIN`. */
export const BARE_CODE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/;

/** A stranger's JSON may be nested without end, and its lists may be. */
const MAX_DEPTH = 3;
const MAX_ITEMS = 20;

/** The first text that is not blank. */
export function firstText(...values: unknown[]): string {
	const found = values.find((value) => typeof value === 'string' && value.trim() !== '');
	return typeof found === 'string' ? found : '';
}

/** The text of an object that has one under one of the usual names. @param values - by plain name */
export function namedText(values: ReadonlyMap<string, unknown>): string {
	return firstText(...TEXT_NAMES.map((name) => plainValue(values.get(name))));
}

/**
 * The text of a response that has it one step down, under a name of its own: WordPress' `{data: {message}}`,
 * Pi-hole's `{session: {message}}`. @param values - by plain name
 */
export function wrappedText(values: ReadonlyMap<string, unknown>): string {
	const inner = [...values.values()].slice(0, MAX_ITEMS).filter(isRecord);
	return firstText(...inner.map((value) => namedText(plainNames(value))));
}

/** A text as such, the first of a list, or that of SAP's `{lang, value}`. */
function plainValue(value: unknown): unknown {
	if (Array.isArray(value)) return firstText(...value.slice(0, MAX_ITEMS));
	return isRecord(value) ? value.value : value;
}

/**
 * The text of what stands under `error`, `errors` and the like: a text, a list, an object with one of
 * the usual names, or the field it is about, as `{email: ["..."]}` or FastAPI's `{loc, msg}`.
 */
export function nestedText(value: unknown, depth = 0): string {
	if (depth > MAX_DEPTH) return '';
	if (Array.isArray(value)) {
		const texts = value.slice(0, MAX_ITEMS).map((item) => nestedText(item, depth + 1));
		return firstText(...texts.filter((text) => !BARE_CODE.test(text)), ...texts);
	}
	if (!isRecord(value)) return firstText(value);
	const values = plainNames(value);
	// JSON-RPC says "Application error" in its message and the reason in its data.
	const data = values.get('data');
	const text = firstText(data, namedText(plainNames(data)), namedText(values));
	if (text === '') return nestedText(values.get('messages'), depth + 1) || fieldText(value, depth);
	const field = fieldOf(values);
	return field === undefined ? text : `${field}: ${text}`;
}

/** The first of `{email: ["..."]}`, which says more than the general message beside it. */
function fieldText(value: object, depth: number): string {
	for (const [name, own] of Object.entries(value).slice(0, MAX_ITEMS)) {
		const text = NO_FIELD.includes(name) ? '' : nestedText(own, depth + 1);
		if (text !== '') return `${name}: ${text}`;
	}
	return '';
}

/** The request's field that FastAPI complains of: the end of `["body", "username"]`. */
export function fieldOf(values: ReadonlyMap<string, unknown>): string | undefined {
	const place = values.get('loc');
	const field: unknown = Array.isArray(place) ? place.at(-1) : undefined;
	return typeof field === 'string' ? field : undefined;
}
