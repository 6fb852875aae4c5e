import { tokenError } from '../../errors';
import { isHeaderName } from '../../names';

/**
 * Reads where a response holds the token: a dotted path, `$` for the whole body, `header:<name>` or
 * `cookie:<name>`.
 *
 * @param label - the field as the form shows it
 * @throws `invalid_configuration` for a header or a cookie that cannot be
 */
export function readTokenField(value: unknown, label: string): string {
	// Elsewhere in n8n a path begins with `$.`, as in JSONPath.
	const text = String(value ?? '')
		.trim()
		.replace(/^\$\./, '');
	const [, kind = '', name = ''] = /^(header|cookie)\s*:(.*)$/is.exec(text) ?? [];
	if (kind === '') return text;
	if (isHeaderName(name.trim())) return `${kind.toLowerCase()}:${name.trim()}`;
	throw tokenError(
		'invalid_configuration',
		`"${label}" names no ${kind.toLowerCase()}.`,
		`Write it like header:X-Auth-Token or cookie:sid in "${label}".`,
	);
}
