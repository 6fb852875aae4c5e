import { parse } from 'node:querystring';
import { bodyFormat } from './body.mjs';

const MASK = '***';

// An allow-list: a secret in a field that nobody thought of stays hidden.
const SHOWN = new Set([
	'grant_type',
	'username',
	'email',
	'client_id',
	'account_id',
	'investment_platform_id',
	'scope',
	'audience',
	'resource',
	'tenant',
]);

/**
 * A request's body as the log may show it: its fields, with every value masked that could be a secret.
 *
 * @param {{ headers: import('node:http').IncomingHttpHeaders, body: Buffer }} request
 */
export function maskBody({ headers, body }) {
	if (body.length === 0) return null;
	const format = bodyFormat(headers['content-type']);
	if (format === 'form') return maskForm(body.toString());
	if (format === 'json') {
		try {
			return maskValue('', JSON.parse(body.toString()));
		} catch {
			// Not JSON after all: described below, like any other body.
		}
	}
	return `[${body.length} bytes]`;
}

/**
 * The fields of a form or of a query string, masked; a repeated field becomes a list.
 *
 * @param {string} text
 */
export const maskForm = (text) => maskValue('', parse(text, '&', '=', { maxKeys: 0 }));

/**
 * The scheme of an Authorization header, without the credential.
 *
 * @param {string | undefined} header
 */
export function maskAuthorization(header) {
	if (!header) return null;
	const scheme = /^(Bearer|Basic) /i.exec(header)?.[1];
	return scheme ? `${scheme} ${MASK}` : MASK;
}

/**
 * @param {string} name
 * @param {any} value
 * @returns {any}
 */
function maskValue(name, value) {
	if (Array.isArray(value)) return value.map((item) => maskValue(name, item));
	if (value && typeof value === 'object') {
		return Object.fromEntries(
			Object.entries(value).map(([key, item]) => [maskName(key), maskValue(key, item)]),
		);
	}
	return value === '' || value === null || SHOWN.has(name) ? value : MASK;
}

/**
 * A body sent under the wrong content type can end up as the name of a field.
 *
 * @param {string} name
 */
const maskName = (name) => (/^[A-Za-z_][\w.-]{0,63}$/.test(name) ? name : MASK);
