import { parse } from 'node:querystring';

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
 * The fields of a request body, or with what a strict server refuses it.
 *
 * @param {import('./types.mjs').Request} request
 * @param {Array<'form' | 'json'>} accepts
 * @returns {{ fields: Record<string, any>, refusal?: Parameters<import('./types.mjs').Refuse> }}
 */
export function parseBody({ headers, body }, accepts) {
	const format = bodyFormat(headers['content-type']);
	if (!format || !accepts.includes(format)) {
		const wanted = accepts.map((name) => MEDIA_TYPES[name]).join(' or ');
		const text = `Send the body as ${wanted}.`;
		return { fields: {}, refusal: [415, 'unsupported_media_type', text] };
	}
	return format === 'form' ? parseForm(body.toString()) : parseJson(body.toString());
}

/** @param {string} text @returns {ReturnType<typeof parseBody>} */
function parseForm(text) {
	if (/%(?![0-9a-f]{2})/i.test(text)) return malformed('The form has a broken percent-encoding.');
	const fields = parse(text, '&', '=', { maxKeys: 0 });
	return Object.values(fields).some(Array.isArray)
		? malformed('A parameter is included more than once.')
		: { fields };
}

/** @param {string} text @returns {ReturnType<typeof parseBody>} */
function parseJson(text) {
	const fields = parseObject(text);
	return fields ? { fields } : malformed('The body must be a JSON object.');
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
export const isObject = (value) =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A JSON object, or nothing.
 *
 * @param {string} text
 * @returns {Record<string, any> | undefined}
 */
export function parseObject(text) {
	try {
		const value = JSON.parse(text);
		return isObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/**
 * Stops the work on a request; its answer is then this status and message.
 *
 * @param {number} status
 * @param {string} message
 * @returns {never}
 */
export function fail(status, message) {
	throw Object.assign(new Error(message), { status });
}

/** @param {string} text @returns {ReturnType<typeof parseBody>} */
const malformed = (text) => ({ fields: {}, refusal: [400, 'invalid_request', text] });
