import { describe, expect, it } from '@jest/globals';
import { basic, formEncode } from '../../../core/request/clientAuthentication';

describe('a Basic header', () => {
	const PLAIN = 'aZ09~!@#$^&*()_=-[]{}|;:,.<>/?"\'\\`';

	it('encodes what a server that decodes would change, and the colon of an id', () => {
		const value = basic('my:app', ':%+&= é');
		const [, credentials = ''] = value.split(' ');
		expect(Buffer.from(credentials, 'base64').toString()).toBe('my%3Aapp::%25%2B&=%20%C3%A9');
	});

	it.each([
		['app', '', 'Basic YXBwOg=='],
		// As it is, for servers that do not decode.
		['app', PLAIN, `Basic ${btoa(`app:${PLAIN}`)}`],
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
	['a+b&c=d', 'a%2Bb%26c%3Dd'],
	['~*-._', '%7E*-._'],
])('%j in a form is %j', (text, encoded) => {
	expect(formEncode(text)).toBe(encoded);
});
