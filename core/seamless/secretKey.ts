import { tokenError } from '../errors';
import { toUrl } from '../form/url';
import { parseJson } from '../json';
import { withoutHeader } from '../request/headers';
import type { Seamless } from './credential';

/** The parts of n8n's request options that matter here, in its current and its older form. */
interface Options {
	url?: string;
	uri?: string;
	baseURL?: string;
	body?: unknown;
	form?: unknown;
	formData?: unknown;
	headers?: object;
}

/**
 * Puts the secret key into the JSON body of a request to the credential's own host.
 *
 * @returns new options; the given ones are left alone, because n8n stores them with a failed call
 * @throws `invalid_configuration` for another host, or a body that is not a JSON object
 */
export function withSecretKey<T extends Options>(
	{ url, secretKey, secretKeyParameter, insecureTls }: Seamless,
	options: T,
): T {
	const address = options.url ?? options.uri ?? '';
	const base = options.baseURL?.replace(/\/?$/, '/');
	const target = toUrl(address) ?? (base && toUrl(address.replace(/^\/(?!\/)/, ''), base));
	if (!target || target.origin !== url.origin) {
		throw tokenError(
			'invalid_configuration',
			`The B2COPY Seamless credential is for ${url.host} only; the secret key was not sent.`,
			`Send the request to ${url.href}, or correct "Base URL" in the credential.`,
		);
	}
	const body = typeof options.body === 'string' ? parseJson(options.body) : (options.body ?? {});
	const prototype: unknown = isObject(body) ? Object.getPrototypeOf(body) : undefined;
	if (prototype !== Object.prototype || options.form || options.formData) {
		throw tokenError(
			'invalid_configuration',
			'The request has a body that is not a JSON object, so the secret key has no place in it.',
			'Set "Body Content Type" to JSON in the HTTP Request node.',
		);
	}
	const full = { ...(body as object), [secretKeyParameter]: secretKey };
	return {
		...options,
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

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}
