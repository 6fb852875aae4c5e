import { getPath } from '../json';
import type { EndpointResponse } from '../request/http';
import { readCookie } from './cookie';
import { isPage } from './page';

/** What a response holds where the token is expected. */
export interface Found {
	/** Undefined if there is nothing. */
	token?: unknown;
	/** Seconds, where the place itself tells how long its content lives. */
	lifetime?: number;
}

/** Where a token is, if it is not in a field of a JSON body. */
const OTHER_PLACE = /^(header|cookie):(.+)$/;
const WHOLE_BODY = '$';

/** Whether a response that is not JSON can have a token in this place. */
export function isReadable(response: EndpointResponse, path: string): boolean {
	return path === WHOLE_BODY ? !isPage(response) : OTHER_PLACE.test(path);
}

/**
 * Looks for the token in its place: a dotted path into the body, the whole body (`$`), a header
 * (`header:<name>`) or a cookie (`cookie:<name>`).
 *
 * @param body - the parsed JSON, or undefined
 */
export function findToken(response: EndpointResponse, body: unknown, path: string): Found {
	if (path === WHOLE_BODY) return { token: withoutScheme(wholeBody(response, body)) };
	const [, kind, name = ''] = OTHER_PLACE.exec(path) ?? [];
	if (kind === 'header') return { token: withoutScheme(headerOf(response, name)) };
	if (kind === undefined) return { token: withoutScheme(digitsOr(getPath(body, path))) };
	const now = response.date ?? response.sentAt;
	const { value, lifetime } = readCookie(headerOf(response, 'set-cookie'), name, now) ?? {};
	return { token: value, ...(lifetime !== undefined && { lifetime }) };
}

/** The least number that may be a token: a smaller one is a status or a count. */
const MIN_NUMBER = 100_000;

/** A number as a text, as far as JSON has not rounded it. */
function digitsOr(value: unknown): unknown {
	return Number.isSafeInteger(value) && Number(value) >= MIN_NUMBER ? String(value) : value;
}

/** A JSON string, or plain text, which may be digits alone. */
function wholeBody(response: EndpointResponse, body: unknown): unknown {
	const isNumber = typeof body === 'number' && body >= MIN_NUMBER;
	const text = isNumber || (body === undefined && !isPage(response)) ? response.text : body;
	return typeof text === 'string' ? text.trim() || undefined : undefined;
}

function headerOf({ headers = {} }: EndpointResponse, name: string): unknown {
	const wanted = name.toLowerCase();
	const value = Object.entries(headers).find(([key]) => key.toLowerCase() === wanted)?.[1];
	return wanted !== 'set-cookie' && Array.isArray(value) ? value[0] : value;
}

/** Some servers give out the token as it is to be sent. */
function withoutScheme(token: unknown): unknown {
	return typeof token === 'string' ? token.replace(/^bearer\s+/i, '') : token;
}
