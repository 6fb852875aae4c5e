import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { createCodes } from '../../../core/request/oneTimeCode';
import { noteServerTime } from '../../../core/request/serverClock';

const url = new URL('https://auth.example/token');
const SECRETS = {
	sha1: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
	sha256: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA',
	sha512:
		'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNA',
};
const six = { parameter: 'totp', secret: SECRETS.sha1, digits: 6, period: 30, algorithm: 'sha1' };
const eight = { ...six, digits: 8 };

/** Sets the machine's clock, in seconds since 1970. */
const at = (seconds: number) => jest.spyOn(Date, 'now').mockReturnValue(seconds * 1000);
afterEach(() => void jest.restoreAllMocks());

describe('the codes of RFC 6238, appendix B', () => {
	it.each<[seconds: number, algorithm: keyof typeof SECRETS, code: string]>([
		[59, 'sha1', '94287082'],
		[59, 'sha256', '46119246'],
		[59, 'sha512', '90693936'],
		[1111111109, 'sha1', '07081804'],
		[1111111111, 'sha1', '14050471'],
		[1234567890, 'sha256', '91819424'],
		[2000000000, 'sha512', '38618901'],
		[20000000000, 'sha1', '65353130'],
	])('at %i by %s: %s', (seconds, algorithm, code) => {
		at(seconds);
		expect(createCodes({ ...eight, algorithm, secret: SECRETS[algorithm] }, url).take()).toBe(code);
	});

	it('with six digits are their last six', () => {
		at(1111111109);
		expect(createCodes(six, url).take()).toBe('081804');
	});

	it('change with the period', () => {
		at(119);
		expect(createCodes({ ...eight, period: 60 }, url).take()).toBe('94287082');
	});
});

describe('a code that was sent', () => {
	const secretOf = (letter: string) => ({ ...six, secret: letter.repeat(16) });

	it.each([
		[10, 25_000],
		[29, 6_000],
		[30, 5_000],
		[34, 1_000],
		[35, 0],
		[-30, 0],
	])('at 0 is waited for at %i s: %i ms', (seconds, wait) => {
		const codes = createCodes(secretOf('A'), url);
		at(3_000_000_000 + 0);
		codes.take();
		at(3_000_000_000 + seconds);
		expect(codes.wait()).toBe(wait);
		expect(wait).toBeLessThanOrEqual(codes.longest);
	});

	it('is so for every credential with its secret, and for no other', () => {
		at(3_000_000_000);
		createCodes(secretOf('B'), url).take();
		const other = new URL('https://api.example/login');
		expect(createCodes({ ...secretOf('B'), digits: 8 }, other).wait()).toBe(35_000);
		expect(createCodes(secretOf('C'), url).wait()).toBe(0);
	});

	it('is another one by the clock of a server that is in another step', () => {
		const late = new URL('https://late.example/token');
		const codes = createCodes(secretOf('D'), late);
		at(3_000_000_010);
		const first = codes.take();
		noteServerTime(late, Date.now() - 60_000);
		expect(codes.wait()).toBe(0);
		expect(codes.take()).not.toBe(first);
		noteServerTime(late, Date.now());
		expect(codes.wait()).toBe(25_000);
	});

	it('is forgotten only once a thousand other secrets were used', () => {
		at(3_000_000_000);
		const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
		const of = (index: number) =>
			createCodes({ ...six, secret: `E${letters[index >> 5]}${letters[index & 31]}AAAAA` }, url);
		for (let index = 0; index < 1000; index++) of(index).take();
		expect(of(0).wait()).toBe(35_000);
		of(1000).take();
		expect(of(0).wait()).toBe(0);
	});

	it('may be of a time before 1970, if the server says so', () => {
		at(-86_400);
		expect(createCodes(six, url).take()).toMatch(/^\d{6}$/);
	});
});
