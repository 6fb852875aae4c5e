import { tokenError } from '../../errors';
import { withoutLineEnds } from '../../form/fields';
import { isRecord } from '../../json';
import { isConnectionHeader, isHeaderName, isHeaderValue, isReserved } from '../../names';
import type { AdditionalHeader, AdditionalParameter, Client } from '../../provider';

/** Reads the parameters among the rows of n8n's fixed collection. @param secret - their values are masked */
export function customParameters(value: unknown, secret = false): AdditionalParameter[] {
	const label = secret ? 'Secret Parameters' : 'Additional Parameters';
	return readRows(label, 'parameter', value).map(([name, content, ...marks]) => [
		name,
		secret && typeof content === 'string' ? withoutLineEnds(content) : content,
		secret,
		...marks,
	]);
}

/** Claims that have a field of their own or are new in each assertion (RFC 7519 section 4.1). */
const SET_CLAIMS = ['iss', 'sub', 'aud', 'iat', 'exp', 'jti'];

/**
 * Reads the claims among the rows of the form; their values keep their types.
 *
 * @throws `invalid_configuration` for one that the assertion has anyway, and for two of one name
 */
export function customClaims(value: unknown): Array<[name: string, value: unknown]> {
	const label = 'Additional Claims';
	return readRows(label, 'claim', value).map(([name, content], index, rows) => {
		if (SET_CLAIMS.includes(name) || isReserved(name)) {
			const todo = 'Remove it. Issuer, subject and audience have fields of their own.';
			throw invalid(`"${name}" is set automatically`, todo, label);
		}
		if (rows.findIndex(([other]) => other === name) !== index) {
			throw invalid(`"${name}" is there twice`, 'Remove one of them.', label);
		}
		return [name, content];
	});
}

/**
 * Reads the headers among the rows of the form. Those without a value are left out, but for what is no
 * name: somebody may have pasted a whole header there, with a secret that no message may show.
 *
 * @throws `invalid_configuration` for a header that cannot be sent, or that the request sets itself
 */
export function customHeaders(value: unknown, authentication: Client['authentication']) {
	const headers: AdditionalHeader[] = [];
	for (const [name, content, ...marks] of readRows('Additional Headers', 'header', value)) {
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
		headers.push([name, text, ...marks]);
	}
	return headers;
}

function invalid(what: string, todo: string, label = 'Additional Headers') {
	return tokenError('invalid_configuration', `In "${label}", ${what}.`, todo);
}

/** A row, and the mark of one whose value changes each time. */
type Row = [name: string, value: unknown, changes?: true];

/**
 * Reads the rows of n8n's fixed collection but for blank ones.
 *
 * @throws `invalid_configuration` for any other shape (expressions, imports and n8n's API give some)
 */
function readRows(label: string, kind: string, value: unknown = {}) {
	const { [kind]: rows = [], ...others } = isRecord(value) ? value : { value };
	if (!Array.isArray(rows) || !rows.every(isRow) || Object.keys(others).length > 0) {
		throw tokenError(
			'invalid_configuration',
			`"${label}" holds something other than rows with a name and a value.`,
			`Give each row a name. In JSON, write {"${kind}": [{"name": "...", "value": "..."}]}.`,
		);
	}
	return rows
		.map(({ name, value: content, changes }): Row => {
			const text = String(name ?? '').trim();
			return changes ? [text, content, true] : [text, content];
		})
		.filter(([name]) => name !== '');
}

function isRow(
	row: unknown,
): row is { name?: string | number; value?: unknown; changes?: boolean } {
	const { name = '', value = '', changes, ...others } = isRecord(row) ? row : { row };
	if (typeof (changes ?? false) !== 'boolean') return false;
	const isNamed = typeof name === 'number' || (typeof name === 'string' && name.trim() !== '');
	return Object.keys(others).length === 0 && (isNamed || `${name ?? ''}${value ?? ''}` === '');
}
