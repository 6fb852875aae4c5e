import { basicEncode, formEncode } from '../../request/clientAuthentication';
import { reveals } from './match';
import { maskTokens } from './token';
import { isWord } from './word';

const MASK = '***';
const MAX_SHOWN = 300;
/** What stands further behind cannot be shown anyway, and decoding takes time. */
const MAX_READ = 2000;
const MIN_SPELLING = 4;

/**
 * Makes a provider's text fit to be shown in a message. A secret in a common spelling is masked, and
 * so is what looks like a token. A text that still reveals a secret to somebody who decodes it is
 * dropped. Line breaks and control characters go, and the rest is cut to 300 characters.
 *
 * @param secrets - passwords, client secrets, tokens: whatever was part of the request
 * @param known - what is no secret and stays readable, even if it looks like a token: client id,
 *   scope, URL. A value that holds a secret is a secret in spite of this.
 * @returns an empty text if nothing of it may be shown
 */
export function redact(
	text: string,
	secrets: readonly string[],
	known: readonly string[] = [],
): string {
	const given = secrets.filter((secret) => secret !== '');
	// By way of bytes, because half a surrogate pair cannot be shown.
	const start = Buffer.from(text.slice(0, MAX_READ)).toString();
	const find = (chosen: string[]) => searchesFor(chosen, start.length);
	if (find(given.filter(isWord)).some((search) => start.search(search) >= 0)) return '';
	const masked = find(given).reduce((rest, search) => rest.replace(search, MASK), start);
	const shown = maskTokens(masked, known);
	if (reveals(shown, given, known)) return '';
	const line = shown.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
	return line.length > MAX_SHOWN ? `${[...line].slice(0, MAX_SHOWN - 1).join('')}…` : line;
}

/** Finds each spelling in any case; the longest first, so that none is left in part. */
function searchesFor(secrets: readonly string[], maxLength: number): RegExp[] {
	const spellings = secrets.flatMap((secret) => {
		const percent = percentEncoded(secret);
		return [
			...[
				secret,
				percent,
				formEncode(secret),
				basicEncode(secret),
				JSON.stringify(secret).slice(1, -1),
			],
			...[secret, formEncode(secret), basicEncode(secret), percent].flatMap(base64),
		];
	});
	return [...new Set(spellings)]
		.filter(({ length }) => length >= MIN_SPELLING && length <= maxLength)
		.sort((one, other) => other.length - one.length)
		.map((spelling) => new RegExp(spelling.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'gi'));
}

function percentEncoded(text: string): string {
	return encodeURIComponent(Buffer.from(text).toString());
}

/**
 * Base64 of the secret on its own and inside a longer text such as `id:secret`, where it may start
 * at any of three positions: the characters that do not depend on its neighbours.
 */
function base64(secret: string): string[] {
	const bytes = Buffer.from(secret);
	return [0, 1, 2].flatMap((offset) => {
		const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
		const start = [0, 2, 3][offset] ?? 0;
		const spill = (offset + bytes.length) % 3;
		const inner = encoded.replace(/=+$/, '').slice(start, spill === 0 ? undefined : -1);
		return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
	});
}
