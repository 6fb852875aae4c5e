import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { basic } from '../../../../core/request/clientAuthentication';
import { redact } from '../../../../core/response/redact/redact';
import { reaches, sentences } from './secrets';
import * as writing from './write';

const secret = 'p:%+&= é/ö"\\ß?>~word';

describe('a secret is masked in the spellings of every day', () => {
	const base64 = Buffer.from(secret).toString('base64');
	const pair = Buffer.from(`client:${secret}`).toString('base64');

	it.each([
		['as it is', secret],
		['in capitals', secret.replace('word', 'WORD')],
		['percent-encoded', encodeURIComponent(secret)],
		['percent-encoded in small letters', encodeURIComponent(secret).toLowerCase()],
		['form-encoded', new URLSearchParams([['', secret]]).toString().slice(1)],
		['as JSON', JSON.stringify(secret).slice(1, -1)],
		['as base64', base64],
		['as base64 for URLs', Buffer.from(secret).toString('base64url')],
		['in the id:secret pair of Basic', pair],
		['in a pair that starts one byte later', Buffer.from(`client1:${secret}`).toString('base64')],
		['in a pair that starts two bytes later', Buffer.from(`client12:${secret}`).toString('base64')],
		['in a pair with something behind it', Buffer.from(`a:${secret}:b`).toString('base64')],
	])('%s', (_, spelling) => {
		const shown = redact(`You sent >>${spelling}<< to us`, [secret]);
		expect(shown).toContain('***');
		for (const part of [spelling, secret, base64.slice(4, -4)]) expect(shown).not.toContain(part);
	});

	it.each(['client', 'client1', 'client12'])('in the Basic header sent for %s', (id) => {
		const header = basic(id, 'p@ss:w&rd 100%');
		const shown = redact(`You sent ${header} to us`, ['p@ss:w&rd 100%']);
		expect(shown).toMatch(/^You sent Basic \S*\*\*\*\S* to us$/);
		expect(shown).not.toContain(header.slice(-8, -4));
	});

	it('every time it occurs', () => {
		expect(redact('k7-abcd-xyz, K7-ABCD-XYZ', ['k7-abcd-xyz'])).toBe('***, ***');
	});

	it('the longest secret first, so that none is left in part', () => {
		const [short, long] = ['7th-secret', '7th-secret-and-more'];
		expect(redact(long, [short, long])).toBe('***');
		expect(redact(long, [long, short])).toBe('***');
	});
});

describe('a text that reveals a secret to whoever decodes it is dropped', () => {
	it.each([
		['HTML entities', 'p&auml;ss: s&#101;cret-w&#x6f;rd', 'secret-word'],
		['named entities', 'a&lt;b&gt;c&amp;d', 'a<b>c&d'],
		['JSON escapes of letters', 's\\u0065cret-word', 'secret-word'],
		['escapes of old servers', 's%u0065cret', 'secret'],
		['names of signs', 'Kx12&commat;7&percnt;vQ', 'Kx12@7%vQ'],
		['escaped slashes', 'a\\/secret\\/b', 'a/secret/b'],
		['partly percent-encoded', 's%65cret-word', 'secret-word'],
		['plus for some of the spaces', 'a secret+with+spaces', 'a secret with spaces'],
		['one of seven characters in base64', 'Basic Y2xpZW50OmFiYzQ1Njc=', 'abc4567'],
		['all but four bits of one in base64', 'Basic acTlrV', 'Zq9kW'],
		['a short one with an escape in it', 'a%41&lt;', 'a%41<'],
		['one with an escape in it', 'a%2541b%25%2534%2532&lt;z', 'a%41b%42<z'],
		['one that a reader has taken the tags from', 'ac&def', 'a<b>c&def'],
	])('%s', (_, text, hidden) => {
		expect(redact(text, [hidden])).toBe('');
	});

	it.each([
		['half of it', 'It begins with Tq8Zr4', ''],
		['less than half', 'It begins with Tq8Zr', 'It begins with Tq8Zr'],
		['12 characters of a long one', `It ends with ${'x9'.repeat(6)}`, ''],
	])('%s', (_, text, shown) => {
		expect(redact(text, ['Tq8Zr41kVnB6', `${'Abc-7.'.repeat(20)}${'x9'.repeat(6)}`])).toBe(shown);
	});

	it('half of it, if most of it is signs', () => {
		expect(redact('It begins with aB3_.-+x', ['aB3_.-+x9_.-+kQ'])).toBe('');
	});

	it('so is one that is still encoded after eight rounds', () => {
		expect(redact(`a &${'amp;'.repeat(6)} b`, [])).not.toBe('');
		expect(redact(`a &${'amp;'.repeat(9)} b`, [])).toBe('');
	});
});

