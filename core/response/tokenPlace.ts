import { getPath, parseJson } from '../json';
import type { EndpointResponse } from '../request/http';
import { isPage } from './errorResponse';
import { parseTime, secondsBetween } from './time';

/** What a response holds where the token is expected. */
export interface Found {
	/** Undefined if there is nothing. */
	token?: unknown;
	/** The word that the server has put before the token, as in `JWT eyJ...`. */
	scheme?: string;
	/** Seconds, where the place itself tells how long its content lives. */
	lifetime?: number;
}

/** Where a token is, if it is not in a field of the body. */
const OTHER_PLACE = /^(header|cookie):(.+)$/;
const WHOLE_BODY = '$';
/** Some servers give out the token as it is to be sent. "Token expired" holds none. */
const SCHEME =
	/^(?:(bearer)|(jwt|basic|splunk|session|[\w-]*(?:token|oauth2?|key))(?=:?\s.*[\d_~+/=-])):?\s+(\S+)$/i;

/** Looks for the token in a dotted path, the whole body (`$`), `header:<name>` or `cookie:<name>`. */
export function findToken(response: EndpointResponse, body: unknown, path: string): Found {
	const [, kind, name = ''] = OTHER_PLACE.exec(path) ?? [];
	if (kind === 'cookie') return readCookies(response).get(name) ?? {};
	const field = path === WHOLE_BODY ? wholeBody(response) : toText(getPath(body, path));
	const found = kind === 'header' ? readHeader(response, name) : field;
	if (typeof found !== 'string') return { token: found };
	const [, bearer, scheme = bearer, token = found.trim()] = SCHEME.exec(found.trim()) ?? [];
	return { token, ...(scheme !== undefined && { scheme }) };
}

/** The least number that may be a token: a smaller one is a status or a count. */
const MIN_NUMBER = 100_000;

/** A number as a text, as far as JSON has not rounded it. */
function toText(value: unknown): unknown {
	return Number.isSafeInteger(value) && Number(value) >= MIN_NUMBER ? String(value) : value;
}

/** A JSON string, or plain text, which may be digits alone. */
function wholeBody(response: EndpointResponse): unknown {
	const json = parseJson(response.text);
	const isNumber = typeof json === 'number' && json >= MIN_NUMBER;
	const text = isNumber || (json === undefined && !isPage(response)) ? response.text : json;
	return typeof text === 'string' ? text.trim() || undefined : undefined;
}

/** A header of a response, whatever its case; of several with one name the first, but for cookies. */
export function readHeader({ headers = {} }: EndpointResponse, name: string): unknown {
	const wanted = name.toLowerCase();
	const value = Object.entries(headers).find(([key]) => key.toLowerCase() === wanted)?.[1];
	return wanted !== 'set-cookie' && Array.isArray(value) ? value[0] : value;
}

/**
 * The cookies that a response sets (RFC 6265 section 5.2), by name: the last counts, and one that is deleted only
 * for its own path and domain, because servers clear old ones.
 */
export function readCookies(response: EndpointResponse): ReadonlyMap<string, Found> {
	const header = readHeader(response, 'set-cookie');
	const byScope = new Map<string, [name: string, cookie: Found]>();
	for (const line of Array.isArray(header) ? header.map(String) : splitLine(header)) {
		const [[name = '', token = ''] = [], ...attributes] = line.split(';').map(splitPair);
		const lower = attributes.map(([attribute, text]) => [attribute?.toLowerCase(), text]);
		const named: Record<string, string | undefined> = Object.fromEntries(lower);
		const { 'max-age': maxAge = '', expires = '', domain = '', path = '' } = named;
		const left = secondsBetween(response.date ?? response.sentAt, parseTime(expires));
		const lifetime = /^-?\d+$/.test(maxAge) ? Number(maxAge) : left;
		const scope = `${name} ${domain.toLowerCase()} ${path}`;
		byScope.delete(scope);
		const found = { token, ...(lifetime !== undefined && { lifetime }) };
		if (!/^("")?$/.test(token) && (lifetime ?? 1) > 0) byScope.set(scope, [name, found]);
	}
	return new Map(byScope.values());
}

/** Commas divide cookies in one line, but there is one in a date. */
function splitLine(header: unknown): string[] {
	return typeof header === 'string' ? header.split(/,\s*(?=[^\s;,=]+=)/) : [];
}

function splitPair(part: string): string[] {
	const [key = '', ...rest] = part.split('=');
	return [key.trim(), rest.join('=').trim()];
}
