import { describe, expect, it } from '@jest/globals';
import { bearer, type Placement } from '../../../core/provider';
import { readyToken, withToken } from '../../../core/n8n/putToken';

const header = (name: string, value = '{token}'): Placement => ({ in: 'header', name, value });
const sid: Placement = { in: 'cookie', name: 'sid', value: '{token}' };
const abc = { accessToken: 'abc' };
const query: Placement = { in: 'query', name: 'access_token', value: '{token}' };

describe('a token in a header', () => {
	it.each<[string, Placement, object]>([
		['as a Bearer token', bearer, { Authorization: 'Bearer abc' }],
		[
			'with another scheme',
			header('Authorization', 'Token {token}'),
			{ Authorization: 'Token abc' },
		],
		['of another name', header('X-Auth-Token'), { 'X-Auth-Token': 'abc' }],
		['that is a cookie', sid, { Cookie: 'sid=abc' }],
	])('%s', (_, placement, headers) => {
		expect(readyToken([placement], abc).headers).toEqual(headers);
	});

	it('is the token letter for letter, whatever it holds', () => {
		expect(readyToken([header('X-T')], { accessToken: "$&$'$1" }).headers).toEqual({
			'X-T': "$&$'$1",
		});
	});

	it('that a redirect would carry to another host turns redirects off, in both forms of options', () => {
		const off = { followRedirect: false, followAllRedirects: false, disableFollowRedirect: true };
		expect(withToken({ followRedirect: true }, [header('X-Auth-Token')], abc)).toMatchObject(off);
		for (const placement of [bearer, header('authorization', 'Token {token}'), sid, query]) {
			const options = { followRedirect: true };
			expect(withToken(options, [placement], abc)).toHaveProperty('followRedirect', true);
			expect(withToken(options, [placement], abc)).not.toHaveProperty('disableFollowRedirect');
		}
	});
});

describe('a token in a cookie', () => {
	it.each<[string, object | undefined, string]>([
		['alone', undefined, 'sid=abc'],
		['beside others', { Cookie: 'lang=de; theme=dark' }, 'lang=de; theme=dark; sid=abc'],
		['in place of its own', { cookie: 'sid=old; lang=de;sid=older' }, 'lang=de; sid=abc'],
		['beside one whose name only ends alike', { cookie: 'my-sid=1' }, 'my-sid=1; sid=abc'],
		['beside one with a = in it', { cookie: 'a=b=c' }, 'a=b=c; sid=abc'],
	])('%s', (_, headers, cookie) => {
		expect(withToken({ headers }, [sid], abc).headers).toEqual({ Cookie: cookie });
	});
});

describe('a token in the query', () => {
	it.each<[string, object, object]>([
		['of a request without one', { url: 'https://a.example/x' }, { url: 'https://a.example/x' }],
		[
			'in place of one in the address',
			{ url: 'https://a.example/x?a=1&access_token=old&b=2#f' },
			{ url: 'https://a.example/x?a=1&b=2#f' },
		],
		['in place of an encoded one', { uri: '/x?access%5Ftoken=old' }, { uri: '/x' }],
		[
			'in place of one in the base address',
			{ baseURL: 'https://a.example?access_token=old', url: '' },
			{ baseURL: 'https://a.example', url: '' },
		],
		['and no other', { url: '/x?xaccess_token=1' }, { url: '/x?xaccess_token=1' }],
	])('%s', (_, options, expected) => {
		expect(withToken(options, [query], abc)).toEqual({ ...expected, qs: { access_token: 'abc' } });
	});

	it('leaves the other parameters alone', () => {
		const qs = { page: 2, access_token: 'old' };
		expect(withToken({ url: '/x', qs }, [query], abc).qs).toEqual({ page: 2, access_token: 'abc' });
	});
});

describe('several values', () => {
	const all: Placement = { in: 'cookie', name: '', value: '{cookies}' };
	const values = { cookies: 'sid=s; b=2', csrf: "$&'", '{csrf}': "T $&'", '{token}': 'T abc' };
	const token = { accessToken: 'abc', values };

	it('go to their headers, with one for all cookies, and to the query', () => {
		const csrf = header('X-CSRF', '{csrf}');
		const user: Placement = { in: 'query', name: 'u', value: '{csrf}-{token}' };
		expect(readyToken([csrf, sid, user, header('X-A', 'a {token}'), query, all], token)).toEqual({
			headers: { 'X-CSRF': "T $&'", 'X-A': 'a abc', Cookie: 'b=2; sid=abc' },
			query: { u: "$&'-abc", access_token: 'abc' },
		});
		expect(readyToken([all, sid], token)).toEqual({ headers: { Cookie: 'b=2; sid=abc' } });
	});

	it('replace what the request has in their places, and nothing else', () => {
		const options = {
			url: '/x?u=1&v=2&access_token=3',
			headers: { 'x-csrf': 'old', Accept: 'a', cookie: 'b=1; lang=de; lang=fr' },
		};
		const user: Placement = { in: 'query', name: 'u', value: '{csrf}' };
		const sent = withToken(options, [header('X-CSRF', '{csrf}'), bearer, user, query, all], token);
		expect(sent).toMatchObject({ url: '/x?v=2', qs: { u: "$&'", access_token: 'abc' } });
		expect(sent.headers).toEqual({
			Accept: 'a',
			'X-CSRF': "T $&'",
			Authorization: 'Bearer abc',
			Cookie: 'lang=de; lang=fr; sid=s; b=2',
		});
	});

	it.each([
		['a header of another name', [bearer, header('X-CSRF', '{csrf}')], false],
		['cookies and queries, which stay with the host', [bearer, sid, all, query], true],
	])('let a request with %s follow redirects: %#', (_, placements, followRedirect) => {
		const sent = withToken({ followRedirect: true }, placements, token);
		expect(sent).toMatchObject({ followRedirect });
	});
});

it.each([bearer, header('X-Auth-Token'), sid, query])(
	'the given options stay as they are: n8n stores them with a failed call (%j)',
	(placement) => {
		const options = { url: '/x?access_token=1', qs: { a: 1 }, headers: { cookie: 'a=b' } };
		const before = structuredClone(options);
		withToken(options, [placement], abc);
		expect(options).toEqual(before);
	},
);
