import { describe, expect, it } from '@jest/globals';
import { secretsIn } from '../../../core/response/values';
import { formOf, process, quotedIn, refusalOf, responseOf } from '../support';

/** The values that a response gives to these lines, or its refusal. */
function valuesOf(sendTokenAs: string, body: object = {}, headers: object = {}, rest: object = {}) {
	const form = formOf('customTokenGrant', { sendTokenAs, ...rest });
	const response = responseOf({ access_token: 'abc', ...body }, { headers: { ...headers } });
	return process('customTokenGrant', response, form).values;
}

describe('a value of the response', () => {
	const body = {
		data: { csrf: 'c-1', id: 42 },
		list: [{ a: ' x ' }],
		Token: 't',
		$: 1,
		tok: 'JWT a-b',
	};
	const headers = {
		'x-csrf': 'h-1',
		'set-cookie': ['sid=s; Path=/', 'a=; Max-Age=0', 'b=é', 'c=d=', 'sid=new', 'q="1"'],
	};

	it.each([
		['Authorization: Bearer {token}', undefined],
		['A: {data.csrf}', { 'data.csrf': 'c-1' }],
		['A: {access_token}', { access_token: 'abc' }],
		['A: {data.id} {list[0].a}', { 'data.id': '42', 'list[0].a': 'x' }],
		['A: {$.Token}', { '$.Token': 't' }],
		['A: {header:X-CSRF}', { 'header:X-CSRF': 'h-1' }],
		['?a={cookie:sid}\nCookie: a={cookie:c}', { 'cookie:sid': 'new', 'cookie:c': 'd=' }],
		['Cookie: {cookies}', { cookies: 'sid=new; c=d=; q="1"' }],
		['A: JWT {tok}', { tok: 'a-b' }],
		['A: {tok}\nCookie: a={tok}', { tok: 'a-b', '{tok}': 'JWT a-b' }],
	])('for %j', (lines, values) => {
		expect(valuesOf(lines, body, headers)).toEqual(values);
	});

	it.each([
		['A: {token}', { '{token}': 'JWT a-b' }],
		['A: JWT {token}', undefined],
		['Cookie: sid={token}', undefined],
		['?token={token}', undefined],
	])('that is the token has its scheme in %s only if the server is to say how', (lines, values) => {
		expect(valuesOf(lines, body, {}, { accessTokenField: 'tok' })).toEqual(values);
	});

	it.each([
		['A: {cookie:a}', 600],
		['A: {cookie:b}', 3600],
		['Cookie: {cookies}', 3600],
	])('sent as %s ends with its cookie, if it is the first to end', (sendTokenAs, lifetime) => {
		const form = formOf('customTokenGrant', { sendTokenAs });
		const cookies = { 'set-cookie': ['a=1; Max-Age=600', 'b=2; Max-Age=7200'] };
		const response = responseOf({ access_token: 'abc', expires_in: 3600 }, { headers: cookies });
		expect(process('customTokenGrant', response, form)).toMatchObject({ lifetime });
	});
});

describe.each([
	[
		'responded without data.csrf',
		'A: {data.csrf}',
		[{}, { data: 1 }, { csrf: 'a' }, { data: [{ csrf: 'a' }] }, { data: { csrf: '' } }],
	],
	['responded without data.csrf', 'A: {token}\nA2: {data.csrf}', [{ data: { csrf: null } }]],
	['responded without csrf', 'A: {csrf}', [JSON.parse('{"__proto__": {"csrf": "a"}}')]],
	['responded without toString', 'A: {toString}', [{}]],
	['responded without header:X-A', 'A: {header:X-A}', [{ 'X-A': 'a' }]],
	['responded without cookies', 'Cookie: {cookies}', [{ cookies: 'a=b' }]],
	[
		'returned something that cannot be sent in csrf',
		'A: {csrf}',
		[
			...[{ csrf: ['a', 'b'] }, { csrf: {} }, { csrf: true }, { csrf: 1.5 }, { csrf: 2 ** 60 }],
			...[{ csrf: 'a\r\nX-Evil: 1' }, { csrf: 'a b' }, { csrf: 'é' }, { csrf: 'a\0' }],
		],
	],
	['returned something that cannot be sent in csrf', 'Cookie: a={csrf}', [{ csrf: 'a;b=c' }]],
	[
		'returned something too long for a request in csrf',
		'A: {csrf} {c2}',
		[{ c2: 'a', csrf: 'a'.repeat(65_001) }],
	],
	[
		'returned something too long for a request in c2',
		'A: {csrf}\nB: {c2}',
		[{ csrf: 'a'.repeat(40_000), c2: 'b'.repeat(40_000) }],
	],
])('a response is refused that %s, for %j', (what, lines, bodies) => {
	it.each(bodies.map((body) => [body]))('%#', async (body) => {
		expect(await refusalOf(() => valuesOf(lines, body as object))).toMatchObject({
			errorCode: 'malformed_response',
			message: `auth.example ${what}.`,
			description: expect.stringContaining('"Send Token As" (under "Show Advanced Fields")'),
			loginProcessed: true,
		});
	});
});

it('no message shows a value, or what looks like one in braces', async () => {
	const lines = 'A: {header:X-CSRF}\nB: {data.csrf}';
	const error = { error: 'server_error', error_description: 'no session for csrf-4711-csrf' };
	const headers = { 'x-csrf': 'csrf-4711-csrf' };
	const quoting = await refusalOf(() => valuesOf(lines, error, headers));
	expect(quotedIn(quoting.message)).toBe('server_error');
	const pasted = await refusalOf(() => valuesOf('A: {aB3dE5fG7hI9jK1lM3}'));
	expect(pasted.message).toBe('auth.example responded without ***.');
	const known = await refusalOf(() => valuesOf('A: {custom-password}'));
	expect(known.message).toBe('auth.example responded without one of the values.');
});

it('only the start of a huge value is looked for in messages, which takes seconds else', () => {
	const found = new Map([['csrf', { token: 'x'.repeat(1_000_000) }]]);
	expect(secretsIn(found).map(({ length }) => length)).toEqual([4096]);
});
