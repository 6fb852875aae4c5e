import { tokenError } from '../errors';
import { leadsElsewhere } from '../form/allowedDomains';
import { toUrl } from '../form/url';
import { isRecord, parseJson } from '../json';
import type { Seamless } from './credential';

/** The parts of n8n's request options that matter here; HTTP Request calls the address `uri`. */
interface Options {
	method?: string;
	url?: string;
	uri?: string;
	baseURL?: string;
	qs?: object;
	proxy?: unknown;
	agentOptions?: unknown;
	body?: unknown;
	form?: unknown;
	formData?: unknown;
}

/**
 * Puts the secret key into the JSON body of a request for a link. Any other request could show it to people who may
 * use the credential but not read it, by a page that echoes, or a proxy; so no header goes along either.
 * @returns new options, because n8n stores the given ones with a failed call
 */
export function withSecretKey<T extends Options>(
	{ url, secretKey, secretKeyParameter, insecureTls }: Seamless,
	options: T,
): T {
	assertLinkRequest(url, options);
	const body = typeof options.body === 'string' ? parseJson(options.body) : (options.body ?? {});
	const isPlain = isRecord(body) && Object.getPrototypeOf(body) === Object.prototype;
	if (!isPlain || options.form || options.formData) {
		throw tokenError(
			'invalid_configuration',
			'The request has a body that is not a JSON object, so the secret key cannot be added.',
			'Set "Body Content Type" to JSON in the HTTP Request node.',
		);
	}
	const full = { ...body, [secretKeyParameter]: secretKey };
	return {
		...options,
		// What was compared is what is sent.
		url: url.href,
		uri: undefined,
		// A 307 would take the body, and the key in it, to wherever the host points.
		followRedirect: false,
		followAllRedirects: false,
		disableFollowRedirect: true,
		auth: undefined,
		headers: { accept: 'application/json', 'content-type': 'application/json' },
		body: typeof options.body === 'string' ? JSON.stringify(full) : full,
		...(insecureTls && { skipSslCertificateValidation: true, rejectUnauthorized: false }),
	};
}

function assertLinkRequest(url: URL, options: Options): void {
	const { method = 'GET', uri, baseURL, qs = {}, proxy, agentOptions } = options;
	const target = baseURL ? undefined : toUrl(options.url ?? uri ?? '');
	const isPlainPost = method.toUpperCase() === 'POST' && Object.keys(qs).length === 0;
	const isDirect = target?.href === url.href && !proxy && !leadsElsewhere(agentOptions);
	if (isDirect && isPlainPost) return;
	const purpose = target?.origin === url.origin ? `POST ${url.href}` : url.host;
	throw tokenError(
		'invalid_configuration',
		`The B2COPY Seamless credential works only for ${purpose}, so the secret key was not sent.`,
		`Send a POST request to ${url.href} without query parameters or a proxy, or correct "Base URL" in the credential.`,
	);
}
