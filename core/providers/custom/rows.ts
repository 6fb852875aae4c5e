import { tokenError, type TokenError } from '../../errors';
import { withoutLineEnds } from '../../form/fields';
import { getPath } from '../../json';
import { isConnectionHeader, isHeaderName, isHeaderValue } from '../../names';
import type { AdditionalParameter, Client } from '../../provider';

/**
 * Reads the parameters among the rows of the form.
 *
 * @param value - of n8n's fixed collection
 * @param secret - their values are masked
 */
export function customParameters(value: unknown, secret = false): AdditionalParameter[] {
	return readRows(value, 'parameter').map(([name, content]) => [
		name,
		secret && typeof content === 'string' ? withoutLineEnds(content) : content,
		secret,
	]);
}

/**
 * Reads the headers among the rows of the form. Those without a value are left out, but for what is no
 * name: somebody may have pasted a whole header there.
 *
 * @throws `invalid_configuration` for a header that cannot be sent, or that the request sets itself; it
 * names the header, never its value
 */
export function customHeaders(
	value: unknown,
	authentication: Client['authentication'],
): Array<[name: string, value: string]> {
	const headers = readRows(value, 'header')
		.map(([name, content]): [string, string] => [name, headerValue(name, content)])
		.filter(([name, text]) => text !== '' || !isHeaderName(name));
	const seen = new Set<string>();
	for (const [name, text] of headers) {
		const lower = name.toLowerCase();
		if (!isHeaderName(name)) {
			throw invalidHeader(
				`${shownName(name)} is not the name of a header`,
				'Enter a name like X-API-Key, without spaces and colon.',
			);
		}
		if (isConnectionHeader(name)) {
			throw invalidHeader(`"${name}" is set automatically`, 'Remove it.');
		}
		if (lower === 'authorization' && authentication === 'header') {
			throw invalidHeader(
				`"${name}" is already used by "Client Authentication"`,
				'Remove it, or change "Client Authentication".',
			);
		}
		if (seen.has(lower)) throw invalidHeader(`"${name}" is there twice`, 'Remove one of them.');
		if (!isHeaderValue(text)) {
			throw invalidHeader(
				`the value of "${name}" has a line break or a character that cannot be sent`,
				'Enter the value again.',
			);
		}
		seen.add(lower);
	}
	return headers;
}

/** An expression may give a list or an object. */
function headerValue(name: string, value: unknown): string {
	if (typeof value === 'object' && value !== null) {
		throw invalidHeader(`the value of "${name}" is not a text`, 'Correct its expression.');
	}
	return withoutLineEnds(String(value ?? ''));
}

/** People paste whole headers, and what follows the name may be a secret. */
function shownName(name: string): string {
	const [start = ''] = /^[\w-]*:?/.exec(name) ?? [];
	if (start === name) return `"${name}"`;
	return start === '' ? 'one of the names' : `what begins with "${start}"`;
}

function invalidHeader(what: string, todo: string): TokenError {
	return tokenError('invalid_configuration', `In "Additional Headers", ${what}.`, todo);
}

/** The rows of n8n's fixed collection that have a name. */
function readRows(value: unknown, kind: string): Array<[name: string, value: unknown]> {
	const rows = getPath(value, kind);
	if (!Array.isArray(rows)) return [];
	return rows
		.map((row): [string, unknown] => [
			String(getPath(row, 'name') ?? '').trim(),
			getPath(row, 'value'),
		])
		.filter(([name]) => name !== '');
}
