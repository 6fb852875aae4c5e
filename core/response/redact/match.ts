import { plainReadingsOf, readingsOf } from './decode';
import { TERMS } from './word';

/** Shorter secrets count as a whole only: half of them stands in any text. */
const MIN_DIVIDED = 8;
/** Longest piece that may show of a long secret is one character less. */
const MAX_PIECE = 12;
/** Without its signs a shorter secret is not to be told from a part of a word. */
const MIN_BARE = 6;
/** Half of many passwords, and part of every date. */
const YEAR = /^(?:19|20)\d\d$/;

/**
 * Whether somebody who decodes a text finds a secret in it, or half of one in one piece (of a long
 * one 12 characters). Case, accents, white space and invisible characters do not matter, nor signs
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
	return FOLDS.some((fold) => {
		const folded = [...new Set(readings.map(fold))].join('\n');
		const needles = secrets.flatMap((secret) => needlesOf(secret, fold));
		const harmless = [...(TERMS_BY_FOLD.get(fold) ?? []), ...known.map(fold)].filter(
			(value) => !needles.some(({ needle }) => value.includes(needle)),
		);
		return needles.some(
			({ needle, piece }) => holds(folded, needle) || sharesPiece(folded, needle, piece, harmless),
		);
	});
}

/** What to look for, and how long a piece of it may not show. */
function needlesOf(secret: string, fold: Fold) {
	const length = (fold === bare ? compact : fold)(secret).length;
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

function sharesPiece(text: string, needle: string, length: number, harmless: string[]): boolean {
	for (let start = 0; start + length <= needle.length; start += 1) {
		const piece = needle.slice(start, start + length);
		if (!text.includes(piece) || YEAR.test(piece)) continue;
		if (!harmless.some((value) => value.includes(piece))) return true;
	}
	return false;
}

type Fold = (text: string) => string;

/** One case and one width, without accents, white space and what cannot be seen. */
const visible: Fold = (text) =>
	text
		.normalize('NFKD')
		.replace(/[\s\p{Cc}\p{Cf}\p{Cs}\p{M}\p{DI}\ufffd]+/gu, '')
		.toUpperCase()
		.toLowerCase();

/** Without the signs that servers put in the place of a space, between, before or twice. */
const compact: Fold = (text) =>
	visible(text)
		.replace(/[+\\._-]+/g, '')
		.replace(/(["'`])\1+/g, '$1');

/** Letters and digits only. */
const bare: Fold = (text) => compact(text).replace(/[^\p{L}\p{N}]+/gu, '');

const FOLDS = [visible, compact, bare];
const TERMS_BY_FOLD = new Map(
	FOLDS.map((fold) => [
		fold,
		['', '-', '_'].flatMap((sign) => TERMS.map((term) => fold(term.replaceAll(' ', sign)))),
	]),
);
