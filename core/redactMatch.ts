import { plainReadingsOf, readingsOf } from './redactDecode';
import { TERMS } from './redactWord';

/** Shorter secrets count as a whole only: half of them stands in any text. */
const MIN_DIVIDED = 8;
/** Longest piece that may show of a long secret is one character less. */
const MAX_PIECE = 16;
/** Without its signs a shorter secret is not to be told from a part of a word. */
const MIN_BARE = 6;

/**
 * Whether somebody who decodes a text finds a secret in it, or half of one in one piece (of a long
 * one 16 characters). Case, accents, white space and invisible characters do not matter, nor signs
 * unless the secret is made of them.
 *
 * @param known - a piece of these is no piece of a secret, even if a secret begins with it
 */
export function reveals(
	text: string,
	secrets: readonly string[],
	known: readonly string[],
): boolean {
	const readings = readingsOf(text);
	if (readings === undefined) return true;
	return [compact, bare].some((fold) => {
		const texts = [...new Set(readings.map(fold))];
		const needles = secrets.flatMap((secret) => needlesOf(secret, fold));
		const harmless = [...TERMS, ...known]
			.map(fold)
			.filter((value) => !needles.some(({ needle }) => value.includes(needle)));
		return needles.some(({ needle, piece }) =>
			texts.some((folded) => holds(folded, needle) || sharesPiece(folded, needle, piece, harmless)),
		);
	});
}

/** What to look for, and how long a piece of it may not show. */
function needlesOf(secret: string, fold: (text: string) => string) {
	const length = compact(secret).length;
	const least = fold === bare && bare(secret) !== compact(secret) ? MIN_BARE : 1;
	return [...new Set(plainReadingsOf(secret).map(fold))]
		.filter((needle) => needle.length >= least && needle.length * 3 >= length)
		.map((needle) => ({
			needle,
			piece: length < MIN_DIVIDED ? length : Math.min(MAX_PIECE, Math.ceil(length / 2)),
		}));
}

function holds(text: string, needle: string): boolean {
	if (text.includes(needle)) return true;
	if (needle.length < MIN_DIVIDED) return false;
	return text.includes([...needle].reverse().join('')) || text.includes(rot13(needle));
}

function rot13(text: string): string {
	return text.replace(/[a-z]/g, (letter) =>
		String.fromCharCode(((letter.charCodeAt(0) - 97 + 13) % 26) + 97),
	);
}

function sharesPiece(one: string, other: string, length: number, harmless: string[]): boolean {
	const [short, long] = one.length < other.length ? [one, other] : [other, one];
	for (let start = 0; start + length <= short.length; start += 1) {
		const piece = short.slice(start, start + length);
		if (long.includes(piece) && !harmless.some((value) => value.includes(piece))) return true;
	}
	return false;
}

/** Letters of one case and one width, without accents, white space and what cannot be seen. */
function compact(text: string): string {
	return text
		.normalize('NFKD')
		.replace(/[\s\p{Cc}\p{Cf}\p{Cs}\p{M}\p{DI}\ufffd+\\]+/gu, '')
		.toUpperCase()
		.toLowerCase()
		.replace(/(["'`])\1+/g, '$1');
}

/** Letters and digits only, whatever a server puts between or doubles. */
function bare(text: string): string {
	return compact(text).replace(/[^\p{L}\p{N}]+/gu, '');
}
