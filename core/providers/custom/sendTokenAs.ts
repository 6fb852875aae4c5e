import { tokenError } from '../../errors';
import { bearer, type Placement } from '../../provider';
import { isConnectionHeader, isHeaderName, isHeaderValue, isReserved } from '../../names';

const TOKEN = '{token}';

/**
 * Reads the line that says how a token is sent: a header (`X-Auth-Token: {token}`), a cookie
 * (`Cookie: sid={token}`) or a query parameter (`?access_token={token}`).
 *
 * @param line - as the form has it; empty stands for a Bearer token
 * @param label - the field as the form shows it
 * @throws `invalid_configuration` for anything but one place
 */
export function readPlacement(line: unknown, label: string): Placement {
	const text = String(line ?? '').trim();
	if (text === '') return bearer;
	const invalid = (what: string, todo: string) =>
		tokenError('invalid_configuration', `"${label}" ${what}.`, todo);
	if (!isHeaderValue(text)) {
		throw invalid(
			'has a line break or a character that cannot be sent',
			`Put "${label}" on one line, without special characters.`,
		);
	}
	const around = text.split(TOKEN);
	if (around.length < 2 || /[{}]/.test(around.join(''))) {
		throw invalid(
			`does not say where the token goes: ${TOKEN} has to be in it`,
			`Write it like X-Auth-Token: ${TOKEN}, with single braces.`,
		);
	}
	if (around.length > 2) {
		throw invalid('names two places for the token', `Leave one ${TOKEN} in "${label}".`);
	}
	return text.startsWith('?') ? readQuery(text, invalid) : readHeader(text, invalid);
}

type Invalid = (what: string, todo: string) => Error;

function readQuery(text: string, invalid: Invalid): Placement {
	const [, name = '', value = ''] = /^\?([\w.~:[\]$-]+)=([^&#?]*)$/.exec(text) ?? [];
	if (!value.includes(TOKEN) || isReserved(name)) {
		throw invalid(
			'is not one query parameter',
			`Write it like ?access_token=${TOKEN}; other parameters belong to the request.`,
		);
	}
	return { in: 'query', name, value };
}

/** What stands before a colon in an address, or in a place such as `header:X-Auth-Token`. */
const NO_HEADERS = ['http', 'https', 'header', 'query'];

function readHeader(text: string, invalid: Invalid): Placement {
	const colon = text.indexOf(':');
	const name = text.slice(0, Math.max(0, colon)).trim();
	const value = text.slice(colon + 1).trim();
	if (!isHeaderName(name) || NO_HEADERS.includes(name.toLowerCase())) {
		throw invalid(
			'is neither a header nor a query parameter',
			`Write it like Authorization: Token ${TOKEN}, X-Auth-Token: ${TOKEN} or ?access_token=${TOKEN}.`,
		);
	}
	if (isConnectionHeader(name)) {
		throw invalid(
			`names the header ${name}, which belongs to the request itself`,
			'Look up which header the API wants the token in.',
		);
	}
	const plain = name.toLowerCase();
	if (plain === 'cookie') return readCookie(value, invalid);
	return { in: 'header', name: plain === 'authorization' ? bearer.name : name, value };
}

function readCookie(pair: string, invalid: Invalid): Placement {
	const [, name = '', value = ''] = /^([^=]*)=([^;,\s"]*)$/.exec(pair) ?? [];
	if (!isHeaderName(name) || !value.includes(TOKEN)) {
		throw invalid(
			'is not one cookie',
			`Write it like Cookie: sid=${TOKEN}; other cookies belong to the request.`,
		);
	}
	return { in: 'cookie', name, value };
}
