/** The elements that end a line or a word; any other leaves its text as it stands. */
const BREAKS = /<\/?(br|p|div|li|ul|ol|tr|td|h[1-6])\b[^<>]*>/gi;
const TAGS =
	/<\/?(a|abbr|b|big|code|em|font|i|img|mark|pre|q|s|script|small|span|strong|style|sub|sup|tt|u)\b[^<>]*>/gi;

/**
 * The text of a provider that writes HTML into its JSON: `<strong>Error:</strong> wrong` becomes
 * `Error: wrong`. What comes out is for display only after the redactor, because a secret may come
 * together in it.
 */
export function plainText(text: string): string {
	return text.replace(BREAKS, ' ').replace(TAGS, '').trim();
}
