import { tokenError } from '../../errors';
import { toDotted } from '../../json';
import { isConnectionHeader, isHeaderName, isHeaderValue, isReserved } from '../../names';
import { bearer, type Placement } from '../../provider';
import { readPlace } from './readers';

/** What comes before a colon in an address, or in a place such as `header:X-Auth-Token`. */
const NO_HEADERS = ['http', 'https', 'header', 'query'];

/** Between two values, the name of another header: people put commas, spaces or `\n` for a new line. */
const ANOTHER_NAME = /[a-z][\w-]*\s*:/i;

/**
 * Reads how the token and other values of the response are sent, on each line a header (`X-Auth-Token: {token}`),
 * a cookie (`Cookie: sid={token}`, or all of them: `Cookie: {cookies}`) or a query parameter
 * (`?access_token={token}`). Other values are named as in "Access Token Field": `{data.csrf}`, `{header:X-CSRF}`.
 *
 * @param value - as the form has it; empty means a Bearer token
 * @throws `invalid_configuration` for a line that cannot be sent, and for two that exclude each other
 */
export function readSendTokenAs(value: unknown): Placement[] {
	const lines = String(value ?? '').split(/[\r\n]+/);
	const placements: Placement[] = [];
	for (const line of lines.map((text) => text.trim()).filter((text) => text !== '')) {
		const placement = readLine(line);
		if (placements.some((other) => toKey(other) === toKey(placement))) {
			const what = placement.name === '' ? 'all cookies' : `"${placement.name}"`;
			throw invalid(`has two lines for ${what}`, 'Remove one of them.');
		}
		placements.push(placement);
	}
	return placements.length === 0 ? [bearer] : placements;
}

const toKey = ({ in: place, name }: Placement) =>
	`${place} ${place === 'header' ? name.toLowerCase() : name}`;

function readLine(line: string): Placement {
	if (!isHeaderValue(line)) {
		const todo = 'Use plain letters, digits and punctuation, and spaces instead of tabs.';
		throw invalid('has a special character', todo);
	}
	if (!/[{}]/.test(line)) {
		const todo =
			'Write each line like X-Auth-Token: {token} or X-CSRF-Token: {data.csrf}. A header that never changes goes into the HTTP Request node.';
		throw invalid('has a line without a value in braces', todo);
	}
	const text = line.replace(/\{([^{}]*)\}/g, (_, name: string) => `{${readValue(name) ?? '{'}}`);
	const values: string[] = text.match(/\{[^{}]+\}/g) ?? [];
	const around = text.split(/\{[^{}]+\}/);
	const isPartOfAll = values.includes('{cookies}') && !/^cookie\s*:\s*\{cookies\}$/i.test(text);
	const isRepeated = new Set(values).size < values.length;
	if (isPartOfAll || isRepeated || around.some((part) => /[{}]/.test(part))) {
		const todo =
			'In single braces and once per line, write {token}, a field such as {data.csrf}, {header:name} or {cookie:name}. {cookies} is only for Cookie: {cookies}.';
		throw invalid('has something in braces that is not a value of the response', todo);
	}
	const isList = /[,;]$/.test(line) || around.slice(1, -1).some((part) => ANOTHER_NAME.test(part));
	const placement = text.startsWith('?') ? readQuery(text) : readHeader(text);
	if (placement !== undefined && !isList) return placement;
	const todo =
		'Write each on its own line, like X-Auth-Token: {token} or Cookie: sid={token} or ?access_token={token}.';
	throw invalid('has a line that is not one header, cookie or query parameter', todo);
}

/** @returns undefined for what names no value */
function readValue(text: string): string | undefined {
	const place = text.trim();
	// A field called Token has to be written as $.Token.
	if (/^(token|cookies)$/i.test(place)) return place === place.toLowerCase() ? place : undefined;
	if (/^(header|cookie)\s*:/i.test(place)) return readPlace(place);
	const field = toDotted(place);
	const isReservedField = field.split('.').some(isReserved);
	return isReservedField || /[\s"'`:;,=&?#[\]]/.test(field) || field === '' ? undefined : place;
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
	if (pair === '{cookies}') return { in: 'cookie', name: '', value: pair };
	const [, name = '', value = ''] = /^([^=]*)=([^;,\s"]*)$/.exec(pair) ?? [];
	return isHeaderName(name) ? { in: 'cookie', name, value } : undefined;
}

function invalid(what: string, todo: string) {
	return tokenError('invalid_configuration', `"Send Token As" ${what}.`, todo);
}
