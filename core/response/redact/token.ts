const MASK = '***';
const MIN_RANDOM = 16;
const URLS = /https?:\/\/[^\s"'<>]+/gi;
const RUNS = /[\w.~+/%-]{19,}[\w~+/%-]={0,2}/g;
/** A URL's parts are looked at one by one: its slashes divide, they are no base64. */
const PARTS = /[\w.~+%-]{20,}/g;

/** Encoded signs, as often as it may be, are no part of a word. */
const PERCENT = /%(?:25)*[\da-f]{2}/gi;
/** Ids of a request by their form: UUID, W3C Trace Context, AWS X-Ray. */
const IDS =
	/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]|\b1-[0-9a-f]{8}-[0-9a-f]{24}/gi;
/** Ids of a request by their name. */
const LABEL =
	/(?:trace|request|correlation|activity|transaction|event|error|incident|reference)[\s_-]*id["']?\s*(?:is|[:=#])?\s*["'(]?$/i;
const HOST = /^(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z]{2,12}\.?$/;

/**
 * Masks what looks like a token: it may have been issued just now, so that nobody knows it yet. Words,
 * codes, host names, addresses, UUIDs and ids of a request stay.
 *
 * @param known - stays as well, even if it looks like a token
 */
export function maskTokens(text: string, known: readonly string[]): string {
	const plain = known.filter((value) => value.length >= MIN_RANDOM);
	const mask = (runs: RegExp) => (part: string) =>
		part.replace(runs, (run, offset: number, whole: string) =>
			isToken(run, plain) && !LABEL.test(whole.slice(Math.max(0, offset - 40), offset))
				? MASK
				: run,
		);
	let end = 0;
	const shown: string[] = [];
	for (const { 0: url, index } of text.matchAll(URLS)) {
		const host = /^https?:\/\/[^/?#]*/i.exec(url)?.[0] ?? '';
		shown.push(mask(RUNS)(text.slice(end, index)));
		shown.push(
			HOST.test(host.replace(/^.*\/\/|:\d+$/g, '').toLowerCase()) ? host : mask(PARTS)(host),
		);
		shown.push(mask(PARTS)(url.slice(host.length)));
		end = index + url.length;
	}
	return [...shown, mask(RUNS)(text.slice(end))].join('');
}

/** Whether a run of characters is random for the most part. */
function isToken(run: string, known: readonly string[]): boolean {
	if (HOST.test(run) || known.some((value) => value.includes(run))) return false;
	const rest = known
		.reduce((left, value) => left.replaceAll(value, ' '), run)
		.replace(IDS, ' ')
		.replace(PERCENT, ' ');
	const random = rest.split(/[^A-Za-z\d]+/).filter(isRandom);
	return random.join('').length >= MIN_RANDOM;
}

/** No word: hexadecimal, a very long number, or case and digits that change every few letters. */
function isRandom(word: string): boolean {
	if (/^\d*$/.test(word)) return word.length >= MIN_RANDOM;
	if (/^[\da-f]{16,}$/i.test(word) && /\d/.test(word)) return true;
	const changes = word.match(/[a-z](?=[A-Z\d])|[A-Z](?=\d)|\d(?=[A-Za-z])/g) ?? [];
	return changes.length * 4 > word.length;
}
