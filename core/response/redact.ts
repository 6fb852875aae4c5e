import { formEncode } from '../request/clientAuthentication';

const LONGEST = 300;
const MASK = '***';
/** A long run with a digit in it may be a token that nobody knows of yet: it was just issued. */
const TOKEN_LIKE = /(?=[\w.~+/=-]*\d)[\w.~+/=-]{20,}/g;

/**
 * Makes a provider's text fit to be shown: every secret in it is masked in any spelling a server
 * may give it, line breaks and control characters go, and the rest is cut to 300 characters. A text
 * that still holds a secret after decoding is dropped altogether.
 *
 * @param secrets - passwords, client secrets, tokens: whatever was part of the request
 */
export function redact(text: string, secrets: readonly string[]): string {
	if (secrets.some((secret) => secret.length < 4 && text.includes(secret))) return '';
	let shown = text;
	for (const spelling of spellings(secrets)) shown = shown.replaceAll(spelling, MASK);
	shown = shown.replace(TOKEN_LIKE, MASK);
	const line = shown.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
	// White space that a server added may only now be the secret's own again.
	const decoded = [shown, line].flatMap(decodings);
	if (secrets.some((secret) => decoded.some((text) => text.includes(secret)))) return '';
	return line.length > LONGEST ? `${[...line].slice(0, LONGEST - 1).join('')}…` : line;
}

function spellings(secrets: readonly string[]): string[] {
	const all = secrets.flatMap((secret) => [
		secret,
		percentEncoded(secret),
		percentEncoded(secret).toLowerCase(),
		formEncode(secret),
		JSON.stringify(secret).slice(1, -1),
		...[secret, formEncode(secret), percentEncoded(secret)].flatMap(base64),
	]);
	return [...new Set(all)]
		.filter((spelling) => spelling.length >= 4)
		.sort((one, other) => other.length - one.length);
}

function percentEncoded(text: string): string {
	// By way of bytes, because half a surrogate pair cannot be encoded.
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

function decodings(text: string): string[] {
	const percent = text.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
		Buffer.from(run.replaceAll('%', ''), 'hex').toString(),
	);
	const entities = text
		.replace(/&#x([0-9a-f]{1,6});/gi, (_, hex: string) => character(parseInt(hex, 16)))
		.replace(/&#(\d{1,7});/g, (_, digits: string) => character(Number(digits)))
		.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => NAMED[name] ?? '');
	const escapes = text
		.replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => character(parseInt(hex, 16)))
		.replace(/\\(.)/g, '$1');
	return [text, percent, percent.replaceAll('+', ' '), entities, escapes];
}

const NAMED: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function character(code: number): string {
	return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
