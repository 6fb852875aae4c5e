import { tokenError } from '../errors';

/** What a URL field of the form may hold. */
export interface UrlRules {
	/** The label the form shows. */
	label: string;
	/** Plain http is accepted for any host ("Allow Insecure HTTP"). */
	allowInsecureHttp: boolean;
	/** A query is accepted. */
	query?: boolean;
}

/**
 * Parses a URL that a person typed into a form.
 *
 * @throws `invalid_configuration` for anything that is not a plain http(s) URL, `insecure_url` for
 * http to a host other than this machine
 */
export function parseUrl(text: string, rules: UrlRules): URL {
	const { label } = rules;
	if (/[\s\\\p{Cc}]/u.test(text)) {
		throw invalidUrl(label, 'contains spaces, line breaks or backslashes', 'Remove them');
	}
	const url = /^https?:\/\/[^/]/i.test(text) ? toUrl(text) : undefined;
	if (url === undefined) {
		throw invalidUrl(label, 'is not a complete URL', 'Enter it like https://host.name');
	}
	if (url.username !== '' || url.password !== '' || /^[^/?#]*\/\/[^/?#]*@/.test(text)) {
		throw invalidUrl(
			label,
			'contains a user name or an @ before the host',
			'Enter the host only; the login has fields of its own',
		);
	}
	if (text.includes('#') || (text.includes('?') && !rules.query)) {
		throw invalidUrl(
			label,
			'contains a query or a fragment',
			url.pathname === '/' && !rules.query
				? `Enter ${url.origin}`
				: 'Remove everything from the ? or # onwards',
		);
	}
	if (url.protocol === 'http:' && !rules.allowInsecureHttp && !isLoopback(url.hostname)) {
		throw tokenError(
			'insecure_url',
			`The URL in "${label}" starts with http://, so the login would cross the network unencrypted.`,
			'Use https://. For a server in your own network that knows no https, turn on "Allow Insecure HTTP" in the credential.',
		);
	}
	return url;
}

/**
 * Parses a URL. `URL.canParse` is unreliable: once Node 20 has optimised it, it denies URLs
 * with letters such as ü.
 *
 * @returns undefined where the text is no absolute URL, or its host holds an `xn--` that stands for
 * no name (UTS #46)
 */
export function toUrl(text: string, base?: string): URL | undefined {
	try {
		const url = new URL(text, base);
		// Node 24 checks no host that is all ASCII. The soft hyphen makes it look and is then dropped.
		if (/(^|\.)xn--/.test(url.hostname)) new URL(`https://\u00ad${url.hostname}`);
		return url;
	} catch {
		return undefined;
	}
}

/**
 * Puts a path below a base URL. The base keeps its own path; one that already ends with the path, or
 * with its first segments, is taken as it is meant, because that is what people copy from a provider's
 * page.
 *
 * @throws `invalid_configuration` if the path would lead anywhere but below the base
 */
export function joinPath(base: URL, path: string, label: string): URL {
	const below = `/${path.replace(/^\//, '')}`;
	const url = new URL(base);
	url.pathname = rootOf(base, below) + below;
	if (!isPlain(below) || !url.pathname.endsWith(below)) {
		throw invalidUrl(label, 'is not a plain path', 'Enter it like /oauth2/token');
	}
	return url;
}

/**
 * The base's own path, without slashes at its end and without what of the path below it was copied
 * along: the `/api` of `/api/v2/signin`, or all of it.
 */
export function rootOf({ pathname }: URL, below: string): string {
	const root = pathname.replace(/\/+$/, '');
	const copied = [...below.matchAll(/(?<=.)(?=\/)|$/g)]
		.map(({ index }) => below.slice(0, index))
		.filter((start) => start !== '' && root.endsWith(start))
		.at(-1);
	return copied === undefined ? root : root.slice(0, -copied.length);
}

/** A segment of dots alone, or of dots and what a server may drop: `..`, `..;a=b`, `.. `. */
const DOT_SEGMENT = /\/\.+(?![\w.~-])/;

/**
 * Whether each server reads a path as it is written, whatever it decodes, however often: no step
 * upwards, no query, no further slash.
 */
function isPlain(path: string): boolean {
	// An encoded percent sign would let a second decoding find what the first one hid.
	if (/[?#\\\s\p{Cc}]|\/\/|%(25|2f|5c)/iu.test(path)) return false;
	const decoded = decode(path);
	return decoded !== undefined && !DOT_SEGMENT.test(decoded);
}

/** Undefined for what is not UTF-8: servers that do not mind read `%c0%ae` as a dot. */
function decode(path: string): string | undefined {
	try {
		return decodeURIComponent(path);
	} catch {
		return undefined;
	}
}

/** Whether a host is this machine: localhost, 127.0.0.0/8 or [::1] (RFC 6890 section 2.2.2, RFC 6761 section 6.3). */
export function isLoopback(hostname: string): boolean {
	return (
		hostname === 'localhost' ||
		hostname.endsWith('.localhost') ||
		/^127(\.\d{1,3}){3}$/.test(hostname) ||
		hostname === '[::1]'
	);
}

/** The refusal of a URL. @param what - what is wrong with it @param todo - what to do, with no full stop */
export function invalidUrl(label: string, what: string, todo: string) {
	return tokenError(
		'invalid_configuration',
		`The URL in "${label}" ${what}.`,
		`${todo}, then save the credential again.`,
	);
}
