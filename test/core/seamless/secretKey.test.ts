import { describe, expect, it } from '@jest/globals';
import { withSecretKey } from '../../../core/seamless/secretKey';
import { refusalOf, seamlessOf } from '../support';

const SECRET_KEY = 'Password1234!';
const seamless = seamlessOf();
const url = 'https://b2copy.example/api/v1/standalone/auth/getAuthUrl';
const asked = { account_id: '77632289', investment_platform_id: '1' };
const full = { ...asked, secret_key: SECRET_KEY };

/** A link request in the fewest words. */
const post = { url, method: 'POST' };

/** What becomes of the address and of redirects, however they were given. */
const sent = {
	url,
	uri: undefined,
	baseURL: undefined,
	qs: undefined,
	followRedirect: false,
	followAllRedirects: false,
	disableFollowRedirect: true,
	headers: { 'content-type': 'application/json' },
};

describe('the secret key goes into the body of a link request', () => {
	it.each([
		['an object', { ...post, body: asked }, full],
		['text in JSON', { ...post, body: JSON.stringify(asked) }, JSON.stringify(full)],
		['no body yet', post, { secret_key: SECRET_KEY }],
		['the method in small letters', { url, method: 'post', body: asked }, full],
		['the older uri', { uri: url, method: 'POST', body: asked }, full],
		[
			'baseURL and url',
			{
				baseURL: 'https://b2copy.example',
				url: new URL(url).pathname,
				method: 'POST',
				body: asked,
			},
			full,
		],
		[
			'baseURL with a slash',
			{
				baseURL: 'https://b2copy.example/',
				url: new URL(url).pathname.slice(1),
				method: 'POST',
				body: asked,
			},
			full,
		],
		['baseURL alone', { baseURL: url, method: 'POST', body: asked }, full],
		['the host in capitals', { ...post, url: url.replace('b2copy', 'B2COPY'), body: asked }, full],
		['an empty query', { ...post, qs: {}, body: asked }, full],
	])('given %s', (_, options, body) => {
		const { method } = options as { method: string };
		expect(withSecretKey(seamless, options)).toEqual({ ...sent, method, body });
	});

	it('under the other name, where the credential says so', () => {
		const other = seamlessOf({ secretKeyParameter: 'secrete_key' });
		expect(withSecretKey(other, { ...post, body: asked }).body).toEqual({
			...asked,
			secrete_key: SECRET_KEY,
		});
	});

	it('and replaces one that was there', () => {
		const { body } = withSecretKey(seamless, { ...post, body: { ...asked, secret_key: 'old' } });
		expect(body).toEqual(full);
	});

	it('of new options: the given ones, body and headers included, stay as they were', () => {
		const options = { ...post, body: { ...asked }, headers: { 'X-Own': '1' } };
		const before = structuredClone(options);
		const result = withSecretKey(seamless, options);
		expect(options).toEqual(before);
		expect(result).not.toBe(options);
		expect(result.headers).toEqual({ 'X-Own': '1', 'content-type': 'application/json' });
	});

	it('that is sent as JSON, in whatever case another type was given', () => {
		const headers = { 'Content-Type': 'text/plain', Accept: 'a/b' };
		expect(withSecretKey(seamless, { ...post, body: asked, headers }).headers).toEqual({
			Accept: 'a/b',
			'content-type': 'application/json',
		});
	});

	it('over a connection with a certificate that cannot be verified, if allowed', () => {
		const insecure = seamlessOf({ allowUnauthorizedCerts: true });
		expect(withSecretKey(insecure, post)).toMatchObject({
			skipSslCertificateValidation: true,
			rejectUnauthorized: false,
		});
	});
});

const ADVICE = `Send a POST request to ${url}, without query parameters and without a proxy of its own, or correct "Base URL" in the credential.`;

describe('the secret key never goes to another host', () => {
	it.each([
		['another host', { url: 'https://evil.test/api' }],
		['a subdomain', { url: 'https://a.b2copy.example/' }],
		['the host with something behind it', { url: 'https://b2copy.example.evil.test/' }],
		['the host as user info', { url: 'https://b2copy.example@evil.test/' }],
		['another port', { url: 'https://b2copy.example:8443/' }],
		['plain http', { url: url.replace('https', 'http') }],
		['a trailing dot', { url: url.replace('.example', '.example.') }],
		['the older uri', { uri: 'https://evil.test/' }],
		['an absolute url beside a good baseURL', { baseURL: url, url: 'https://evil.test/' }],
		['another baseURL', { baseURL: 'https://evil.test', url: '/api' }],
		['a url without a scheme', { baseURL: url, url: '//evil.test/x' }],
		['three slashes', { baseURL: url, url: '///evil.test/x' }],
		['a backslash', { baseURL: url, url: '\\\\evil.test/x' }],
		['no url', {}],
		['no host', { url: '/api' }],
	])('%s', async (_, options) => {
		const request = { method: 'POST', ...options, body: asked };
		expect(await refusalOf(() => withSecretKey(seamless, request))).toMatchObject({
			errorCode: 'invalid_configuration',
			message:
				'The B2COPY Seamless credential is for b2copy.example only; the secret key was not sent.',
			description: ADVICE,
		});
	});
});

describe('the secret key never goes along with another request to the host', () => {
	it.each([
		['a GET', { url, method: 'GET' }],
		['a PUT', { url, method: 'PUT' }],
		['no method, which is a GET', { url }],
		['another path', { ...post, url: 'https://b2copy.example/api/echo' }],
		['a path below', { ...post, url: `${url}/more` }],
		['a query in the url', { ...post, url: `${url}?x=1` }],
		['a query beside it', { ...post, qs: { x: '1' } }],
		['a fragment', { ...post, url: `${url}#x` }],
		['user info', { ...post, url: url.replace('//', '//a:b@') }],
		['a proxy of its own', { ...post, proxy: { host: 'evil.test', port: 8080 } }],
	])('%s', async (_, options) => {
		const request = { ...options, body: asked };
		expect(await refusalOf(() => withSecretKey(seamless, request))).toMatchObject({
			errorCode: 'invalid_configuration',
			message: `The B2COPY Seamless credential is for POST ${url} only; the secret key was not sent.`,
			description: ADVICE,
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
		const refusal = await refusalOf(() => withSecretKey(seamless, { ...post, ...options }));
		expect(refusal).toMatchObject({
			errorCode: 'invalid_configuration',
			message:
				'The request has a body that is not a JSON object, so the secret key has no place in it.',
			description: 'Set "Body Content Type" to JSON in the HTTP Request node.',
		});
	});
});