describe('a secret that may stand in a text by chance', () => {
	const text = 'Invalid username, password or client-secret; test the user until 2026-11-24';

	it.each([
		...[
			'password',
			'user',
			'test',
			'invalid',
			'Invalid',
			'username',
			'client-secret',
			'2026-11-24',
		],
		...['password or', 'client', 'abc'],
	])('%s: leaves nothing of the text, so that no gap shows the word', (word) => {
		const shown = redact(text, [word]);
		expect(['', text]).toContain(shown);
		expect(shown === '').toBe(text.toLowerCase().includes(word.toLowerCase()));
	});

	it('as a part of it leaves the text alone, which says the same whatever the secret', () => {
		expect(redact(text, ['Password1234!', 'my-client-secret-7', 'User2026', 'Xk!w2026'])).toBe(
			text,
		);
	});

	it('is shown neither masked nor at all, in any text', () => {
		const words = fc.array(fc.constantFrom(...text.split(/\W+/), 'Kennwort', 'falsch', 'пароль'));
		fc.assert(
			fc.property(words, fc.constantFrom('password', 'user', 'falsch', 'пароль'), (said, word) => {
				const plain = said.join(' ');
				expect(['', redact(plain, [])]).toContain(redact(plain, [word]));
			}),
		);
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
		['letters only', 'qWeRtZuIoPaSdFgHjKlYxC', '***'],
		['groups', 'A1B2C-D3E4F-G5H6J-K7L8M-N9P0Q', '***'],
		['a UUID', '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9', '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9'],
		['the id of a request', `Request-Id: ${hex}`, `Request-Id: ${hex}`],
		['a host', `No ${host}:443 or https://${host}/`, `No ${host}:443 or https://${host}/`],
		['a code of the standard', 'unsupported_grant_type', 'unsupported_grant_type'],
		['a shorter run', 'See case 2031-05-01-abcdef', 'See case 2031-05-01-abcdef'],
	])('%s', (_, text, shown) => {
		expect(redact(text, [])).toBe(shown);
	});

	it('stays if it is known to be no secret, but not if a secret is in it', () => {
		const url = `https://auth.example/${hex}?key=7-url-secret`;
		expect(redact(`Client ${hex}`, [], [hex])).toBe(`Client ${hex}`);
		expect(redact(`POST ${url}`, ['7-url-secret'], [url])).toMatch(/\?key=\*\*\*$/);
		expect(redact(`Client acme/${hex}`, [], [hex])).toBe(`Client acme/${hex}`);
		expect(redact('No key 7-url-sec', ['7-url-secret'], [url])).toBe('');
		expect(redact(`Client ${hex}`, [hex], [hex])).toBe('Client ***');
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
		['white space at both ends goes', '  a  ', 'a'],
		['nothing stays nothing', '', ''],
		['half a character is replaced', 'a\ud800b', 'a\ufffdb'],
		['300 characters stay', 'x'.repeat(300), 'x'.repeat(300)],
		['301 are cut', 'x'.repeat(301), `${'x'.repeat(299)}…`],
		['an emoji is not cut in half', '😀'.repeat(400), `${'😀'.repeat(299)}…`],
		['tags stay text', '<strong>Error:</strong> wrong', '<strong>Error:</strong> wrong'],
	])('%s', (_, text, shown) => {
		expect(redact(text, [])).toBe(shown);
	});

	it('the secret is masked before the text is cut, so no half of it is left', () => {
		const shown = redact(`${'x'.repeat(290)}7-secret-word`, ['7-secret-word']);
		expect(shown).toBe(`${'x'.repeat(290)}***`);
	});

	it('a secret with half a character in it, as a wrong paste gives it, is no obstacle', () => {
		expect(redact('Wrong login', ['pass\ud800word'])).toBe('Wrong login');
		expect(redact('No: pass\ud800word', ['pass\ud800word'])).toBe('');
	});

	it.each([
		'%25',
		'\\',
		'&#38;',
		'<a',
		'\ufdfa',
		'11 ',
		'a.',
		'https://',
		'=41',
		'QUFB',
		'Ã©',
		'"',
	])('a mebibyte of %s is no obstacle', (piece) => {
		const text = piece.repeat(2 ** 20 / piece.length);
		expect([...redact(text, [secret, piece.repeat(5000)])].length).toBeLessThanOrEqual(300);
	});
});

describe('whatever the text and the secrets', () => {
	const any = fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) });
	const sign = fc.constantFrom(...' "\'\\/:;,.?#@%&=+<>[]{}()|$-_~*äß€😀ж密'.match(/./gu)!);
	const letter = fc.constantFrom(...'abcxyzABCXYZ0123456789');
	const odd = fc
		.string({ unit: fc.oneof(sign, letter), minLength: 8, maxLength: 24 })
		.filter((text) => /^\S.*\S$/.test(text));
	const { base64, decimal, escaped, form, hex, html, json, sql, url } = writing;
	const write = fc.constantFrom(base64, decimal, escaped, form, hex, html, json, sql, url);

	it('a line of at most 300 visible characters comes out', () => {
		fc.assert(
			fc.property(any, fc.array(any), fc.array(any), (text, secrets, known) => {
				const shown = redact(text, secrets, known);
				expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]|^\s|\s$|\s\s/u);
				expect([...shown].length).toBeLessThanOrEqual(300);
			}),
		);
	});

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
