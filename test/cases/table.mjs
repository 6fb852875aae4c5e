/**
 * Reads a table of cases, one a line, with ` | ` between the columns.
 *
 * - case: its number; with a `+` it is of the same kind, but was not met there
 * - form: what differs from the standard, `name=value` each. `json` stands for an endpoint that takes
 *   JSON and no grant_type, `granted` for JSON with it, `client` for client credentials, `+name=value`
 *   and `*name=value` for a parameter and a secret one
 * - answer: status and body; the type of the content is that of its first character
 *
 * @param {string} table
 */
export function rows(table) {
	return table
		.trim()
		.split('\n')
		.map((line) => line.split(/ \|(?= |$)/).map((cell) => cell.trim()))
		.map(([number, form, answer, ...expected]) => ({
			number,
			form: formOf(form),
			answer: answerOf(answer),
			expected,
		}));
}

/** @param {string} cell */
export const list = (cell = '') => (cell === '' ? [] : cell.split('; '));

/** @type {Record<string, object>} */
const KINDS = {
	json: { bodyFormat: 'json', sendGrantType: false },
	granted: { bodyFormat: 'json' },
	client: { grantType: 'clientCredentials', clientId: 'app', clientSecret: 'mT5-wQx9-20fB' },
};

/** @param {string} cell */
function formOf(cell) {
	/** @type {Record<string, any>} */
	const form = {};
	for (const entry of list(cell)) {
		const [, mark, name, value] = /^([+*]?)([^=]*)=?(.*)$/.exec(entry) ?? [];
		const field = mark === '*' ? 'secretParameters' : 'additionalParameters';
		if (mark !== '') (form[field] ??= { parameter: [] }).parameter.push({ name, value });
		else Object.assign(form, KINDS[name] ?? { [name]: value });
	}
	return form;
}

/**
 * @param {string} cell
 * @returns {import('./server.mjs').Answer}
 */
function answerOf(cell) {
	const [, status, latin1, body] = /^(\d+)( latin1)? ?(.*)$/.exec(cell) ?? [];
	if (latin1) return [+status, Buffer.from(body, 'latin1'), { 'content-type': typeOf(body) }];
	return [+status, body, body === '' ? {} : { 'content-type': typeOf(body) }];
}

/** @param {string} body */
function typeOf(body) {
	if (/^[[{"]/.test(body)) return 'application/json';
	if (/^<(!doctype|html)/i.test(body)) return 'text/html';
	if (body.startsWith('<')) return 'application/xml';
	return /^\w+=/.test(body) ? 'application/x-www-form-urlencoded' : 'text/plain';
}
