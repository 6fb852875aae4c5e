import { describe, expect, it } from '@jest/globals';
import { joinPath, parseUrl, toUrl } from '../../../core/form/url';
import { refusalOf } from '../support';

const rules = { label: 'Base URL', allowInsecureHttp: false };

describe('a URL is taken as it is meant', () => {
	it.each([
		['https://host.name', 'https://host.name/'],
		['HTTPS://Host.Name', 'https://host.name/'],
		['https://[2001:db8::1]/base', 'https://[2001:db8::1]/base'],
		['https://münchen.example', 'https://xn--mnchen-3ya.example/'],
	])('%s', (text, href) => {
		expect(parseUrl(text, rules).href).toBe(href);
	});
});

it('goes on being taken when Node has optimised the parsing', () => {
	for (let count = 0; count < 20_000; count++) toUrl('https://host.name');
	expect(toUrl('https://münchen.example')?.host).toBe('xn--mnchen-3ya.example');
});

describe.each([
	[
		'is not a complete URL',
		[
			...['', 'host.name', '//host.name', 'ftp://host.name', 'file:///etc/passwd'],
			...['https:///host.name', 'https://host.name:port', 'https://host.name:99999'],
		],
	],
	[
		'contains a user name or an @ before the host',
		[
			...['https://good.example@evil.example', 'https://good.example:443@evil.example'],
			...['https://@evil.example', 'https://:@evil.example'],
		],
	],
	[
		'contains spaces, line breaks or backslashes',
		[
			...['https://good.example\\@evil.example', 'https:\\\\host.name', 'https://host name'],
			...['https://host.name\r\nx: y', 'https://host.\tname', 'https://host.name\u0000'],
		],
	],
	[
		'contains a query or a fragment',
		[
			...['https://host.name?x=1', 'https://host.name/?', 'https://host.name#part'],
			...['https://host.name/#'],
		],
	],
])('a text that %s is refused', (what, texts) => {
	it.each(texts)('%j', async (text) => {
		expect(await refusalOf(() => parseUrl(text, rules))).toMatchObject({
			errorCode: 'invalid_configuration',
			message: `The URL in "Base URL" ${what}.`,
		});
	});
});

describe('plain http', () => {
	it.each(['http://localhost:4010', 'http://127.8.9.10:80', 'http://0x7f.1', 'http://[::1]'])(
		'%s is this machine',
		(text) => {
			expect(parseUrl(text, rules).protocol).toBe('http:');
		},
	);

	it.each([
		...['http://host.name', 'HTTP://host.name', 'http://10.0.0.1', 'http://192.168.1.1'],
		...['http://0.0.0.0', 'http://[2001:db8::1]', 'http://[::]', 'http://127.0.0.1.evil.example'],
		...['http://localhost.evil.example', 'http://notlocalhost', 'http://localhost.'],
	])('%s crosses the network and is refused', async (text) => {
		expect(await refusalOf(() => parseUrl(text, rules))).toMatchObject({
			errorCode: 'insecure_url',
			message:
				'The URL in "Base URL" starts with http://, so the login would cross the network unencrypted.',
		});
	});

	it('is taken for any host where the person allowed it', () => {
		const allowed = { ...rules, allowInsecureHttp: true };
		expect(parseUrl('http://host.name', allowed).href).toBe('http://host.name/');
	});
});

describe('a query', () => {
	const withQuery = { ...rules, query: true };

	it('stays where it is part of the URL', () => {
		expect(parseUrl('https://host.name/token?login=a@b', withQuery).search).toBe('?login=a@b');
	});
});

describe('a path is put below the base', () => {
	it.each([
		['https://host.name', '/v1.2/a-b_c~/', 'https://host.name/v1.2/a-b_c~/'],
		['https://host.name/xtoken', '/token', 'https://host.name/xtoken/token'],
		['https://host.name/api', '/api/v2/signin', 'https://host.name/api/v2/signin'],
	])('%s and %s', (base, path, href) => {
		expect(joinPath(new URL(base), path, 'Token Path').href).toBe(href);
	});
});

describe('a path that leads anywhere else is refused', () => {
	it.each([
		...['', '/', '../token', '/a/../token', '/a/..', '/.', '/.../token', '/.well-known'],
		...['/..;/token', '//evil.example', '/a//b', '/token?x=1', '/token#part', '/a b', '/a\\b'],
		...['/%2e%2e/token', '/..%2Ftoken', '/%252e%252e/token', '/%c0%ae%c0%ae/token', '/%', '/a%20b'],
	])('%j', async (path) => {
		const join = () => joinPath(new URL('https://host.name/base'), path, 'Token Path');
		expect(await refusalOf(join)).toMatchObject({
			errorCode: 'invalid_configuration',
			message: 'The URL in "Token Path" is not a plain path.',
		});
	});
});
