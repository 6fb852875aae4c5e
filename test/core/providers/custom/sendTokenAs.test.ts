import { describe, expect, it } from '@jest/globals';
import { readSendTokenAs } from '../../../../core/providers/custom/sendTokenAs';
import type { Placement } from '../../../../core/provider';
import { refusalOf } from '../../support';

describe('a value is sent as one line says', () => {
	it.each<[unknown, Placement['in'], string, string]>([
		[undefined, 'header', 'Authorization', 'Bearer {token}'],
		[' \n ', 'header', 'Authorization', 'Bearer {token}'],
		['X-Auth-Token:{token}', 'header', 'X-Auth-Token', '{token}'],
		['authorization: t="{token}", v=1', 'header', 'Authorization', 't="{token}", v=1'],
		['A: id:{token}', 'header', 'A', 'id:{token}'],
		['Cookie: sid={token}', 'cookie', 'sid', '{token}'],
		['cookie: {cookies}', 'cookie', '', '{cookies}'],
		['?access_token={token}', 'query', 'access_token', '{token}'],
		['A: { token }', 'header', 'A', '{token}'],
		['X-CSRF-Token: {data.csrf}', 'header', 'X-CSRF-Token', '{data.csrf}'],
		["?id={$.data[0]['my-id']}", 'query', 'id', "{$.data[0]['my-id']}"],
		['A: { Header : X-CSRF }', 'header', 'A', '{header:X-CSRF}'],
		['Cookie: a.b={cookie:a.b}', 'cookie', 'a.b', '{cookie:a.b}'],
		['A: token {api_key}:{api_secret}', 'header', 'A', 'token {api_key}:{api_secret}'],
		['A: Token t={token}, email={user}', 'header', 'A', 'Token t={token}, email={user}'],
		['A: {$.Token}', 'header', 'A', '{$.Token}'],
	])('%j', (line, place, name, value) => {
		expect(readSendTokenAs(line)).toEqual([{ in: place, name, value }]);
	});
});

it('several values are sent as several lines say, with any line breaks and none that counts at the ends', () => {
	const lines = '\r\nA: {token}\r\n\n  Cookie: {cookies}  \rCookie: a={token}\n?a={token}\n';
	expect(readSendTokenAs(lines)).toEqual([
		{ in: 'header', name: 'A', value: '{token}' },
		{ in: 'cookie', name: '', value: '{cookies}' },
		{ in: 'cookie', name: 'a', value: '{token}' },
		{ in: 'query', name: 'a', value: '{token}' },
	]);
});

describe.each([
	[
		'has a line without a value in braces',
		['Authorization: Bearer', 'A: {token}\nX-CSRF: data.csrf', 'A: {token}\r\nX-Evil: 1', 7, {}],
	],
	[
		'has something in braces that is not a value of the response',
		[
			...[
				'A: Bearer {Token}',
				'A: Bearer {{token}}',
				'A: {token',
				'A: token}',
				'A: {}',
				'A: {a{b}}',
			],
			...['A: {token}, X-B: {token}', '?a={token}&b={token}', 'A: {Cookies}', 'A: {cookies}'],
			...[
				'Cookie: sid={cookies}',
				'Cookie: {cookies}; a={token}',
				'A: {header:}',
				'A: {cookie:a b}',
			],
			...[
				'A: {query:a}',
				'A: {the token}',
				'A: {"csrf"}',
				'A: {a,b}',
				'A: {a=b}',
				'A: {__proto__}',
			],
			...['A: {data.constructor.name}', "A: {data['__proto__']}", 'A: {cookie:__proto__}', '{\n}'],
			...['{"A": "{token}"}', '{\n"A": "{token}"\n}', '${token}: {token}', '{"A":"B"}'],
		],
	],
	[
		'has a special character',
		['A: {token}\0', 'A: Bearer\t{token}', 'A: Bär {token}', 'A: {token}\nB: {ключ}'],
	],
	[
		'has a line that is not one header, cookie or query parameter',
		[
			...['?a={token}&b=1', '?a={token}#b', '?{token}', '?{token}=a', '?a b={token}'],
			...['?__proto__={token}', 'Bearer {token}', '{token}', ': {token}', 'X Auth: {token}'],
			...['https://api.example/orders?token={token}', 'header:X-Auth-Token: {token}'],
			...['query: access_token={token}', '{token}: a', '__proto__: {token}', 'Host: {token}'],
			...['constructor: {token}', 'content-length: {token}', 'Transfer-Encoding: {token}'],
			...['Connection: {token}', 'Proxy-Authorization: {token}', 'Cookie: {token}'],
			...['Cookie: {token}=sid', 'Cookie: sid={token}; a=b', 'Cookie: a=b; sid={token}'],
			...['Cookie: __proto__={token}', 'Cookie: a={token}; b={csrf}', '?a={token}&b={csrf}'],
			...['A: {token}, X-B: {csrf}', 'A: {token},X-B:{csrf}', 'A: {token}\\nX-B: {csrf}'],
			...['A: {token} X-B: {csrf}', 'A: {token}; X-B: {csrf}', 'A={token}'],
			...['A: {token}B: {csrf}', 'A: {token},\nB: {csrf}', 'A: {token};\nB: {csrf};'],
			['A: {token}', 'B: {csrf}'],
		],
	],
	['has two lines for "x-a"', ['X-A: {token}\nx-a: {csrf}']],
	['has two lines for "sid"', ['Cookie: sid={token}\ncookie: sid={csrf}']],
	['has two lines for "a"', ['?a={token}\n?a={csrf}']],
	['has two lines for all cookies', ['Cookie: {cookies}\nCookie: {cookies}']],
])('what %s is refused', (what, lines) => {
	it.each(lines.map((line) => [line]))('%j', async (line) => {
		expect(await refusalOf(() => readSendTokenAs(line))).toMatchObject({
			errorCode: 'invalid_configuration',
			message: `"Send Token As" ${what}.`,
		});
	});
});
