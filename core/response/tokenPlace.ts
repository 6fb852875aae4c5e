import { getPath } from '../json';
import type { EndpointResponse } from '../request/http';
import { isPage } from './errorResponse';
import { parseTime, secondsBetween } from './time';

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
	if (kind === 'header') return { token: withoutScheme(readHeader(response, name)) };
	if (kind === undefined) return { token: withoutScheme(toText(getPath(body, path))) };
	const now = response.date ?? response.sentAt;
	const { value, lifetime } = readCookie(readHeader(response, 'set-cookie'), name, now) ?? {};
	return { token: value, ...(lifetime !== undefined && { lifetime }) };
}

/** The least number that may be a token: a smaller one is a status or a count. */
const MIN_NUMBER = 100_000;

/** A number as a text, as far as JSON has not rounded it. */
function toText(value: unknown): unknown {
	return Number.isSafeInteger(value) && Number(value) >= MIN_NUMBER ? String(value) : value;
}

/** A JSON string, or plain text, which may be digits alone. */
function wholeBody(response: EndpointResponse, body: unknown): unknown {
	const isNumber = typeof body === 'number' && body >= MIN_NUMBER;
	const text = isNumber || (body === undefined && !isPage(response)) ? response.text : body;
	return typeof text === 'string' ? text.trim() || undefined : undefined;
}

function readHeader({ headers = {} }: EndpointResponse, name: string): unknown {
	const wanted = name.toLowerCase();
	const value = Object.entries(headers).find(([key]) => key.toLowerCase() === wanted)?.[1];
	return wanted !== 'set-cookie' && Array.isArray(value) ? value[0] : value;
}

/** Some servers give out the token as it is to be sent. */
function withoutScheme(token: unknown): unknown {
	return typeof token === 'string' ? token.replace(/^bearer\s+/i, '') : token;
}

/** A cookie that a response sets. */
interface Cookie {
	value: string;
	/** Seconds it lives, if the response tells; not more than 0 deletes it. */
	lifetime?: number;
}

/**
 * Reads a cookie of a response (RFC 6265 section 5.2). Of several with one name the last counts, as in
 * a browser, and one that is deleted counts only for its own path and domain: servers clear old ones.
 *
 * @param header - `Set-Cookie`: one, a list, or several in one line
 * @param now - epoch milliseconds at the server
 * @returns undefined if it is not set, or deleted
 */
export function readCookie(header: unknown, name: string, now: number): Cookie | undefined {
	const cookies = splitCookies(header)
		.map((line) => parseCookie(line, now))
		.filter((one) => one.name === name);
	return cookies
		.filter((one, index) => !cookies.slice(index + 1).some(({ scope }) => scope === one.scope))
		.filter(isSet)
		.at(-1);
}

function isSet({ value, lifetime = 1 }: Cookie): boolean {
	return value !== '' && lifetime > 0;
}

/** Commas divide cookies in one line, but there is one in a date. */
function splitCookies(header: unknown): string[] {
	if (Array.isArray(header)) return header.map(String);
	return typeof header === 'string' ? header.split(/,\s*(?=[^\s;,=]+=)/) : [];
}

/** The scope is that of RFC 6265 section 5.3: two cookies with one name and another scope are two. */
function parseCookie(line: string, now: number): Cookie & { name: string; scope: string } {
	const [[name = '', value = ''] = [], ...attributes] = line.split(';').map((part) => {
		const [key = '', ...rest] = part.split('=');
		return [key.trim(), rest.join('=').trim()];
	});
	const attribute = (wanted: string) =>
		attributes.filter(([key = '']) => key.toLowerCase() === wanted).at(-1)?.[1] ?? '';
	const maxAge = attribute('max-age');
	// Netscape's form of the date, with dashes, is still in use.
	const expires = parseTime(attribute('expires').replace(/(\d)-([a-z]{3})-(\d)/i, '$1 $2 $3'));
	const lifetime = /^-?\d+$/.test(maxAge) ? Number(maxAge) : secondsBetween(now, expires);
	const scope = `${attribute('domain').toLowerCase()} ${attribute('path')}`;
	return { name, value, scope, ...(lifetime !== undefined && { lifetime }) };
}
