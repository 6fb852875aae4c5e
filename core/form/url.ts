import { tokenError } from '../errors';

/** A URL field's label, and whether it may hold plain http for any host, and a query. */
interface UrlRules {
	label: string;
	allowInsecureHttp: boolean;
	query?: boolean;
}

/** Parses a URL that a person typed into a form. @throws `invalid_configuration`, `insecure_url` */
export function parseUrl(text: string, { label, allowInsecureHttp, query }: UrlRules): URL {
	if (/[\s\\\p{Cc}]/u.test(text)) {
		throw invalidUrl(label, 'contains spaces, line breaks or backslashes', 'Remove them.');
	}
	const url = /^https?:\/\/[^/]/i.test(text) ? toUrl(text) : undefined;
	if (url === undefined) {
		throw invalidUrl(label, 'is not a complete URL', 'Enter it like https://host.name.');
	}
	if (/^[^/?#]*\/\/[^/?#]*@/.test(text)) {
		const todo = 'Enter only the host, and put the login into its own fields.';
		throw invalidUrl(label, 'contains a user name or an @ before the host', todo);
	}
	if (text.includes('#') || (text.includes('?') && !query)) {
		const isHost = url.pathname === '/' && !query;
		const todo = isHost ? `Enter ${url.origin}.` : 'Remove everything from the ? or # onwards.';
		throw invalidUrl(label, 'contains a query or a fragment', todo);
	}
	if (url.protocol === 'http:' && !allowInsecureHttp && !isLoopback(url.hostname)) {
		throw tokenError(
			'insecure_url',
			`The URL in "${label}" starts with http://, so the login would cross the network unencrypted.`,
			'Use https://. If a server in your own network does not support it, turn on "Allow Insecure HTTP" in the credential.',
		);
	}
	return url;
}

/** Parses a URL. @returns undefined where the text is no absolute URL */
export function toUrl(text: string, base?: string): URL | undefined {
	// Once Node 20 has optimised `URL.canParse`, it denies URLs with letters such as ü.
	try {
		return new URL(text, base);
	} catch {
		return undefined;
	}
}

/** Puts a path of plain segments below a base URL, which may already end with it or with its first segments. */
export function joinPath(base: URL, path: string, label: string): URL {
	const below = `/${path.replace(/^\//, '')}`;
	if (!/^(\/[\w~-][\w.~:@-]*)+\/?$/.test(below)) {
		throw invalidUrl(label, 'is not a plain path', 'Enter it like /oauth2/token.');
	}
	const url = new URL(base);
	url.pathname = basePath(base, below) + below;
	return url;
}

/** The base's own path, without what people copied along of the path below it: the `/api` of `/api/v2/signin`. */
export function basePath({ pathname }: URL, below: string): string {
	const base = pathname.replace(/\/+$/, '');
	const [, ...segments] = below.split('/');
	for (let count = segments.length; count > 0; count--) {
		const copied = `/${segments.slice(0, count).join('/')}`;
		if (base.endsWith(copied)) return base.slice(0, -copied.length);
	}
	return base;
}

/** Whether a host is this machine: localhost, 127.0.0.0/8 or [::1]. A name below localhost may lead anywhere. */
export function isLoopback(hostname: string): boolean {
	return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

/** The refusal of a URL. @param what - what is wrong with it @param todo - a sentence: what to do */
export function invalidUrl(label: string, what: string, todo: string) {
	return tokenError('invalid_configuration', `The URL in "${label}" ${what}.`, todo);
}
