import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { basic } from '../../../../core/request/clientAuthentication';
import { redact } from '../../../../core/response/redact';
import { likely } from './likely';
import { reaches, secrets, sentences } from './secrets';
import { known, serverTexts } from './serverTexts';
import * as writing from './write';

const all = Object.values(secrets);
const MAX_SPOILT = 2;

describe('a secret does not reach the message, whichever way a server writes it', () => {
	it.each(likely)('%s', (_, write) => {
		const leaking = Object.entries(secrets).filter(([, secret]) =>
			sentences.some((say) => reaches(write(secret), redact(say(write(secret)), [secret]))),
		);
		expect(leaking.map(([name]) => name)).toEqual([]);
	});

	it('or it would be noticed', () => {
		expect(reaches('Tq8Zr41kVnB6yW3c', sentences[1]('Tq8Zr41kVnB6yW3c'))).toBe(true);
		expect(reaches('another-secret', sentences[1]('Tq8Zr41kVnB6yW3c'))).toBe(false);
	});

	it.each(['client', 'client1', 'client12'])('in the Basic header sent for %s', (id) => {
		const header = basic(id, 'p@ss:w&rd 100%');
		expect(redact(`You sent ${header} to us`, ['p@ss:w&rd 100%'])).toBe('');
	});
});

it('what servers say otherwise stays, but for a page that is never quoted', () => {
	const spoilt = serverTexts.filter(([, text]) =>
		[[], all, ...all.map((secret) => [secret])].some((sent) => redact(text, sent, known) !== text),
	);
	expect(spoilt.map(([server]) => server).slice(MAX_SPOILT)).toEqual([]);
});

describe('a text that may reveal a secret is dropped', () => {
	const LONG = `${'Abc-7.'.repeat(20)}${'x9'.repeat(6)}`;

	it.each([
		['all of it', 'You sent Tq8Zr41kVnB6', 'Tq8Zr41kVnB6'],
		['half of it', 'It begins with Tq8Zr4', 'Tq8Zr41kVnB6'],
		['12 characters of a long one', 'It ends with x9x9x9x9x9x9', LONG],
		['one that is a word of the text', 'Invalid username or password', 'Password'],
		['a short one', 'The code 123 is wrong', '123'],
		['half a surrogate pair', 'No: pass\ud800word', 'pass\ud800word'],
	])('%s', (_, text, secret) => {
		expect(redact(text, [secret])).toBe('');
	});

	it.each([
		['an entity', 'Wrong p&auml;ssword'],
		['a percent code', 'Wrong p%C3%A4ssword'],
		['UTF-8 read as Latin 1', 'Wrong pÃ¤ssword'],
	])('%s, whatever is behind it', (_, text) => {
		expect(redact(text, [])).toBe('');
	});

	it.each([
		['less than half of a secret', 'It begins with Tq8Zr', 'Tq8Zr41kVnB6'],
		['a word that a secret begins with', 'Invalid username or password', 'Password1234!'],
	])('but not for %s', (_, text, secret) => {
		expect(redact(text, [secret])).toBe(text);
	});
});

