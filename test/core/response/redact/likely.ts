import * as writing from './write';
import type { Write } from './write';

const { base64, digits, form, hex, html, json, part, url } = writing;

/** Spellings of a secret that software makes by itself; redact.test.ts also puts them together. */
export const likely: Array<[string, Write]> = [
	['as it is', (text) => text],
	['upper case', (text) => text.toUpperCase()],
	['lower case', (text) => text.toLowerCase()],
	['URL-encoded', url],
	['URL-encoded in full', writing.eachByte((byte) => `%${digits(byte, 16, 2)}`)],
	['form-encoded', form],
	['HTML, named', html],
	['HTML, decimal', writing.decimal],
	['HTML, hexadecimal', writing.hexadecimal],
	['JSON', json],
	[
		'JSON as PHP has it',
		(text) =>
			json(text)
				.replace(/[^ -~]/g, writing.escaped)
				.replaceAll('/', '\\/'),
	],
	['\\u escapes', writing.escaped],
	['\\x escapes', writing.eachByte((byte) => `\\x${digits(byte, 16, 2)}`)],
	['base64', base64],
	['base64 for URLs', (text) => Buffer.from(text).toString('base64url')],
	['base64 of id:secret', (text) => base64(`client:${text}`)],
	['base64 of encoded id:secret', (text) => base64(`my%20client:${form(text)}`)],
	['base64 of JSON', (text) => base64(JSON.stringify({ user: 'sonia', password: text }))],
	['base64 in lines', (text) => base64(text).replace(/.{8}/g, '$&\r\n')],
	['hexadecimal', hex],
	['SQL, doubled quotes', writing.sql],
	['SQL, backslashes', (text) => text.replace(/['"\\]/g, '\\$&')],
	['every sign behind a backslash', (text) => text.replace(/[^\w\s]/g, '\\$&')],
	['quoted-printable', writing.quotedPrintable],
	['zero-width space between', writing.between('\u200b')],
	['soft hyphens between', writing.between('\u00ad')],
	['<wbr> between', (text) => text.replace(/.{4}/gu, '$&<wbr>')],
	['spaces between', writing.between(' ')],
	['wrapped in lines', (text) => text.replace(/.{5}/gu, '$&\n    ')],
	['white space collapsed', (text) => text.replace(/\s+/g, ' ')],
	['first three quarters', part(0, 0.75)],
	['last three quarters', part(0.25, 1)],
	['middle half', part(0.25, 0.75)],
	['two halves in two places', (text) => `${part(0, 0.5)(text)}" and "${part(0.5, 1)(text)}`],
	['Unicode decomposed', (text) => text.normalize('NFD')],
	['UTF-8 read as Latin 1', (text) => Buffer.from(text).toString('latin1')],
	[
		'UTF-8 read as Windows-1252',
		(text) => new TextDecoder('windows-1252').decode(Buffer.from(text)),
	],
	['accents dropped', (text) => text.normalize('NFD').replace(/\p{M}/gu, '')],
];
