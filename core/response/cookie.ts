import { parseTime, secondsBetween } from './time';

/** A cookie that a response sets. */
export interface Cookie {
	value: string;
	/** Seconds it lives, if the response tells; not more than 0 deletes it. */
	lifetime?: number;
}

/**
 * Reads a cookie of a response (RFC 6265 section 5.2). Of several with one name the last counts, as in
 * a browser.
 *
 * @param header - `Set-Cookie`: one, a list, or several in one line
 * @param now - epoch milliseconds at the server
 * @returns undefined if it is not set, or deleted
 */
export function readCookie(header: unknown, name: string, now: number): Cookie | undefined {
	const cookie = linesOf(header)
		.map((line) => parse(line, now))
		.filter((one) => one.name === name)
		.at(-1);
	if (cookie === undefined || cookie.value === '') return undefined;
	return (cookie.lifetime ?? 1) > 0 ? cookie : undefined;
}

/** Commas divide cookies in one line, but there is one in a date. */
function linesOf(header: unknown): string[] {
	if (Array.isArray(header)) return header.map(String);
	return typeof header === 'string' ? header.split(/,\s*(?=[^\s;,=]+=)/) : [];
}

function parse(line: string, now: number): Cookie & { name: string } {
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
	return { name, value, ...(lifetime !== undefined && { lifetime }) };
}