describe('what looks like a token may be one that was just issued', () => {
	const host = 'a1b2c3d4e5f6a7b8.westeurope.azurecontainerapps.example';
	const hex = '3f2cdeadbeef1234567890abcdefabcd';
	const jwt = `eyJhbGciOiJIUzI1NiJ9.${Buffer.from('{"sub":"sonia","n":42}').toString('base64url')}.Xz8RkW0vTfYb2LhN6mPcq1`;

	it.each([
		['hexadecimal', `Issued ${hex}.`, 'Issued ***.'],
		['a JWT', `Bearer ${jwt}`, 'Bearer ***'],
		['base64', 'token=q1+Xz/8RkW0vTfYb2LhN6mPc== ', 'token=***'],
		[
			'in a URL',
			`https://a.example/cb?code=${hex}&state=1`,
			'https://a.example/cb?code=***&state=1',
		],
		['groups', 'A1B2C-D3E4F-G5H6J-K7L8M-N9P0Q', '***'],
		['a UUID', '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9', '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9'],
		['the id of a request', `Request-Id: ${hex}`, `Request-Id: ${hex}`],
		['a host', `No ${host}:443 or https://${host}/`, `No ${host}:443 or https://${host}/`],
		['a shorter run', 'See case 2031-05-01-abcdef', 'See case 2031-05-01-abcdef'],
	])('%s', (_, text, shown) => {
		expect(redact(text, [])).toBe(shown);
	});

	it('stays if it is known to be no secret, but not if a secret is in it', () => {
		const url = `https://auth.example/${hex}?key=7-url-secret`;
		expect(redact(`Client ${hex}`, [], [hex])).toBe(`Client ${hex}`);
		expect(redact(`POST ${url}`, ['7-url-secret'], [url])).toBe('');
		expect(redact(`Client acme/${hex}`, [], [hex])).toBe(`Client acme/${hex}`);
		expect(redact('No key 7-url-sec', ['7-url-secret'], [url])).toBe('');
		expect(redact(`Client ${hex}`, [hex], [hex])).toBe('');
	});

	it('a known value may be the beginning of a secret', () => {
		const secrets = ['partner-portal-7Zr41kV'];
		expect(redact('No client portal-x', secrets)).toBe('No client portal-x');
		expect(redact('No client partner-portal', secrets)).toBe('');
		expect(redact('No client partner-portal', secrets, ['partner-portal'])).toContain('portal');
	});
});

describe('the text is fit to be shown', () => {
	it.each([
		['line breaks become spaces', 'one\r\ntwo\n\nthree', 'one two three'],
		['control characters go', 'a\u0000b\u001b[31mc\u007fd', 'a b [31mc d'],
		['characters that turn the writing direction go', 'a\u202eb\u2066c', 'a b c'],
		['zero-width characters go', 'a\u200bb\ufeffc', 'a b c'],
		['half a character is replaced', 'a\ud800b', 'a\ufffdb'],
		['301 are cut', 'x'.repeat(301), `${'x'.repeat(299)}…`],
		['an emoji is not cut in half', '😀'.repeat(400), `${'😀'.repeat(299)}…`],
	])('%s', (_, text, shown) => {
		expect(redact(text, [])).toBe(shown);
	});

	it('a secret that would be cut off counts all the same', () => {
		expect(redact(`${'x'.repeat(290)}7-secret-word`, ['7-secret-word'])).toBe('');
	});

	it.each([
		...['%25', '\\', '&#38;', '<a', '\ufdfa', '11 ', 'a.'],
		...['https://', '=41', 'QUFB', 'Ã©', '"'],
	])('a mebibyte of %s is no obstacle', (piece) => {
		const text = piece.repeat(2 ** 20 / piece.length);
		expect(
			[...redact(text, [piece.repeat(5000), 'p:%+&= é/ö"\\ß?>~word'])].length,
		).toBeLessThanOrEqual(300);
	});
});

describe('whatever the text and the secrets', () => {
	const sign = fc.constantFrom(...' "\'\\/:;,.?#@%&=+<>[]{}()|$-_~*äß€😀ж密'.match(/./gu)!);
	const letter = fc.constantFrom(...'abcxyzABCXYZ0123456789');
	const odd = fc
		.string({ unit: fc.oneof(sign, letter), minLength: 8, maxLength: 24 })
		.filter((text) => /^\S.*\S$/.test(text));
	const { base64, decimal, escaped, form, hex, html, json, sql, url } = writing;
	const write = fc.constantFrom(base64, decimal, escaped, form, hex, html, json, sql, url);

	it('a secret does not, encoded up to three times', () => {
		const writes = fc.array(write, { maxLength: 3 });
		fc.assert(
			fc.property(odd, writes, fc.constantFrom(...sentences), (hidden, encodings, say) => {
				const written = encodings.reduce((text, encode) => encode(text), hidden);
				expect(reaches(written, redact(say(written), [hidden]))).toBe(false);
			}),
			{ numRuns: 1000 },
		);
	});
});
