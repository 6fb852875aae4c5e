import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isLoopback, joinPath, parseUrl } from '../../core/form/url';
import { placesIn, type Provider } from '../../core/provider';
import { readSendTokenAs } from '../../core/providers/custom/sendTokenAs';
import { customTokenGrant } from '../../core/providers/custom/customTokenGrant';
import { prepareRequest } from '../../core/request/encode';
import { withToken } from '../../core/n8n/putToken';
import { awkwardText, forAll, joined, secret } from './arbitraries';
import { assertHeaders } from './cases.mjs';
import { settle } from './oracle';

const urlText = fc.oneof(
	awkwardText(40),
	fc.webUrl({ withQueryParameters: true, withFragments: true }),
	joined(
		fc.constantFrom('https://', 'http://', 'HTTP://', 'https:', 'https:/', 'ftp://', ''),
		fc.oneof(
			awkwardText(12),
			fc.constantFrom('good.example', 'good.example@evil.example', '127.0.0.1', '[::1]', '0'),
			fc.constantFrom('localhost', 'localhost.evil.example', '127.0.0.1.nip.io', '0x7f.1'),
			fc.constantFrom('good.example.', 'good。example', 'xn--80ak6aa92e.com', 'good.example:0'),
		),
		awkwardText(12),
	),
);

const segment = fc.constantFrom(
	...['/', '..', '.', '%2e', '%2E', '%25', '%32', '%65', '%2F', '%5c', 'oauth2', 'token'],
	...[';', '%3b', '%20', '%c0%ae', '\\', '?', '@'],
);
const path = fc.oneof(
	awkwardText(20),
	fc.array(segment, { maxLength: 8 }).map((parts) => parts.join('')),
);

