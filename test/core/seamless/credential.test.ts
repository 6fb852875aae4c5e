import { describe, expect, it } from '@jest/globals';
import { withoutHeader } from '../../../core/request/headers';
import { readAccountId, readPlatformId } from '../../../core/seamless/identifiers';
import { readSeamless } from '../../../core/seamless/credential';
import { withSecretKey } from '../../../core/seamless/secretKey';
import { forms } from '../forms.mjs';
import { refusalOf } from '../support';

const form = forms.b2copySeamless;
const url = 'https://b2copy.example/api/v1/standalone/auth/getAuthUrl';
const asked = { account_id: '77632289', investment_platform_id: '1' };
const full = { ...asked, secret_key: 'Password1234!' };

describe('the credential', () => {
	it('is read', () => {
		const read = readSeamless({ ...form, redirectUrl: ' https://My4.Example/x ' });
		expect({ ...read, url: read.url.href }).toEqual({
			url,
			investmentPlatformId: '1',
			redirectHost: 'my4.example',
			secretKey: form.secretKey,
			secretKeyParameter: 'secret_key',
			insecureTls: false,
		});
	});

	it.each([
		[{ baseUrl: '' }, 'invalid_configuration'],
		[{ baseUrl: 'http://b2copy.example' }, 'insecure_url'],
		[{ baseUrl: 'https://good@evil.test' }, 'invalid_configuration'],
		[{ secretKey: '' }, 'invalid_configuration'],
		[{ investmentPlatformId: 'a b' }, 'invalid_input'],
		[{ redirectUrl: 'my.example' }, 'invalid_configuration'],
		[{ redirectUrl: 'http://my.example' }, 'invalid_configuration'],
		[{ redirectUrl: 'https://a@my.example' }, 'invalid_configuration'],
		[{ redirectUrl: 'https://my.example\\@evil.test' }, 'invalid_configuration'],
		[{ allowedHttpRequestDomains: 'domains', allowedDomains: 'a.test' }, 'invalid_configuration'],
	])('is refused with %j', async (change, errorCode) => {
		const refusal = await refusalOf(() => readSeamless({ ...form, ...change }));
		expect(refusal.errorCode).toBe(errorCode);
	});
});

describe('an account id', () => {
	it.each([
		['77632289', '77632289'],
		[77_632_289, '77632289'],
		[' 77632289 ', '77632289'],
		['007', '007'],
		['0', '0'],
		['9'.repeat(20), '9'.repeat(20)],
	])('%j is one', (value, id) => {
		expect(readAccountId(value)).toBe(id);
	});

	it.each([
		'',
		'  ',
		'abc',
		'77632289a',
		'-1',
		'1.5',
		'1e5',
		'٣٤',
		'1\n2',
		'9'.repeat(21),
		-1,
		1.5,
		NaN,
		2 ** 53,
		null,
		undefined,
		true,
		{},
		['1'],
	])('%j is none', async (value) => {
		const refusal = await refusalOf(() => readAccountId(value));
		expect(refusal.errorCode).toBe('invalid_input');
	});
});

describe('an account id that is none', () => {
	it.each([77.5, true, ['1', '2'], 'abc'])('%j is said to be no MT login', (value) => {
		expect(() => readAccountId(value)).toThrow('"Account ID" is not an MT login.');
	});

	it.each([null, undefined, '', '  '])('%j is said to be empty', (value) => {
		expect(() => readAccountId(value)).toThrow('The field "Account ID" is empty.');
	});
});

describe('a platform id', () => {
	it.each([
		['1', '1'],
		[1, '1'],
		[' mt-5.live_2 ', 'mt-5.live_2'],
	])('%j is one', (value, id) => {
		expect(readPlatformId(value)).toBe(id);
	});

	it.each(['', ' ', 'a b', 'a"b', 'ä', 'x'.repeat(65), 1.5, null, {}, true])(
		'%j is none',
		async (value) => {
			expect((await refusalOf(() => readPlatformId(value))).errorCode).toBe('invalid_input');
		},
	);
});

