import { tokenError, type TokenError } from '../errors';
import type { Provider } from '../provider';
import { isConnectionHeader, isHeaderName, isHeaderValue } from '../names';

/**
 * Makes sure that the further headers of a token request can be sent, and that none of them is one
 * that the request makes itself.
 *
 * @throws `invalid_configuration` that names the header, never its value
 */
export function assertHeaders({ headers = [], client }: Provider): void {
	const seen = new Set<string>();
	for (const [name, value] of headers) {
		const plain = name.toLowerCase();
		if (!isHeaderName(name)) {
			throw invalidHeader(
				`${shownName(name)} is not the name of a header`,
				'Enter a name like X-API-Key, without spaces and colon',
			);
		}
		if (isConnectionHeader(name)) {
			throw invalidHeader(`"${name}" belongs to the request itself`, 'Remove it there');
		}
		if (plain === 'authorization' && client?.authentication === 'header') {
			throw invalidHeader(
				`"${name}" is taken by "Client Authentication"`,
				'Remove it there, or set "Client Authentication" to another value',
			);
		}
		if (seen.has(plain)) throw invalidHeader(`"${name}" is there twice`, 'Remove one of them');
		if (!isHeaderValue(value)) {
			throw invalidHeader(
				`the value of "${name}" has a line break or a character that cannot be sent`,
				'Enter the value again',
			);
		}
		seen.add(plain);
	}
}

/** People paste whole headers, and what follows the name may be a secret. */
function shownName(name: string): string {
	const [start = ''] = /^[\w-]*:?/.exec(name) ?? [];
	if (start === name) return `"${name}"`;
	return start === '' ? 'one of the names' : `what begins with "${start}"`;
}

/** The refusal of a header. @param what - what is wrong with it @param todo - what to do, with no full stop */
export function invalidHeader(what: string, todo: string): TokenError {
	return tokenError(
		'invalid_configuration',
		`In "Additional Headers", ${what}.`,
		`${todo}, then save the credential again.`,
	);
}
