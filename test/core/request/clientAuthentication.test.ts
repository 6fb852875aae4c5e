import { describe, expect, it } from '@jest/globals';
import {
	basic,
	clientAuthentication,
	formEncode,
} from '../../../core/request/clientAuthentication';

describe('client authentication', () => {
	it('in the body sends id and secret as parameters', () => {
		expect(clientAuthentication.body('app', 'app-secret')).toEqual({
			headers: {},
			parameters: [
				['client_id', 'app'],
				['client_secret', 'app-secret'],
			],
		});
	});

	it('in the header sends id and secret in no other place', () => {
		expect(clientAuthentication.header('app', 'app-secret')).toEqual({
			headers: { authorization: 'Basic YXBwOmFwcC1zZWNyZXQ=' },
			parameters: [],
		});
	});

	it('in the header without an id sends no header', () => {
		expect(clientAuthentication.header('', 'app-secret').headers).toEqual({});
	});

	it('of a public client sends the id only', () => {
		expect(clientAuthentication.none('app', 'app-secret')).toEqual({
			headers: {},
			parameters: [['client_id', 'app']],
		});
	});
});

describe('a Basic header', () => {
	it('encodes what a server that decodes would change, and the colon of an id', () => {
		const value = basic('my:app', ':%+&= é');
		const [, credentials = ''] = value.split(' ');
		expect(Buffer.from(credentials, 'base64').toString()).toBe('my%3Aapp::%25%2B&=%20%C3%A9');
	});

	it('leaves everything else as it is, for servers that do not decode', () => {
		const secret = 'aZ09~!@#$^&*()_=-[]{}|;:,.<>/?"\'\\`';
		expect(basic('app', secret)).toBe(`Basic ${Buffer.from(`app:${secret}`).toString('base64')}`);
	});

	it('reads the same at a server that decodes forms', () => {
		const secret = '100%+1 & =ß𝄞:#';
		const pair = Buffer.from(basic('a:b', secret).slice(6), 'base64').toString();
		const [id = '', ...rest] = pair.split(':');
		const decode = (text: string) => decodeURIComponent(text.replaceAll('+', ' '));
		expect([decode(id), decode(rest.join(':'))]).toEqual(['a:b', secret]);
	});

	it.each([
		['app', 'app-secret', 'Basic YXBwOmFwcC1zZWNyZXQ='],
		['app', '', 'Basic YXBwOg=='],
		['a\r\nb', 'c', 'Basic YSUwRCUwQWI6Yw=='],
		[
			'app',
			'ß'.repeat(60),
			`Basic ${Buffer.from(`app:${'%C3%9F'.repeat(60)}`).toString('base64')}`,
		],
	])('of %j and %j is one line', (id, secret, value) => {
		expect(basic(id, secret)).toBe(value);
	});
});

it.each([
	['a b', 'a+b'],
	['a+b&c=d', 'a%2Bb%26c%3Dd'],
	['', ''],
	['~*-._', '%7E*-._'],
])('%j in a form is %j', (text, encoded) => {
	expect(formEncode(text)).toBe(encoded);
});
