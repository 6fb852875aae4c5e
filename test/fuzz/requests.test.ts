import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { endpointUrl } from '../../core/form/endpoint';
import { readFields } from '../../core/form/fields';
import { isLoopback, joinPath, parseUrl } from '../../core/form/url';
import type { Provider } from '../../core/provider';
import { readSendTokenAs } from '../../core/providers/custom/sendTokenAs';
import { customTokenGrant } from '../../core/providers/custom/customTokenGrant';
import { tradevest } from '../../core/providers/tradevest';
import { prepareRequest } from '../../core/request/encode';
import { withToken } from '../../core/n8n/putToken';
import { TradevestApi } from '../../credentials/TradevestApi.credentials';
import { awkwardText, secret } from './arbitraries';
import { assertHeaders, count, report, share } from './cases.mjs';
import { settle } from './oracle';

afterAll(() => report('parseUrl, joinPath, endpointUrl, prepareRequest'));

const urlText = fc.oneof(
	awkwardText(40),
	fc.webUrl({ withQueryParameters: true, withFragments: true }),
	fc
		.tuple(
			fc.constantFrom('https://', 'http://', 'HTTP://', 'https:', 'https:/', 'ftp://', ''),
			fc.oneof(
				awkwardText(12),
				fc.constantFrom('good.example', 'good.example@evil.example', '127.0.0.1', '[::1]', '0'),
				fc.constantFrom('localhost', 'localhost.evil.example', '127.0.0.1.nip.io', '0x7f.1'),
				fc.constantFrom('good.example.', 'good。example', 'xn--80ak6aa92e.com', 'good.example:0'),
			),
			awkwardText(12),
		)
		.map((parts) => parts.join('')),
);

const path = fc.oneof(
	awkwardText(20),
	fc
		.array(
			fc.oneof(
				fc.constantFrom('/', '..', '.', '%2e', '%2E', '%25', '%32', '%65', '%2F', '%5c'),
				fc.constantFrom('oauth2', 'token', ';', '%3b', '%20', '%c0%ae', '\\', '?', '@'),
			),
			{ maxLength: 8 },
		)
		.map((parts) => parts.join('')),
);

describe('parseUrl', () => {
	it('gives an http(s) URL whose host is the one that a person reads, or refuses', () => {
		fc.assert(
			fc.property(urlText, fc.boolean(), fc.boolean(), (text, allowInsecureHttp, query) => {
				count();
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
			}),
			share(0.1),
		);
	});
});

describe('joinPath', () => {
	it('stays below the base, with no query and no fragment of its own', () => {
		fc.assert(
			fc.property(fc.constantFrom('', '/', '/base', '/base/'), path, (basePath, below) => {
				count();
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
			}),
			share(0.05),
		);
	});
});

/** The path as the laxest of servers has it: decoded to the end, parameters and blanks cut off. */
function segmentsOf(pathname: string): string[] {
	const decoded = pathname.replace(/%[0-7][\da-f]/gi, decodeURIComponent);
	if (decoded !== pathname) return segmentsOf(decoded);
	return pathname.split(/[/\\]/).map((segment) => segment.replace(/;.*|[\s\p{Cc}]+$/su, ''));
}

describe('endpointUrl', () => {
	const { properties } = new TradevestApi();

	it('never leaves the host of the form', () => {
		fc.assert(
			fc.property(urlText, path, (authUrl, tokenPath) => {
				count();
				const inputs = { environment: 'custom', authUrl, tokenPath };
				const fields = readFields(Object.keys(inputs), properties, inputs);
				const url = settle([], () => endpointUrl(tradevest.endpoint, fields, inputs, false));
				if (url === undefined) return;
				expect(url.host).toBe(new URL(authUrl).host);
				expect([url.search, url.hash]).toEqual(['', '']);
			}),
			share(0.05),
		);
	});
});

describe('prepareRequest', () => {
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
	const inputs = fc.record({
		username: awkwardText(12),
		password: secret,
		clientId: awkwardText(12),
		clientSecret: secret,
		scope: awkwardText(12),
	});

	it('sends each value as it is, the grant’s own parameters once, and headers that hold', () => {
		fc.assert(
			fc.property(form, inputs, (options, values) => {
				count();
				const provider = customTokenGrant(options);
				const request = settle([], () => prepareRequest(provider, {}, values)());
				if (request === undefined) return;
				assertHeaders(request.headers);
				const sent = sentBy(provider, request.body);
				expect(valuesOf(sent, 'grant_type')).toEqual([provider.grantType]);
				const isPassword = options.grantType === 'password';
				if (isPassword) expect(valuesOf(sent, 'password')).toEqual([values.password]);
				const inBody = options.clientAuthentication === 'body';
				expect(valuesOf(sent, 'client_secret')).toEqual(inBody ? [values.clientSecret] : []);
				expect(readBasic(request.headers.authorization)).toEqual(
					options.clientAuthentication === 'header' && values.clientId !== ''
						? [values.clientId, values.clientSecret]
						: undefined,
				);
				expect(Object.getPrototypeOf({})).toBe(Object.prototype);
				expect(Object.keys(Object.prototype)).toEqual([]);
			}),
			share(0.1),
		);
	});
});

describe('readSendTokenAs', () => {
	const line = fc.oneof(
		awkwardText(30),
		fc
			.tuple(
				fc.constantFrom('Authorization:', 'X-A:', 'Cookie:', '?a=', 'Host:', '__proto__:', ''),
				awkwardText(8),
				fc.constantFrom('{token}', 's={token}', '{token}{token}', ''),
				awkwardText(8),
			)
			.map((parts) => parts.join('')),
	);

	it('refuses a line, or puts the token in one place, where it holds', () => {
		fc.assert(
			fc.property(line, (text) => {
				count();
				const placement = settle([], () => readSendTokenAs(text));
				if (placement === undefined) return;
				const { headers = {}, qs = {} } = withToken<{ headers: object; qs?: object }>(
					{ headers: { Host: 'a.example', Cookie: 'lang=de' } },
					placement,
					'Zq9kW',
				);
				assertHeaders(headers as Record<string, string>);
				expect(headers).toHaveProperty('Host', 'a.example');
				expect(JSON.stringify([headers, qs]).split('Zq9kW')).toHaveLength(2);
				expect(Object.getPrototypeOf(headers)).toBe(Object.prototype);
			}),
			share(0.1),
		);
	});
});

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
