/** Nobody encodes more often by accident; who does it on purpose gets no text shown. */
const MAX_ROUNDS = 8;
const MAX_DECODED = 20_000;

type Decoder = (text: string) => string;

/**
 * All readings of a text: as it is, and decoded again and again, in any order of encodings, until
 * nothing new comes out.
 *
 * @returns undefined if it still changes after eight rounds, or grows beyond reason
 */
export function readingsOf(text: string): string[] | undefined {
	return closure(text, [join, unescape, unquote, stripTags, repair, base64, hex, numbers]);
}

/** A secret's own readings: one that holds `%41` or `<b>` loses it where a text is decoded. */
export function plainReadingsOf(secret: string): string[] {
	return closure(secret, [unescape, stripTags], Infinity) ?? [secret];
}

function closure(text: string, decoders: Decoder[], limit = MAX_DECODED): string[] | undefined {
	const readings = new Set([text]);
	let latest = [text];
	let length = text.length;
	for (let round = 0; latest.length > 0; round += 1) {
		if (round === MAX_ROUNDS || length > limit) return undefined;
		const decoded = latest.flatMap((reading) => decoders.map((decode) => decode(reading)));
		latest = [...new Set(decoded)].filter((next) => next !== '' && !readings.has(next));
		for (const next of latest) readings.add(next);
		length += latest.join('').length;
	}
	return [...readings];
}

/** An encoding may be broken into lines. */
function join(text: string): string {
	return text.replace(/[\s\p{Cc}\p{Cf}]+/gu, '');
}

const ESCAPES = new RegExp(
	[
		'(?:%[0-9a-f]{2})+|%u[0-9a-f]{4}',
		'&#x[0-9a-f]{1,6};?|&#\\d{1,7};?|&(?:lt|gt|quot|apos|amp);?|&[a-z][a-z\\d]{1,30};',
		'\\\\u\\{[0-9a-f]{1,6}\\}|\\\\u[0-9a-f]{4}|\\\\x[0-9a-f]{2}|\\\\00[0-9a-f]{4}|\\\\[0-7]{1,3}|\\\\.',
	].join('|'),
	'gis',
);

/** Percent-encoding, HTML entities, and the escapes of JSON, JavaScript, CSS and C. */
function unescape(text: string): string {
	return text.replace(ESCAPES, (escape) => {
		const digits = escape.replace(/^[%&#\\]+[ux]?\{?|[;}]$/gi, '');
		if (/^(?:%u|&#x|\\[ux].|\\00....$)/i.test(escape)) return character(parseInt(digits, 16));
		if (escape.startsWith('&#')) return character(parseInt(digits, 10));
		if (/^\\[0-7]/.test(escape)) return character(parseInt(digits, 8));
		if (escape.startsWith('%')) return fromBytes(Buffer.from(escape.replaceAll('%', ''), 'hex'));
		if (escape.startsWith('&')) return entity(escape.replace(/^&|;$/g, ''));
		return /[nrtbfv]/.test(escape) ? ' ' : escape.slice(1);
	});
}

const NAMED: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** Of a letter with an accent the letter; other names are those of signs, which a search ignores. */
function entity(name: string): string {
	const letter =
		/^([a-z])(?:uml|acute|grave|circ|tilde|cedil|ring|caron|slash)$|^(sz|ae)lig$/i.exec(name);
	return (
		NAMED[name.toLowerCase()] ?? letter?.[1] ?? (letter?.[2] === 'sz' ? 'ß' : (letter?.[2] ?? ''))
	);
}

function character(code: number): string {
	return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/** Bytes as UTF-8, or, if they are none, in the Latin alphabet's older encoding. */
function fromBytes(bytes: Buffer): string {
	const text = bytes.toString();
	return text.includes('\ufffd') ? bytes.toString('latin1') : text;
}

/** Quoted-printable (RFC 2045 section 6.7), with line breaks or with spaces in their place. */
function unquote(text: string): string {
	return text
		.replace(/=\s+/g, '')
		.replace(/(?:=[0-9A-F]{2})+/g, (run) => fromBytes(Buffer.from(run.replaceAll('=', ''), 'hex')));
}

function stripTags(text: string): string {
	return text.replace(/<[a-z!/][^<>]{0,300}>/gi, '');
}

/** Windows-1252 from 0x80 on, where it is not Latin 1; five of its places are empty. */
const WINDOWS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** UTF-8 that somebody has read as Latin 1 or Windows-1252. */
function repair(text: string): string {
	if (!/[Â-ô]/.test(text)) return text;
	const latin = text.replace(/[\u0152-\u2122]/g, (sign) => {
		const place = WINDOWS.indexOf(sign);
		return place < 0 ? sign : character(0x80 + place);
	});
	return latin.replace(/[\u00c2-\u00f4][\u0080-\u00bf]+/g, (run) =>
		Buffer.from(run, 'latin1').toString(),
	);
}

/** Base64 may start anywhere in a run of letters. */
function base64(text: string): string {
	const runs = text.match(/[\w+/-]{6,}/g) ?? [];
	return lines(
		runs.flatMap((run) =>
			[0, 1, 2, 3].map((start) => readable(Buffer.from(run.slice(start), 'base64'))),
		),
	);
}

/** Hexadecimal bytes in one run, or with `0x`, colons, commas or spaces between. */
function hex(text: string): string {
	const runs = text.match(/(?:(?:0x|\\x)?[0-9a-f]{2}[\s:,;.-]{0,2}){4,}/gi) ?? [];
	return lines(
		runs.flatMap((run) => {
			const digits = run.replace(/0x|[^0-9a-f]/gi, '');
			return [0, 1].map((start) => readable(Buffer.from(digits.slice(start), 'hex')));
		}),
	);
}

/** Character codes, one number each: decimal, octal or binary. */
function numbers(text: string): string {
	const runs = text.match(/\d{2,8}(?:[\s,;:.-]{1,3}\d{2,8}){3,}/g) ?? [];
	return lines(
		runs.flatMap((run) => {
			const codes = run.match(/\d+/g) ?? [];
			const read = (base: number) => codes.map((code) => character(parseInt(code, base) || 0));
			return [2, 8, 10].map((base) => read(base).join(''));
		}),
	);
}

/** What is text in decoded bytes; UTF-16 has a zero beside each letter. */
function readable(bytes: Buffer): string {
	const text = bytes.toString().replaceAll('\0', '');
	return lines(text.match(/[^\p{Cc}\p{Cf}\p{Cn}\p{Co}\ufffd]{4,}/gu) ?? []);
}

const lines = (texts: string[]) => texts.filter((text) => text !== '').join('\n');
