import { parse } from 'node:querystring';
import createError from 'http-errors';
import attempt from 'lodash/attempt.js';
import isPlainObject from 'lodash/isPlainObject.js';

const MEDIA_TYPES = { form: 'application/x-www-form-urlencoded', json: 'application/json' };

/**
 * Which of the two body formats a Content-Type header names.
 *
 * @param {string | undefined} contentType
 * @returns {'form' | 'json' | undefined}
 */
export function bodyFormat(contentType = '') {
	const [mediaType, charset] = contentType.toLowerCase().split(';', 2);
	if (charset && !/^\s*charset="?utf-8"?\s*$/.test(charset)) return undefined;
	if (mediaType.trim() === MEDIA_TYPES.form) return 'form';
	if (mediaType.trim() === MEDIA_TYPES.json) return 'json';
	return undefined;
}

/**
 * The fields of a request body.
 *
 * @param {import('./types.mjs').Request} request
 * @param {Array<'form' | 'json'>} accepts
 * @returns {Record<string, any>}
 * @throws {createError.HttpError} with a `code`, where a strict server refuses the body
 */
export function parseBody({ headers, body }, accepts) {
	const format = bodyFormat(headers['content-type']);
	if (!format || !accepts.includes(format)) {
		const wanted = accepts.map((name) => MEDIA_TYPES[name]).join(' or ');
		throw createError(415, `Send the body as ${wanted}.`, { code: 'unsupported_media_type' });
	}
	return format === 'form' ? parseForm(body.toString()) : parseJson(body.toString());
}

/** @param {string} text */
function parseForm(text) {
	if (/%(?![0-9a-f]{2})/i.test(text)) throw malformed('The form has a broken percent-encoding.');
	const fields = parse(text, '&', '=', { maxKeys: 0 });
	if (!Object.values(fields).some(Array.isArray)) return fields;
	throw malformed('A parameter is included more than once.');
}

/** @param {string} text */
function parseJson(text) {
	const fields = attempt(JSON.parse, text);
	if (isPlainObject(fields)) return fields;
	throw malformed('The body must be a JSON object.');
}

/** @param {string} text */
const malformed = (text) => createError(400, text, { code: 'invalid_request' });
