import { tokenError } from '../../errors';
import { isConnectionHeader, isHeaderName, isHeaderValue, isReserved } from '../../names';
import { bearer, type Placement } from '../../provider';

const TOKEN = '{token}';
/** All cookies that the sign-in set. */
const COOKIES = /^cookie\s*:\s*\{cookies\}$/i;

/** What comes before a colon in an address, or in a place such as `header:X-Auth-Token`. */
const NO_HEADERS = ['http', 'https', 'header', 'query'];

/**
 * Reads the line that says how a token is sent: a header (`X-Auth-Token: {token}`), a cookie
 * (`Cookie: sid={token}`, or all of them: `Cookie: {cookies}`) or a query parameter (`?access_token={token}`).
 *
 * @param line - as the form has it; empty means a Bearer token
 * @throws `invalid_configuration` for anything but one place
 */
export function readSendTokenAs(line: unknown): Placement {
	const text = String(line ?? '').trim();
	if (text === '') return bearer;
	if (!isHeaderValue(text)) {
		const todo = 'Put it on one line, without special characters.';
		throw invalid('has a line break or a special character', todo);
	}
	if (COOKIES.test(text)) return { in: 'cookie', name: '', value: '{cookies}' };
	const around = text.split(TOKEN);
	if (around.length !== 2 || /[{}]/.test(around.join(''))) {
		const todo = `Write it like X-Auth-Token: ${TOKEN}, with single braces.`;
		throw invalid(`must contain ${TOKEN} exactly once`, todo);
	}
	const placement = text.startsWith('?') ? readQuery(text) : readHeader(text);
	if (placement !== undefined) return placement;
	throw invalid(
		'is not one header, cookie or query parameter',
		`Write it like X-Auth-Token: ${TOKEN} or Cookie: sid=${TOKEN} or ?access_token=${TOKEN}.`,
	);
}

function readQuery(text: string): Placement | undefined {
	const [, name = '', value = ''] = /^\?([\w.~:[\]$-]+)=([^&#?]*)$/.exec(text) ?? [];
	return value === '' || isReserved(name) ? undefined : { in: 'query', name, value };
}

function readHeader(text: string): Placement | undefined {
	const [, name = '', value = ''] = /^([^:\s]*)\s*:\s*(.*)$/.exec(text) ?? [];
	const lower = name.toLowerCase();
	if (lower === 'cookie') return readCookieLine(value);
	if (!isHeaderName(name) || isConnectionHeader(name) || NO_HEADERS.includes(lower)) {
		return undefined;
	}
	return { in: 'header', name: lower === 'authorization' ? bearer.name : name, value };
}

function readCookieLine(pair: string): Placement | undefined {
	const [, name = '', value = ''] = /^([^=]*)=([^;,\s"]*)$/.exec(pair) ?? [];
	return isHeaderName(name) ? { in: 'cookie', name, value } : undefined;
}

function invalid(what: string, todo: string) {
	return tokenError('invalid_configuration', `"Send Token As" ${what}.`, todo);
}
