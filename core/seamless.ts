import { assertAllowed } from './domains';
import { endpointOf } from './endpoint';
import { tokenError } from './errors';
import { readInputs } from './inputs';
import { b2copySeamless } from './providers/b2copySeamless';
import { toUrl } from './url';
import { withoutHeader } from './headers';
import { parse } from './json';

/** What a B2COPY Seamless credential stands for, checked and ready to use. */
export interface Seamless {
	url: URL;
	investmentPlatformId: string;
	/** Empty: links may lead to any host. */
	redirectHost: string;
	secretKey: string;
	/** The name of the secret key in the request: the vendor's page has two spellings. */
	secretKeyParameter: string;
	insecureTls: boolean;
}

/**
 * Reads a B2COPY Seamless credential.
 *
 * @throws `invalid_configuration`, `insecure_url`
 */
export function readSeamless(form: Record<string, unknown>): Seamless {
	const inputs = readInputs(b2copySeamless, form);
	const url = endpointOf(b2copySeamless, inputs, form.allowInsecureHttp === true);
	assertAllowed(form, url);
	return {
		url,
		investmentPlatformId: readPlatformId(inputs.investmentPlatformId),
		redirectHost: hostOf(inputs.redirectUrl ?? ''),
		secretKey: inputs.secretKey ?? '',
		secretKeyParameter: inputs.secretKeyParameter === 'secrete_key' ? 'secrete_key' : 'secret_key',
		insecureTls: form.allowUnauthorizedCerts === true,
	};
}

function hostOf(redirectUrl: string): string {
	if (redirectUrl === '') return '';
	const url = toUrl(redirectUrl);
	if (url !== undefined && /^https:\/\/[^/?#\s\\@]+([/?#]|$)/i.test(redirectUrl)) return url.host;
	throw tokenError(
		'invalid_configuration',
		'The URL in "Redirect URL" is not a complete https URL.',
		'Copy it from System > Settings > Side Auth in the Back Office, or leave the field empty.',
	);
}

/**
 * Reads an MT login: digits, as text or as a number from an expression.
 *
 * @throws `invalid_input`
 */
export function readAccountId(value: unknown): string {
	const text = typeof value === 'string' || Number.isSafeInteger(value) ? String(value).trim() : '';
	if (/^\d{1,20}$/.test(text)) return text;
	throw tokenError(
		'invalid_input',
		isEmpty(value) ? 'The field "Account ID" is empty.' : '"Account ID" is not an MT login.',
		'Enter the number of the client account, digits only, or an expression that gives one.',
	);
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || String(value).trim() === '';
}

/**
 * Reads the identifier of an investment platform instance.
 *
 * @throws `invalid_input`
 */
export function readPlatformId(value: unknown): string {
	const text = typeof value === 'string' || Number.isSafeInteger(value) ? String(value).trim() : '';
	if (/^[\w.-]{1,64}$/.test(text)) return text;
	throw tokenError(
		'invalid_input',
		'"Investment Platform ID" is not an identifier.',
		'Enter 1 if one MT server is connected; otherwise ask B2COPY support for the identifier.',
	);
}

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
export function withSecretKey<T extends Options>(form: Record<string, unknown>, options: T): T {
	const { url, secretKey, secretKeyParameter, insecureTls } = readSeamless(form);
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
	const body = typeof options.body === 'string' ? parse(options.body) : (options.body ?? {});
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
