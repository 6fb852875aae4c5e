import { tokenError, type TokenError } from '../../errors';
import { isConnectionHeader, isHeaderName, isHeaderValue, isReserved } from '../../names';
import { bearer, type Placement } from '../../provider';

const TOKEN = '{token}';

/** What stands before a colon in an address, or in a place such as `header:X-Auth-Token`. */
const NO_HEADERS = ['http', 'https', 'header', 'query'];

/**
 * Reads the line that says how a token is sent: a header (`X-Auth-Token: {token}`), a cookie
 * (`Cookie: sid={token}`) or a query parameter (`?access_token={token}`).
 *
 * @param line - as the form has it; empty means a Bearer token
 * @throws `invalid_configuration` for anything but one place
 */
export function readSendTokenAs(line: unknown): Placement {
	const text = String(line ?? '').trim();
	if (text === '') return bearer;
	if (!isHeaderValue(text)) {
		throw invalid(
			'has a line break or a character that cannot be sent',
			'Put it on one line, without special characters.',
		);
	}
	const around = text.split(TOKEN);
	if (around.length < 2 || /[{}]/.test(around.join(''))) {
		throw invalid(
			`does not say where the token goes: it must contain ${TOKEN}`,
			`Write it like X-Auth-Token: ${TOKEN}, with single braces.`,
		);
	}
	if (around.length > 2) throw invalid('has two places for the token', `Leave one ${TOKEN}.`);
	return text.startsWith('?') ? readQuery(text) : readHeader(text);
}

function readQuery(text: string): Placement {
	const [, name = '', value = ''] = /^\?([\w.~:[\]$-]+)=([^&#?]*)$/.exec(text) ?? [];
	if (value.includes(TOKEN) && !isReserved(name)) return { in: 'query', name, value };
	throw invalid(
		'is not one query parameter',
		`Write it like ?access_token=${TOKEN}. Put other parameters into the request itself.`,
	);
}

function readHeader(text: string): Placement {
	const colon = text.indexOf(':');
	const name = text.slice(0, Math.max(0, colon)).trim();
	const value = text.slice(colon + 1).trim();
	const lower = name.toLowerCase();
	if (!isHeaderName(name) || NO_HEADERS.includes(lower)) {
		throw invalid(
			'is neither a header nor a query parameter',
			`Write it like Authorization: Token ${TOKEN}, X-Auth-Token: ${TOKEN} or ?access_token=${TOKEN}.`,
		);
	}
	if (isConnectionHeader(name)) {
		throw invalid(
			`contains the header ${name}, which is set automatically`,
			'Check which header the API expects the token in.',
		);
	}
	if (lower === 'cookie') return readCookieLine(value);
	return { in: 'header', name: lower === 'authorization' ? bearer.name : name, value };
}

function readCookieLine(pair: string): Placement {
	const [, name = '', value = ''] = /^([^=]*)=([^;,\s"]*)$/.exec(pair) ?? [];
	if (isHeaderName(name) && value.includes(TOKEN)) return { in: 'cookie', name, value };
	throw invalid(
		'is not one cookie',
		`Write it like Cookie: sid=${TOKEN}. Put other cookies into the request itself.`,
	);
}

function invalid(what: string, todo: string): TokenError {
	return tokenError('invalid_configuration', `"Send Token As" ${what}.`, todo);
}
