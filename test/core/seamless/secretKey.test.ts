import { describe, expect, it } from '@jest/globals';
import { withSecretKey } from '../../../core/seamless/secretKey';
import { refusalOf, seamlessOf } from '../support';

const SECRET_KEY = 'Password1234!';
const seamless = seamlessOf();
const url = 'https://b2copy.example/api/v1/standalone/auth/getAuthUrl';
const asked = { account_id: '77632289', investment_platform_id: '1' };
const full = { ...asked, secret_key: SECRET_KEY };

describe('the secret key goes into the body', () => {
	it.each([
		['an object', { url, body: asked }, full],
		['text in JSON', { url, body: JSON.stringify(asked) }, JSON.stringify(full)],
		['no body yet', { url }, { secret_key: SECRET_KEY }],
		['the older uri', { uri: url, body: asked }, full],
		['baseURL and url', { baseURL: 'https://b2copy.example', url: '/api/x', body: asked }, full],
		['baseURL with a slash', { baseURL: 'https://b2copy.example/', url: 'x', body: asked }, full],
		['baseURL alone', { baseURL: url, body: asked }, full],
		['another path of the host', { url: 'https://b2copy.example/x?y=1', body: asked }, full],
	])('given %s', (_, options, body) => {
		expect(withSecretKey(seamless, options)).toEqual({
			...options,
			body,
			headers: { 'content-type': 'application/json' },
			followRedirect: false,
			followAllRedirects: false,
			disableFollowRedirect: true,
		});
	});

	it('under the other name, where the credential says so', () => {
		const other = seamlessOf({ secretKeyParameter: 'secrete_key' });
		expect(withSecretKey(other, { url, body: asked }).body).toEqual({
			...asked,
			secrete_key: SECRET_KEY,
		});
	});

	it('and replaces one that was there', () => {
		const { body } = withSecretKey(seamless, { url, body: { ...asked, secret_key: 'old' } });
		expect(body).toEqual(full);
	});

	it('of new options: the given ones, body and headers included, stay as they were', () => {
		const options = { url, body: { ...asked }, headers: { 'X-Own': '1' } };
		const before = structuredClone(options);
		const result = withSecretKey(seamless, options);
		expect(options).toEqual(before);
		expect(result).not.toBe(options);
		expect(result.headers).toEqual({ 'X-Own': '1', 'content-type': 'application/json' });
	});

	it('that is sent as JSON, in whatever case another type was given', () => {
		const headers = { 'Content-Type': 'text/plain', Accept: 'a/b' };
		expect(withSecretKey(seamless, { url, body: asked, headers }).headers).toEqual({
			Accept: 'a/b',
			'content-type': 'application/json',
		});
	});

	it('over a connection with a certificate that cannot be verified, if allowed', () => {
		const insecure = seamlessOf({ allowUnauthorizedCerts: true });
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
		const refusal = await refusalOf(() => withSecretKey(seamless, { ...options, body: asked }));
		expect(refusal).toMatchObject({
			errorCode: 'invalid_configuration',
			message:
				'The B2COPY Seamless credential is for b2copy.example only; the secret key was not sent.',
			description: `Send the request to ${url}, or correct "Base URL" in the credential.`,
		});
	});
});

describe('a body that has no place for the secret key is refused', () => {
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
		const refusal = await refusalOf(() => withSecretKey(seamless, { url, ...options }));
		expect(refusal).toMatchObject({
			errorCode: 'invalid_configuration',
			message:
				'The request has a body that is not a JSON object, so the secret key has no place in it.',
			description: 'Set "Body Content Type" to JSON in the HTTP Request node.',
		});
	});
});
