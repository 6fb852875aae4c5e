import { basicEncode, formEncode } from '../request/clientAuthentication';

const MAX_SHOWN = 300;
/** What comes later is not shown anyway. */
const MAX_READ = 600;

/**
 * Makes a provider's text fit to be shown: one line of at most 300 characters. Nothing is decoded: a text with an
 * escape or with half of a secret is dropped. A run that looks random may be a new token, and is masked.
 * @param known - what is no secret, even if it looks random, unless it holds a whole secret
 */
export function redact(text: string, secrets: readonly string[], known: readonly string[] = []) {
	// By way of bytes, because half a surrogate pair cannot be shown.
	const start = Buffer.from(text.slice(0, MAX_READ)).toString();
	if (
		ENCODED.test(text.slice(0, MAX_READ)) ||
		secrets.some((secret) => reveals(start, secret, known))
	)
		return '';
	const line = maskRandom(start, known)
		.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
		.trim();
	return line.length > MAX_SHOWN ? `${[...line].slice(0, MAX_SHOWN - 1).join('')}…` : line;
}

/** Percent codes, entities, escapes, quoted-printable, UTF-8 read as Latin 1, and Latin 1 read as UTF-8. */
const ENCODED =
	/%u?[\da-f]{2}|&#|&[a-z]{2,8};|\\[\w"'\\/]|(=[\dA-F]{2}){2}|[Â-ô][\u0080-\u00bf\u0152-\u2122]|\ufffd|<wbr/i;

/** Half of a shorter secret is in any text by chance. */
const MIN_DIVIDED = 8;
const MAX_PIECE = 12;
/** Fewer letters and digits are in any text by chance. */
const MIN_LETTERS = 6;
/** What any refusal may speak of, even if a part of a secret is in it. */
const TERMS = [
	...['username or password', 'client credentials', 'client secret', 'access token', 'account'],
	...['invalid user', 'secret key', 'login', 'administrator', 'Passwort', 'Kennwort', 'пароль'],
];

/** In one case and width, without accents, white space, what cannot be seen and SQL's doubled quotes. */
function visible(text: string): string {
	return text
		.normalize('NFKD')
		.replace(/[\s\p{Cc}\p{Cf}\p{M}\p{DI}\ufffd]+/gu, '')
		.replace(/(["'])\1+/g, '$1')
		.toLowerCase();
}

function letters(text: string): string {
	return visible(text).replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Whether a text holds half of a secret in one piece, or all of a short one, in a usual spelling. */
function reveals(text: string, secret: string, known: readonly string[]): boolean {
	return [visible, letters].some((fold) => {
		const folded = fold(text);
		const harmless = [...known, ...TERMS].map(fold);
		const least = fold === letters ? MIN_LETTERS : 1;
		return spellings(secret)
			.map(fold)
			.some((needle) => needle.length >= least && sharesPiece(folded, needle, harmless, least));
	});
}

function sharesPiece(text: string, needle: string, harmless: string[], least: number): boolean {
	const half = Math.max(least, Math.min(MAX_PIECE, Math.ceil(needle.length / 2)));
	const length = needle.length < MIN_DIVIDED ? needle.length : half;
	const excuses = harmless.filter((value) => !value.includes(needle));
	return windows(text, length).some(
		(piece) => needle.includes(piece) && !excuses.some((value) => value.includes(piece)),
	);
}

function windows(text: string, length: number): string[] {
	const count = Math.max(0, text.length - length + 1);
	return Array.from({ length: count }, (_, start) => text.slice(start, start + length));
}

/** A secret as it is, URL-encoded, in hex, and in base64 (once or twice), alone or in an `id:secret` pair. */
function spellings(secret: string): string[] {
	const plain = [secret, formEncode(secret), basicEncode(secret)];
	const encoded = [...new Set(plain.flatMap(base64))];
	const hex = Buffer.from(secret).toString('hex');
	const twice = secret.length > 256 ? [] : encoded.flatMap(base64);
	return [...new Set([...plain, hex, ...encoded, ...twice])];
}

/** Both alphabets, at any of three places in a longer text: what does not depend on its neighbours. */
function base64(text: string): string[] {
	const bytes = Buffer.from(text);
	return [0, 1, 2].flatMap((offset) => {
		const end = (offset + bytes.length) % 3 === 0 ? undefined : -1;
		const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
		const inner = encoded.replace(/=+$/, '').slice([0, 2, 3][offset], end);
		return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
	});
}

const MIN_RANDOM = 12;
const RUN = /[\w.~+/%-]{15,}[\w~+/%-]={0,2}/g;
/** What helps to find a request again (a UUID, what follows "id", a trace), and host names. */
const IDS =
	/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}|(?<=\bid[\s:="'(]{1,4}|root=|parent )[\w-]{16,}|(?:[a-z\d-]+\.)+[a-z]{2,12}\b/gi;

function maskRandom(text: string, known: readonly string[]): string {
	const plain = [...known.filter(({ length }) => length > MIN_RANDOM), ...(text.match(IDS) ?? [])];
	return text.replace(RUN, (run) => {
		if (plain.some((value) => value.includes(run))) return run;
		const rest = plain.reduce((left, value) => left.replaceAll(value, ' '), run);
		const random = rest.split(/[^A-Za-z\d]+/).filter(isRandom);
		return random.join('').length < MIN_RANDOM ? run : '***';
	});
}

/** Hexadecimal, a very long number, or case and digits that change every few characters. */
function isRandom(word: string): boolean {
	if (/^[\da-f]{16,}$/i.test(word)) return true;
	const changes = word.match(/[a-z](?=[A-Z\d])|[A-Z](?=\d)|\d(?=[A-Za-z])/g) ?? [];
	return changes.length * 5 > word.length;
}

/** Elements that end a line; any other leaves its text as it is. */
export const BLOCKS = /<\/?(?:body|br|p|pre|div|li|ul|ol|tr|td|title|h[1-6])\b[^<>]*>/gi;
const TAGS =
	/<\/?(a|abbr|b|big|code|em|font|i|img|mark|q|s|script|small|span|strong|style|sub|sup|tt|u)\b[^<>]*>/gi;

/** Some write HTML into their JSON: `<strong>Error:</strong> wrong`. A secret may come together in it. */
export function withoutTags(text: string): string {
	return text.replace(BLOCKS, ' ').replace(TAGS, '').trim();
}