it('parseUrl gives an http(s) URL whose host is the one that a person reads, or refuses', () =>
	forAll(0.1, [urlText, fc.boolean(), fc.boolean()], (text, allowInsecureHttp, query) => {
		const url = settle([], () => parseUrl(text, { label: 'URL', allowInsecureHttp, query }));
		if (url === undefined) return;
		const [, authority = ''] = /^https?:\/\/([^/?]*)/i.exec(text) ?? [];
		expect(new URL(`${url.protocol}//${authority}`).host).toBe(url.host);
		expect(authority).not.toMatch(/[@\\\s#]/);
		expect([url.username, url.password, url.hash]).toEqual(['', '', '']);
		if (!query) expect(url.search).toBe('');
		if (url.protocol !== 'https:') {
			expect(url.protocol).toBe('http:');
			expect(allowInsecureHttp || isLoopback(url.hostname)).toBe(true);
		}
	}));

it('joinPath stays below the base, with no query and no fragment of its own', () =>
	forAll(0.05, [fc.constantFrom('', '/', '/base', '/base/'), path], (basePath, below) => {
		const base = new URL(`https://good.example:8443${basePath}`);
		const url = settle([], () => joinPath(base, below, 'Token Path'));
		if (url === undefined) return;
		expect(url.origin).toBe(base.origin);
		expect(`${url.pathname}/`.startsWith(base.pathname.replace(/\/*$/, '/'))).toBe(true);
		expect(new URL(url.href).pathname).toBe(url.pathname);
		expect([url.search, url.hash]).toEqual(['', '']);
		const read = segmentsOf(url.pathname);
		expect(read.filter((segment) => /^\.+$/.test(segment))).toEqual([]);
		expect(read).toHaveLength(url.pathname.split('/').length);
	}));

/** The path as the laxest of servers has it: decoded to the end, parameters and blanks cut off. */
function segmentsOf(pathname: string): string[] {
	const decoded = pathname.replace(/%[0-7][\da-f]/gi, decodeURIComponent);
	if (decoded !== pathname) return segmentsOf(decoded);
	return pathname.split(/[/\\]/).map((segment) => segment.replace(/;.*|[\s\p{Cc}]+$/su, ''));
}

const name = fc.oneof(
	awkwardText(12),
	fc.constantFrom('', 'grant_type', 'client_secret', 'username', '__proto__', 'constructor'),
);
const form = fc.record({
	grantType: fc.constantFrom('password', 'clientCredentials'),
	clientAuthentication: fc.constantFrom('body', 'header', 'none'),
	bodyFormat: fc.constantFrom('form', 'json'),
	additionalParameters: fc.record({
		parameter: fc.array(fc.record({ name, value: awkwardText(12) }), { maxLength: 4 }),
	}),
});
const text = awkwardText(12);
const inputs = fc.record({
	...{ username: text, password: secret, clientId: text, clientSecret: secret, scope: text },
});

it('prepareRequest sends each value as it is, its own parameters once, and headers that hold', () =>
	forAll(0.1, [form, inputs], (options, values) => {
		const provider = settle([], () => customTokenGrant(options));
		if (provider === undefined) return;
		const request = settle([], () => prepareRequest(provider, {}, values)());
		if (request === undefined) return;
		assertHeaders(request.headers);
		const { grantType, clientAuthentication } = options;
		const sent = sentBy(provider, request.body);
		expect(valuesOf(sent, 'grant_type')).toEqual([provider.grantType]);
		if (grantType === 'password') expect(valuesOf(sent, 'password')).toEqual([values.password]);
		const inBody = clientAuthentication === 'body' ? [values.clientSecret] : [];
		expect(valuesOf(sent, 'client_secret')).toEqual(inBody);
		const inHeader = clientAuthentication === 'header' && values.clientId !== '';
		expect(readBasic(request.headers.authorization)).toEqual(
			inHeader ? [values.clientId, values.clientSecret] : undefined,
		);
		expect(Object.getPrototypeOf({})).toBe(Object.prototype);
		expect(Object.keys(Object.prototype)).toEqual([]);
	}));

const headerLine = fc.oneof(
	awkwardText(30),
	joined(
		fc.constantFrom('Authorization:', 'X-A:', 'Cookie:', '?a=', 'Host:', '__proto__:', ''),
		awkwardText(8),
		fc.constantFrom('{token}', 's={token}', '{token}{token}', '{csrf}', 's={a.b}{token}', ''),
		awkwardText(8),
	),
);
const headerLines = fc.array(headerLine, { minLength: 1, maxLength: 3 });

it('readSendTokenAs refuses lines, or puts the token in one place for each, where it holds', () =>
	forAll(0.1, [headerLines], (lines) => {
		const placements = settle([], () => readSendTokenAs(lines.join('\n')));
		if (placements === undefined) return;
		const values = Object.fromEntries(placements.flatMap(placesIn).map((place) => [place, 'v']));
		const request = { headers: { Host: 'a.example', Cookie: 'lang=de' } };
		const { headers, qs } = withToken<{ headers: object; qs?: object }>(
			...([request, placements, { accessToken: 'Zq9kW', values }] as const),
		);
		assertHeaders(headers);
		expect(headers).toHaveProperty('Host', 'a.example');
		const tokens = placements.filter(({ value }) => value.includes('{token}'));
		expect(JSON.stringify([headers, qs]).split('Zq9kW')).toHaveLength(tokens.length + 1);
		expect(Object.getPrototypeOf(headers)).toBe(Object.prototype);
	}));

function sentBy({ encoding }: Provider, body: string): Array<[string, unknown]> {
	return encoding === 'json'
		? Object.entries(JSON.parse(body) as object)
		: [...new URLSearchParams(body)];
}

const valuesOf = (sent: Array<[string, unknown]>, name: string) =>
	sent.filter(([key]) => key === name).map(([, value]) => value);

/** Id and secret of a Basic header, as a server reads them that decodes forms. */
function readBasic(header: string | undefined): string[] | undefined {
	if (header === undefined) return undefined;
	const pair = Buffer.from(header.replace(/^Basic /, ''), 'base64').toString();
	const [, id = '', word = ''] = /^([^:]*):(.*)$/s.exec(pair) ?? [];
	return [id, word].map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
}
