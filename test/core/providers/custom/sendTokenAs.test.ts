import { describe, expect, it } from '@jest/globals';
import { readSendTokenAs } from '../../../../core/providers/custom/sendTokenAs';
import type { Placement } from '../../../../core/provider';
import { refusalOf } from '../../support';

describe('how a token is sent is one line', () => {
	it.each<[unknown, Placement['in'], string, string]>([
		[undefined, 'header', 'Authorization', 'Bearer {token}'],
		['', 'header', 'Authorization', 'Bearer {token}'],
		['  Authorization: Token {token} \n', 'header', 'Authorization', 'Token {token}'],
		['X-Auth-Token:{token}', 'header', 'X-Auth-Token', '{token}'],
		['Authorization: {token}', 'header', 'Authorization', '{token}'],
		['authorization: token {token}', 'header', 'Authorization', 'token {token}'],
		[
			'Authorization: Token token="{token}", v=1',
			'header',
			'Authorization',
			'Token token="{token}", v=1',
		],
		['Cookie: sid={token}', 'cookie', 'sid', '{token}'],
		['cookie: __Host-s={token}', 'cookie', '__Host-s', '{token}'],
		['?access_token={token}', 'query', 'access_token', '{token}'],
		['?auth[token]=JWT {token}', 'query', 'auth[token]', 'JWT {token}'],
	])('%j', (line, place, name, value) => {
		expect(readSendTokenAs(line)).toEqual({ in: place, name, value });
	});
});

const MISSING = '"Send Token As" does not say where the token goes: it must contain {token}.';
const TWO = '"Send Token As" has two places for the token.';
const SIGNS = '"Send Token As" has a line break or a character that cannot be sent.';
const NEITHER = '"Send Token As" is neither a header nor a query parameter.';
const NO_COOKIE = '"Send Token As" is not one cookie.';
const NO_QUERY = '"Send Token As" is not one query parameter.';
const owned = (name: string) =>
	`"Send Token As" contains the header ${name}, which is set automatically.`;

describe('anything else is refused, with the field as the form shows it', () => {
	it.each([
		['Authorization: Bearer', MISSING],
		['Authorization: Bearer {Token}', MISSING],
		['Authorization: Bearer {{token}}', MISSING],
		[7, MISSING],
		['Authorization: Bearer {token}\r\nX-Evil: 1', SIGNS],
		['Authorization: Bearer {token}\0', SIGNS],
		['Authorization: Bearer\t{token}', SIGNS],
		['Authorization: Bär {token}', SIGNS],
		['X-A: {token}, X-B: {token}', TWO],
		['?a={token}&b={token}', TWO],
		['?a={token}&b=1', NO_QUERY],
		['?a={token}#b', NO_QUERY],
		['?{token}', NO_QUERY],
		['?{token}=a', NO_QUERY],
		['?a b={token}', NO_QUERY],
		['?__proto__={token}', NO_QUERY],
		['Bearer {token}', NEITHER],
		['{token}', NEITHER],
		[': {token}', NEITHER],
		['X Auth: {token}', NEITHER],
		['https://api.example/orders?token={token}', NEITHER],
		['header:X-Auth-Token: {token}', NEITHER],
		['query: access_token={token}', NEITHER],
		['{token}: a', NEITHER],
		['__proto__: {token}', NEITHER],
		['constructor: {token}', NEITHER],
		['Host: {token}', owned('Host')],
		['content-length: {token}', owned('content-length')],
		['Transfer-Encoding: {token}', owned('Transfer-Encoding')],
		['Connection: {token}', owned('Connection')],
		['Content-Type: {token}', owned('Content-Type')],
		['Proxy-Authorization: {token}', owned('Proxy-Authorization')],
		['Cookie: {token}', NO_COOKIE],
		['Cookie: {token}=sid', NO_COOKIE],
		['Cookie: sid={token}; a=b', NO_COOKIE],
		['Cookie: a=b; sid={token}', NO_COOKIE],
		['Cookie: __proto__={token}', NO_COOKIE],
	])('%j', async (line, message) => {
		expect(await refusalOf(() => readSendTokenAs(line))).toMatchObject({
			errorCode: 'invalid_configuration',
			message,
		});
	});
});
