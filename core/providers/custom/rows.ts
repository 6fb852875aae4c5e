import { tokenError } from '../../errors';
import { withoutLineEnds } from '../../form/fields';
import { getPath } from '../../json';
import { isConnectionHeader, isHeaderName, isHeaderValue } from '../../names';
import type { AdditionalParameter, Client } from '../../provider';

/** Reads the parameters among the rows of n8n's fixed collection. @param secret - their values are masked */
export function customParameters(value: unknown, secret = false): AdditionalParameter[] {
	return readRows(value, 'parameter').map(([name, content]) => [
		name,
		secret && typeof content === 'string' ? withoutLineEnds(content) : content,
		secret,
	]);
}

/**
 * Reads the headers among the rows of the form. Those without a value are left out, but for what is no
 * name: somebody may have pasted a whole header there, with a secret that no message may show.
 *
 * @throws `invalid_configuration` for a header that cannot be sent, or that the request sets itself
 */
export function customHeaders(value: unknown, authentication: Client['authentication']) {
	const headers: Array<[name: string, value: string]> = [];
	for (const [name, content] of readRows(value, 'header')) {
		const example = 'Enter a name like X-API-Key, without spaces and colon.';
		if (!isHeaderName(name)) throw invalid('a name is not valid', example);
		const text = withoutLineEnds(String(content ?? ''));
		if (text === '') continue;
		const same = (other: string) => other.toLowerCase() === name.toLowerCase();
		if (isConnectionHeader(name) || (authentication === 'header' && same('authorization'))) {
			throw invalid(`"${name}" is set automatically`, 'Remove it.');
		}
		if (headers.some(([other]) => same(other))) {
			throw invalid(`"${name}" is there twice`, 'Remove one of them.');
		}
		if (typeof content === 'object' || !isHeaderValue(text)) {
			const todo = 'Enter it as one line of text, without special characters.';
			throw invalid(`the value of "${name}" cannot be sent`, todo);
		}
		headers.push([name, text]);
	}
	return headers;
}

function invalid(what: string, todo: string) {
	return tokenError('invalid_configuration', `In "Additional Headers", ${what}.`, todo);
}

/** The rows of n8n's fixed collection that have a name. */
function readRows(value: unknown, kind: string): Array<[name: string, value: unknown]> {
	const rows = getPath(value, kind);
	return (Array.isArray(rows) ? rows : []).flatMap((row) => {
		const name = String(getPath(row, 'name') ?? '').trim();
		return name === '' ? [] : [[name, getPath(row, 'value')]];
	});
}
