import { describe, expect, it } from '@jest/globals';
import { basic } from '../../../core/request/clientAuthentication';
import { redact } from '../../../core/response/redact';

const secret = 'p:%+&= é/ö"\\ß?>~word';

describe('a secret is masked however a server spells it', () => {
	const base64 = Buffer.from(secret).toString('base64');
	const pair = Buffer.from(`client:${secret}`).toString('base64');

	it.each([
		['as it is', secret],
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

	it.each([
		['client', 'p@ss:w&rd 100%'],
		['client1', 'p@ss:w&rd 100%'],
		['client12', 'p@ss:w&rd 100%'],
		['a', 'p:&%'],
	])('in the Basic header that is sent for %s and %s', (id, special) => {
		const header = basic(id, special);
		const shown = redact(`You sent ${header} to us`, [special]);
		expect(shown).toMatch(/^You sent Basic \S*\*\*\*\S* to us$/);
		expect(shown).not.toContain(header.slice(-8, -4));
	});

	it('every time it occurs', () => {
		expect(redact('abcd, abcd and abcd', ['abcd'])).toBe('***, *** and ***');
	});

	it('the longest secret first, so that none is left in part', () => {
		expect(redact('secret-and-more', ['secret', 'secret-and-more'])).toBe('***');
		expect(redact('secret-and-more', ['secret-and-more', 'secret'])).toBe('***');
	});
});

describe('a text that still holds a secret once decoded is dropped', () => {
	it.each([
		['HTML entities', 'p&auml;ss: s&#101;cret-w&#x6f;rd', 'secret-word'],
		['named entities', 'a&lt;b&gt;c&amp;d', 'a<b>c&d'],
		['JSON escapes of letters', 's\\u0065cret-word', 'secret-word'],
		['escaped slashes', 'a\\/secret\\/b', 'a/secret/b'],
		['partly percent-encoded', 's%65cret-word', 'secret-word'],
		['plus for some of the spaces', 'a secret+with+spaces', 'a secret with spaces'],
	])('%s', (_, text, hidden) => {
		expect(redact(text, [hidden])).toBe('');
	});
});

describe('a short secret', () => {
	it('drops the whole text, because masking it would show where it is', () => {
		expect(redact('You sent abc', ['abc'])).toBe('');
		expect(redact('You sent nothing', ['xyz'])).toBe('You sent nothing');
	});
});

describe('a long run of characters with a digit may be a token', () => {
	it.each([
		['a token', 'TokenSet 3f2cdeadbeef12345678 to you', 'TokenSet *** to you'],
		['a code of the standard', 'unsupported_grant_type', 'unsupported_grant_type'],
		['a shorter run', 'See case 2031-05-01-abcdef', 'See case 2031-05-01-abcdef'],
	])('%s', (_, text, shown) => {
		expect(redact(text, [])).toBe(shown);
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
		['300 characters stay', 'x'.repeat(300), 'x'.repeat(300)],
		['301 are cut', 'x'.repeat(301), `${'x'.repeat(299)}…`],
		['an emoji is not cut in half', '😀'.repeat(400), `${'😀'.repeat(299)}…`],
	])('%s', (_, text, shown) => {
		expect(redact(text, [])).toBe(shown);
	});

	it('the secret is masked before the text is cut, so no half of it is left', () => {
		const shown = redact(`${'x'.repeat(290)}secret-word`, ['secret-word']);
		expect(shown).toBe(`${'x'.repeat(290)}***`);
	});

	it('a secret with half a character in it, as a wrong paste gives it, is no obstacle', () => {
		expect(redact('Wrong login', ['pass\ud800word'])).toBe('Wrong login');
	});
});
