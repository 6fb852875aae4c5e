/** Writes a text down in another way. */
export type Write = (text: string) => string;

export const url: Write = encodeURIComponent;
export const form: Write = (text) => new URLSearchParams({ '': text }).toString().slice(1);
export const json: Write = (text) => JSON.stringify(text).slice(1, -1);
export const base64: Write = (text) => Buffer.from(text).toString('base64');
export const hex: Write = (text) => Buffer.from(text).toString('hex');
export const sql: Write = (text) => text.replace(/['"]/g, '$&$&');

const NAMES: Record<string, string> = {
	...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', ö: '&ouml;' },
};
export const html: Write = (text) => text.replace(/[&<>"'ö]/g, (sign) => NAMES[sign]);

/** The bytes of a text in UTF-8. */
export const bytes = (text: string) => [...Buffer.from(text)];

/** The character codes of a text in UTF-16. */
export const units = (text: string) =>
	Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));

/** A number in another base, filled up with zeros. */
export const digits = (number: number, base: number, length: number) =>
	number.toString(base).padStart(length, '0');

/** Each character by its code. */
export const each =
	(write: (code: number) => string): Write =>
	(text) =>
		[...text].map((sign) => write(sign.codePointAt(0) ?? 0)).join('');

export const decimal = each((code) => `&#${code};`);
export const hexadecimal = each((code) => `&#x${code.toString(16)};`);
export const escaped: Write = (text) =>
	units(text)
		.map((unit) => `\\u${digits(unit, 16, 4)}`)
		.join('');

/** Each byte, with something before and between. */
export const eachByte =
	(write: (byte: number) => string, separator = ''): Write =>
	(text) =>
		bytes(text).map(write).join(separator);

/** The part between two shares of the length. */
export const part =
	(from: number, to: number): Write =>
	(text) =>
		text.slice(Math.floor(text.length * from), Math.ceil(text.length * to));

/** A sign between all characters. */
export const between =
	(sign: string): Write =>
	(text) =>
		[...text].join(sign);

/** RFC 2045 section 6.7, in short lines. */
export const quotedPrintable: Write = (text) =>
	eachByte((byte) =>
		byte > 126 || byte === 61 ? `=${digits(byte, 16, 2).toUpperCase()}` : String.fromCharCode(byte),
	)(text).replace(/.{12}(?=.)/g, (line) => (/=.?$/.test(line) ? line : `${line}=\n`));
