import { describe, expect, it } from '@jest/globals';
import { readSendTokenAs } from '../../../../core/providers/custom/sendTokenAs';
import type { Placement } from '../../../../core/provider';
import { refusalOf } from '../../support';

describe('how a token is sent is one line', () => {
	it.each<[unknown, Placement['in'], string, string]>([
		[undefined, 'header', 'Authorization', 'Bearer {token}'],
		['', 'header', 'Authorization', 'Bearer {token}'],
		['X-Auth-Token:{token}', 'header', 'X-Auth-Token', '{token}'],
		['authorization: t="{token}", v=1', 'header', 'Authorization', 't="{token}", v=1'],
		['Cookie: sid={token}', 'cookie', 'sid', '{token}'],
		['cookie: {cookies}', 'cookie', '', '{cookies}'],
		['?access_token={token}', 'query', 'access_token', '{token}'],
	])('%j', (line, place, name, value) => {
		expect(readSendTokenAs(line)).toEqual({ in: place, name, value });
	});
});

describe.each([
	[
		'must contain {token} exactly once',
		[
			...['Authorization: Bearer', 'A: Bearer {Token}', 'A: Bearer {{token}}', 7],
			...['X-A: {token}, X-B: {token}', '?a={token}&b={token}'],
		],
	],
	[
		'has a line break or a special character',
		['A: {token}\r\nX-Evil: 1', 'A: {token}\0', 'A: Bearer\t{token}', 'A: Bär {token}'],
	],
	[
		'is not one header, cookie or query parameter',
		[
			...['?a={token}&b=1', '?a={token}#b', '?{token}', '?{token}=a', '?a b={token}'],
			...['?__proto__={token}', 'Bearer {token}', '{token}', ': {token}', 'X Auth: {token}'],
			...['https://api.example/orders?token={token}', 'header:X-Auth-Token: {token}'],
			...['query: access_token={token}', '{token}: a', '__proto__: {token}', 'Host: {token}'],
			...['constructor: {token}', 'content-length: {token}', 'Transfer-Encoding: {token}'],
			...['Connection: {token}', 'Proxy-Authorization: {token}', 'Cookie: {token}'],
			...['Cookie: {token}=sid', 'Cookie: sid={token}; a=b', 'Cookie: a=b; sid={token}'],
			'Cookie: __proto__={token}',
		],
	],
])('what %s is refused', (what, lines) => {
	it.each(lines)('%j', async (line) => {
		expect(await refusalOf(() => readSendTokenAs(line))).toMatchObject({
			errorCode: 'invalid_configuration',
			message: `"Send Token As" ${what}.`,
		});
	});
});
