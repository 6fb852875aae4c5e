/** The elements that end a line or a word; any other leaves its text as it stands. */
const BREAKS = /<\/?(br|p|div|li|ul|ol|tr|td|h[1-6])\b[^<>]*>/gi;
const TAGS =
	/<\/?(a|abbr|b|big|code|em|font|i|img|mark|pre|q|s|script|small|span|strong|style|sub|sup|tt|u)\b[^<>]*>/gi;

const ENTITIES: Record<string, string> = {
	amp: '&',
	apos: "'",
	gt: '>',
	lt: '<',
	nbsp: ' ',
	quot: '"',
};

/**
 * The text of a provider that writes HTML into its JSON: `<strong>Error:</strong> wrong` becomes
 * `Error: wrong`. Entities are decoded once. What comes out is for display only after the redactor,
 * because a secret may come together in it.
 */
export function plainText(text: string): string {
	return text
		.replace(BREAKS, ' ')
		.replace(TAGS, '')
		.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/gi, decode)
		.trim();
}

function decode(entity: string, hex?: string, digits?: string, name = ''): string {
	if (name !== '') return ENTITIES[name.toLowerCase()] ?? entity;
	const code = hex === undefined ? Number(digits) : parseInt(hex, 16);
	return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
}
