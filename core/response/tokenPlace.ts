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
	const [, kind, name = ''] = OTHER_PLACE.exec(path) ?? [];
	if (kind === 'cookie') {
		return readCookie(readHeader(response, 'set-cookie'), name, response.date ?? response.sentAt);
	}
	const field = path === WHOLE_BODY ? wholeBody(response, body) : toText(getPath(body, path));
	const token = kind === 'header' ? readHeader(response, name) : field;
	// Some servers give out the token as it is to be sent.
	return { token: typeof token === 'string' ? token.replace(/^bearer\s+/i, '') : token };
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

/**
 * Reads a cookie of a response (RFC 6265 section 5.2). Of several with one name the last counts, as in
 * a browser, and one that is deleted counts only for its own path and domain: servers clear old ones.
 *
 * @param header - `Set-Cookie`: one, a list, or several in one line
 * @param now - epoch milliseconds at the server
 * @returns nothing if it is not set, or deleted
 */
function readCookie(header: unknown, name: string, now: number): Found {
	const byScope = new Map<string, Found>();
	for (const line of Array.isArray(header) ? header.map(String) : splitLine(header)) {
		const [[key, token = ''] = [], ...attributes] = line.split(';').map(splitPair);
		if (key !== name) continue;
		const lower = attributes.map(([attribute, text]) => [attribute?.toLowerCase(), text]);
		const named: Record<string, string | undefined> = Object.fromEntries(lower);
		const { 'max-age': maxAge = '', expires = '', domain = '', path = '' } = named;
		const end = parseTime(expires);
		const lifetime = /^-?\d+$/.test(maxAge) ? Number(maxAge) : secondsBetween(now, end);
		const scope = `${domain.toLowerCase()} ${path}`;
		byScope.delete(scope);
		const found = { token, ...(lifetime !== undefined && { lifetime }) };
		if (token !== '' && (lifetime ?? 1) > 0) byScope.set(scope, found);
	}
	return [...byScope.values()].at(-1) ?? {};
}

/** Commas divide cookies in one line, but there is one in a date. */
function splitLine(header: unknown): string[] {
	return typeof header === 'string' ? header.split(/,\s*(?=[^\s;,=]+=)/) : [];
}

function splitPair(part: string): string[] {
	const [key = '', ...rest] = part.split('=');
	return [key.trim(), rest.join('=').trim()];
}
