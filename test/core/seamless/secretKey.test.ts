import { describe, expect, it } from '@jest/globals';
import { withSecretKey } from '../../../core/seamless/secretKey';
import { refusalOf, seamlessOf } from '../support';

const SECRET_KEY = 'Password1234!';
const origin = 'https://b2copy.example';
const path = '/api/v1/standalone/auth/getAuthUrl';
const url = origin + path;
const post = { method: 'POST', url };
const asked = { account_id: '77632289', investment_platform_id: '1' };
const full = { ...asked, secret_key: SECRET_KEY };
const seamless = seamlessOf();

describe('the secret key goes into the body', () => {
	it.each([
		['an object', asked, full],
		['text in JSON', JSON.stringify(asked), JSON.stringify(full)],
		['nothing yet', undefined, { secret_key: SECRET_KEY }],
		['an object with an old key', { ...asked, secret_key: 'old' }, full],
	])('that is %s', (_, given, body) => {
		expect(withSecretKey(seamless, { ...post, body: given })).toEqual({
			...post,
			body,
			headers: { 'content-type': 'application/json' },
			followRedirect: false,
			followAllRedirects: false,
			disableFollowRedirect: true,
		});
	});

	it('under the other name, where the credential says so', () => {
		const other = seamlessOf({ secretKeyParameter: 'secrete_key' });
		const { body } = withSecretKey(other, { ...post, body: asked });
		expect(body).toEqual({ ...asked, secrete_key: SECRET_KEY });
	});

	it('of new options: the given ones, body and headers included, stay as they were', () => {
		const options = { ...post, body: { ...asked }, headers: { 'X-Own': '1' } };
		const before = structuredClone(options);
		const { headers } = withSecretKey(seamless, options);
		expect(options).toEqual(before);
		expect(headers).toEqual({ 'X-Own': '1', 'content-type': 'application/json' });
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

	it('twice, when n8n sends the request again', () => {
		const once = withSecretKey(seamless, post);
		expect(withSecretKey(seamless, once)).toEqual(once);
	});
});

describe('the secret key goes to the address for links', () => {
	it.each<[string, object, string?]>([
		['the older uri', { uri: url }],
		['baseURL and url', { baseURL: origin, url: path }],
		['baseURL with a slash at its end', { baseURL: `${origin}/`, url: path }],
		['baseURL, and a url without a slash', { baseURL: origin, url: path.slice(1) }],
		['baseURL alone', { baseURL: url }],
		['baseURL and an empty url', { baseURL: url, url: '' }],
		['the whole url beside a baseURL', { baseURL: 'https://other.example', url }],
		['the method in small letters', { url, method: 'post' }],
		['host and scheme in capitals', { url: `HTTPS://B2COPY.Example${path}` }],
		['the standard port', { url: `https://b2copy.example:443${path}` }],
		['a space at the end, from copying', { url: `${url} ` }],
		['no query parameters', { url, qs: {} }],
		['a Base URL with a path', { baseURL: `${origin}/x`, url: path }, `${origin}/x`],
		['a Base URL that is the whole address', { url }, url],
		['a Base URL with a port', { url: `${origin}:8443${path}` }, `${origin}:8443`],
	])('given by %s', (_, options, baseUrl = origin) => {
		const given = { method: 'POST', body: asked, ...options };
		const { body, ...sent } = withSecretKey(seamlessOf({ baseUrl }), given);
		expect(body).toEqual(full);
		expect(sent).toMatchObject({ uri: undefined, baseURL: undefined, qs: undefined });
		expect(sent).toHaveProperty('url', seamlessOf({ baseUrl }).url.href);
	});
});

const refusedFor = async (options: object) =>
	await refusalOf(() => withSecretKey(seamless, { method: 'POST', body: asked, ...options }));

const description = `Send a POST request to ${url} without query parameters or a proxy, or correct "Base URL" in the credential.`;

describe('the secret key goes to no other host', () => {
	it.each([
		['another host with the same path', { url: `https://evil.test${path}` }],
		['a subdomain', { url: `https://a.b2copy.example${path}` }],
		['the host with something behind it', { url: `https://b2copy.example.evil.test${path}` }],
		['the host as user info', { url: `https://b2copy.example@evil.test${path}` }],
		['another port', { url: `https://b2copy.example:8443${path}` }],
		['plain http', { url: `http://b2copy.example${path}` }],
		['a trailing dot', { url: `https://b2copy.example.${path}` }],
		['the older uri', { uri: `https://evil.test${path}` }],
		['an absolute url beside a good baseURL', { baseURL: url, url: 'https://evil.test/' }],
		['another baseURL', { baseURL: 'https://evil.test', url: path }],
		['a url without a scheme', { baseURL: url, url: `//evil.test${path}` }],
		['three slashes', { baseURL: url, url: `///evil.test${path}` }],
		['a backslash', { baseURL: url, url: `\\\\evil.test${path}` }],
		['no url', {}],
		['no host', { url: path }],
	])('%s', async (_, options) => {
		expect(await refusedFor(options)).toMatchObject({
			errorCode: 'invalid_configuration',
			message:
				'The B2COPY Seamless credential works only for b2copy.example, so the secret key was not sent.',
			description,
		});
	});
});

describe('the secret key goes to no other page of the host', () => {
	it.each([
		['another path', { url: `${origin}/api/echo` }],
		['the host alone', { url: origin }],
		['a path below', { url: `${url}/x` }],
		['a slash at the end', { url: `${url}/` }],
		['two slashes', { url: `${origin}/${path}` }],
		['an encoded slash', { url: url.replace('/auth', '%2fauth') }],
		['an encoded letter', { url: url.replace('getAuthUrl', '%67etAuthUrl') }],
		['a way upwards', { url: `${url}/../x` }],
		['a way upwards with a parameter', { url: url.replace('/auth', '/auth/..;/auth') }],
		['a path parameter', { url: `${url};x=1` }],
		['another case', { url: url.toLowerCase() }],
		['an encoded space at the end', { url: `${url}%20` }],
		['an encoded end of text', { url: `${url}%00` }],
		['a query', { url: `${url}?x=1` }],
		['an empty query', { url: `${url}?` }],
		['a fragment', { url: `${url}#x` }],
		['user info', { url: url.replace('://', '://user:word@') }],
		['a relative url below a longer baseURL', { baseURL: `${origin}/x`, url: path }],
		['query parameters', { url, qs: { x: '1' } }],
		['the method GET', { url, method: 'GET' }],
		['no method, which is GET', { url, method: undefined }],
		['a proxy', { url, proxy: 'http://evil.test:8080' }],
		['a proxy in the newer form', { url, proxy: { host: 'evil.test', port: 8080 } }],
	])('%s', async (_, options) => {
		expect(await refusedFor(options)).toMatchObject({
			errorCode: 'invalid_configuration',
			message: `The B2COPY Seamless credential works only for POST ${url}, so the secret key was not sent.`,
			description,
		});
	});
});

describe('a body to which the secret key cannot be added is refused', () => {
	it.each([
		['text', { body: 'account_id=1' }],
		['half of JSON', { body: '{"a":' }],
		['a list', { body: [asked] }],
		['a list as text', { body: '[]' }],
		['a number', { body: 5 }],
		['bytes', { body: Buffer.from('{}') }],
		['a form', { body: new URLSearchParams('a=1') }],
		['the older form', { form: { a: '1' } }],
		['the older multipart form', { formData: { a: '1' } }],
	])('%s', async (_, options) => {
		expect(await refusedFor({ url, ...options })).toMatchObject({
			errorCode: 'invalid_configuration',
			message:
				'The request has a body that is not a JSON object, so the secret key cannot be added.',
			description: 'Set "Body Content Type" to JSON in the HTTP Request node.',
		});
	});
});
