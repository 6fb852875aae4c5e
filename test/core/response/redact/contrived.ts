import * as writing from './write';
import type { Write } from './write';

const { base64, digits, eachByte, hex } = writing;

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ROT13 = 'nopqrstuvwxyzabcdefghijklmNOPQRSTUVWXYZABCDEFGHIJKLM';
const ATBASH = 'zyxwvutsrqponmlkjihgfedcbaZYXWVUTSRQPONMLKJIHGFEDCBA';

const fullWidth = (code: number) => (code > 32 && code < 127 ? code + 0xfee0 : code);

/** Spellings of a secret that somebody has to make on purpose. */
export const contrived: Array<[string, Write]> = [
	['full width', writing.each((code) => String.fromCodePoint(fullWidth(code)))],
	['hexadecimal with colons', (text) => hex(text).replace(/..(?=.)/g, '$&:')],
	['hexadecimal with 0x', eachByte((byte) => `0x${digits(byte, 16, 2)}`, ', ')],
	['hexadecimal with spaces', (text) => hex(text).replace(/..(?=.)/g, '$& ')],
	['UTF-16, hexadecimal', (text) => Buffer.from(text, 'utf16le').toString('hex')],
	['UTF-16, base64', (text) => Buffer.from(text, 'utf16le').toString('base64')],
	['base64 of hexadecimal', (text) => base64(hex(text))],
	['hexadecimal of base64', (text) => hex(base64(text))],
	['base64 three times', (text) => base64(base64(base64(text)))],
	['CSS escapes', writing.each((code) => `\\${digits(code, 16, 6)}`)],
	['octal escapes', eachByte((byte) => `\\${digits(byte, 8, 3)}`)],
	['octal', eachByte((byte) => digits(byte, 8, 3), ' ')],
	['character codes', (text) => writing.units(text).join(', ')],
	['bytes as a list', (text) => JSON.stringify(writing.bytes(text))],
	['binary', eachByte((byte) => digits(byte, 2, 8), ' ')],
	['reversed', (text) => [...text].reverse().join('')],
	['rot13', writing.swap(LETTERS, ROT13)],
	['dots between', writing.between('.')],
	['hyphens between', writing.between('-')],
	['accents on every letter', writing.between('\u0301')],
	['leetspeak', writing.swap('aeiostAEIOST', '431057431057')],
	['base32', writing.base32],
	['every letter twice', (text) => [...text].map((sign) => sign + sign).join('')],
	['an x between', writing.between('x')],
	['Cyrillic look-alikes', writing.swap('aceopxyACEOPXTHKMB', 'асеорхуАСЕОРХТНКМВ')],
	['a spelling alphabet', (text) => [...text].map((sign) => `${sign} as in ${sign}x`).join(', ')],
	['the alphabet backwards', writing.swap(LETTERS, ATBASH)],
];