describe('the secret key goes into the body', () => {
	it.each([
		['an object', { url, body: asked }, full],
		['text in JSON', { url, body: JSON.stringify(asked) }, JSON.stringify(full)],
		['no body yet', { url }, { secret_key: form.secretKey }],
		['the older uri', { uri: url, body: asked }, full],
		['baseURL and url', { baseURL: 'https://b2copy.example', url: '/api/x', body: asked }, full],
		['baseURL with a slash', { baseURL: 'https://b2copy.example/', url: 'x', body: asked }, full],
		['baseURL alone', { baseURL: url, body: asked }, full],
		['another path of the host', { url: 'https://b2copy.example/x?y=1', body: asked }, full],
	])('given %s', (_, options, body) => {
		expect(withSecretKey(form, options)).toEqual({
			...options,
			body,
			headers: { 'content-type': 'application/json' },
			followRedirect: false,
			followAllRedirects: false,
			disableFollowRedirect: true,
		});
	});

	it('under the other name, where the credential says so', () => {
		const other = { ...form, secretKeyParameter: 'secrete_key' };
		expect(withSecretKey(other, { url, body: asked }).body).toEqual({
			...asked,
			secrete_key: form.secretKey,
		});
	});

	it('and replaces one that was there', () => {
		const { body } = withSecretKey(form, { url, body: { ...asked, secret_key: 'old' } });
		expect(body).toEqual(full);
	});

	it('of new options: the given ones, body and headers included, stay as they were', () => {
		const options = { url, body: { ...asked }, headers: { 'X-Own': '1' } };
		const before = structuredClone(options);
		const result = withSecretKey(form, options);
		expect(options).toEqual(before);
		expect(result).not.toBe(options);
		expect(result.headers).toEqual({ 'X-Own': '1', 'content-type': 'application/json' });
	});

	it('that is sent as JSON, in whatever case another type was given', () => {
		const headers = { 'Content-Type': 'text/plain', Accept: 'a/b' };
		expect(withSecretKey(form, { url, body: asked, headers }).headers).toEqual({
			Accept: 'a/b',
			'content-type': 'application/json',
		});
	});

	it('over a connection with a certificate that cannot be verified, if allowed', () => {
		const insecure = { ...form, allowUnauthorizedCerts: true };
		expect(withSecretKey(insecure, { url })).toMatchObject({
			skipSslCertificateValidation: true,
			rejectUnauthorized: false,
		});
	});
});

describe('the secret key never goes to another place', () => {
	it.each([
		['another host', { url: 'https://evil.test/api' }],
		['a subdomain', { url: 'https://a.b2copy.example/' }],
		['the host with something behind it', { url: 'https://b2copy.example.evil.test/' }],
		['the host as user info', { url: 'https://b2copy.example@evil.test/' }],
		['another port', { url: 'https://b2copy.example:8443/' }],
		['plain http', { url: 'http://b2copy.example/' }],
		['a trailing dot', { url: 'https://b2copy.example./' }],
		['the older uri', { uri: 'https://evil.test/' }],
		['an absolute url beside a good baseURL', { baseURL: url, url: 'https://evil.test/' }],
		['another baseURL', { baseURL: 'https://evil.test', url: '/api' }],
		['a url without a scheme', { baseURL: url, url: '//evil.test/x' }],
		['three slashes', { baseURL: url, url: '///evil.test/x' }],
		['a backslash', { baseURL: url, url: '\\\\evil.test/x' }],
		['no url', {}],
		['no host', { url: '/api' }],
	])('%s', async (_, options) => {
		const refusal = await refusalOf(() => withSecretKey(form, { ...options, body: asked }));
		expect(refusal).toMatchObject({
			errorCode: 'invalid_configuration',
			message:
				'The B2COPY Seamless credential is for b2copy.example only; the secret key was not sent.',
		});
	});
});

describe('a body that has no place for it is refused', () => {
	it.each([
		['text', { body: 'account_id=1' }],
		['truncated JSON', { body: '{"a":' }],
		['a list', { body: [asked] }],
		['a list as text', { body: '[]' }],
		['a number', { body: 5 }],
		['bytes', { body: Buffer.from('{}') }],
		['a form', { body: new URLSearchParams('a=1') }],
		['the older form', { form: { a: '1' } }],
		['the older multipart form', { formData: { a: '1' } }],
	])('%s', async (_, options) => {
		const refusal = await refusalOf(() => withSecretKey(form, { url, ...options }));
		expect(refusal).toMatchObject({
			errorCode: 'invalid_configuration',
			description: 'Set "Body Content Type" to JSON in the HTTP Request node.',
		});
	});
});

describe('withoutHeader', () => {
	it.each([
		[{ Authorization: 'a', AUTHORIZATION: 'b', accept: 'c' }, { accept: 'c' }],
		[{ 'x-authorization': 'a' }, { 'x-authorization': 'a' }],
		[{}, {}],
		[undefined, {}],
	])('%j', (headers, rest) => {
		expect(withoutHeader(headers, 'authorization')).toEqual(rest);
	});
});
