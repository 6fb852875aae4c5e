import { parseTime, secondsBetween } from './time';

/** A cookie that a response sets. */
export interface Cookie {
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
	const cookies = linesOf(header)
		.map((line) => parse(line, now))
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
function linesOf(header: unknown): string[] {
	if (Array.isArray(header)) return header.map(String);
	return typeof header === 'string' ? header.split(/,\s*(?=[^\s;,=]+=)/) : [];
}

/** The scope is that of RFC 6265 section 5.3: two cookies with one name and another scope are two. */
function parse(line: string, now: number): Cookie & { name: string; scope: string } {
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
