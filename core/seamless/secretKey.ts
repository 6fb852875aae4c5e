import { tokenError } from '../errors';
import { toUrl } from '../form/url';
import { parseJson } from '../json';
import { withoutHeader } from '../request/http';
import type { Seamless } from './credential';

/** The parts of n8n's request options that matter here, in its current and its older form. */
interface Options {
	method?: string;
	url?: string;
	uri?: string;
	baseURL?: string;
	qs?: object;
	proxy?: unknown;
	body?: unknown;
	form?: unknown;
	formData?: unknown;
	headers?: object;
}

/**
 * Puts the secret key into the JSON body of a request for a link. Any other request could show it to
 * people who may use the credential but not read it: by a page that echoes, or a proxy.
 *
 * @returns new options; the given ones are left alone, because n8n stores them with a failed call
 * @throws `invalid_configuration` for another address or method, a query, a proxy, or a body that is
 * not a JSON object
 */
export function withSecretKey<T extends Options>(
	{ url, secretKey, secretKeyParameter, insecureTls }: Seamless,
	options: T,
): T {
	assertLinkRequest(url, options);
	const body = typeof options.body === 'string' ? parseJson(options.body) : (options.body ?? {});
	const prototype: unknown = isObject(body) ? Object.getPrototypeOf(body) : undefined;
	if (prototype !== Object.prototype || options.form || options.formData) {
		throw tokenError(
			'invalid_configuration',
			'The request has a body that is not a JSON object, so the secret key cannot be added.',
			'Set "Body Content Type" to JSON in the HTTP Request node.',
		);
	}
	const full = { ...(body as object), [secretKeyParameter]: secretKey };
	return {
		...options,
		// What was compared is what is sent, however the parts would have been put together.
		url: url.href,
		uri: undefined,
		baseURL: undefined,
		qs: undefined,
		// A 307 would take the body, and the key in it, to wherever the host points.
		followRedirect: false,
		followAllRedirects: false,
		disableFollowRedirect: true,
		headers: {
			...withoutHeader(options.headers, 'content-type'),
			'content-type': 'application/json',
		},
		body: typeof options.body === 'string' ? JSON.stringify(full) : full,
		...(insecureTls && { skipSslCertificateValidation: true, rejectUnauthorized: false }),
	};
}

function assertLinkRequest(url: URL, options: Options): void {
	const target = joinAddress(options);
	const posted = options.method?.toUpperCase() === 'POST';
	const plain = Object.keys(options.qs ?? {}).length === 0 && !options.proxy;
	if (target?.href === url.href && posted && plain) return;
	const purpose = target?.origin === url.origin ? `POST ${url.href}` : url.host;
	throw tokenError(
		'invalid_configuration',
		`The B2COPY Seamless credential works only for ${purpose}, so the secret key was not sent.`,
		`Send a POST request to ${url.href} without query parameters or a proxy, or correct "Base URL" in the credential.`,
	);
}

/** The address as n8n's HTTP client puts it together. */
function joinAddress({ url, uri, baseURL }: Options): URL | undefined {
	const address = url ?? uri ?? '';
	const base = address === '' ? baseURL : baseURL?.replace(/\/?$/, '/');
	const relative = address.replace(/^\/(?!\/)/, '');
	return toUrl(address) ?? (base === undefined ? undefined : toUrl(relative, base));
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}
