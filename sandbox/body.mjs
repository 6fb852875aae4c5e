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
 * The fields of a request body, or the refusal that a strict server answers with.
 *
 * @param {import('./types.mjs').Request} request
 * @param {Array<'form' | 'json'>} accepts
 * @returns {{ fields: Record<string, any> } | { refusal: [status: number, code: string, text: string] }}
 */
export function parseBody({ headers, body }, accepts) {
	const format = bodyFormat(headers['content-type']);
	if (!format || !accepts.includes(format)) {
		const wanted = accepts.map((name) => MEDIA_TYPES[name]).join(' or ');
		return { refusal: [415, 'unsupported_media_type', `Send the body as ${wanted}.`] };
	}
	return format === 'form' ? parseForm(body.toString()) : parseJson(body.toString());
}

/** @param {string} text */
function parseForm(text) {
	if (/%(?![0-9a-f]{2})/i.test(text)) return malformed('The form has a broken percent-encoding.');
	const fields = parse(text, '&', '=', { maxKeys: 0 });
	const repeated = Object.values(fields).some(Array.isArray);
	return repeated ? malformed('A parameter is included more than once.') : { fields };
}

/** @param {string} text */
function parseJson(text) {
	try {
		const fields = JSON.parse(text);
		if (fields && typeof fields === 'object' && !Array.isArray(fields)) return { fields };
		return malformed('The body must be a JSON object.');
	} catch {
		return malformed('The body is not valid JSON.');
	}
}

/**
 * @param {string} text
 * @returns {{ refusal: [number, string, string] }}
 */
const malformed = (text) => ({ refusal: [400, 'invalid_request', text] });
