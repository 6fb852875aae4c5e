import { invalidHeader } from '../../form/headers';
import { isHeaderName } from '../../names';
import { getPath } from '../../json';
import type { AdditionalParameter } from '../../provider';

/**
 * The further parameters among the rows of the form.
 *
 * @param value - of n8n's fixed collection
 * @param secret - their values are masked
 */
export function customParameters(value: unknown, secret = false): AdditionalParameter[] {
	return rowsOf(value, 'parameter').map(([name, own]) => [
		name,
		secret ? withoutLineEnds(own) : own,
		secret,
	]);
}

/**
 * The further headers among the rows of the form. Those without a value are left out, but for what is
 * no name: somebody may have pasted a whole header there.
 */
export function customHeaders(value: unknown): Array<[name: string, value: string]> {
	return rowsOf(value, 'header')
		.map(([name, own]): [string, string] => [name, headerValue(name, own)])
		.filter(([name, own]) => own !== '' || !isHeaderName(name));
}

/** @throws `invalid_configuration` for a list or an object, which an expression may give */
function headerValue(name: string, value: unknown): string {
	if (typeof value === 'object' && value !== null) {
		throw invalidHeader(`the value of "${name}" is not a text`, 'Correct its expression');
	}
	return String(withoutLineEnds(value) ?? '');
}

/** The rows of n8n's fixed collection that have a name. */
function rowsOf(value: unknown, kind: string): Array<[name: string, value: unknown]> {
	const rows = getPath(value, kind);
	if (!Array.isArray(rows)) return [];
	return rows
		.map((row): [string, unknown] => [
			String(getPath(row, 'name') ?? '').trim(),
			getPath(row, 'value'),
		])
		.filter(([name]) => name !== '');
}

/** They come along when a secret is pasted. */
function withoutLineEnds(value: unknown): unknown {
	return typeof value === 'string' ? value.replace(/^[\r\n\t]+|[\r\n\t]+$/g, '') : value;
}
