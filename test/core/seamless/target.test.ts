import { describe, expect, it } from '@jest/globals';
import { withSecretKey } from '../../../core/seamless/secretKey';
import { refusalOf, seamlessOf } from '../support';

const origin = 'https://b2copy.example';
const path = '/api/v1/standalone/auth/getAuthUrl';
const url = origin + path;
const post = { method: 'POST', body: { account_id: '77632289' } };

describe('the secret key goes into a request for a link', () => {
	it.each([
		['url', { url }],
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
	])('given by %s', (_, options) => {
		const { body, ...sent } = withSecretKey(seamlessOf(), { ...post, ...options });
		expect(body).toEqual({ ...post.body, secret_key: 'Password1234!' });
		expect(sent).toMatchObject({ url, uri: undefined, baseURL: undefined, qs: undefined });
	});

	it.each([
		[
			'a path of its own',
			'https://host.example/b2copy',
			{ baseURL: 'https://host.example/b2copy', url: path },
		],
		['the whole address', url, { url }],
		['a port', 'https://b2copy.example:8443', { url: `https://b2copy.example:8443${path}` }],
	])('where Base URL has %s', (_, baseUrl, options) => {
		const { body } = withSecretKey(seamlessOf({ baseUrl }), { ...post, ...options });
		expect(body).toHaveProperty('secret_key');
	});

	it('twice, when n8n sends the request again', () => {
		const seamless = seamlessOf();
		const once = withSecretKey(seamless, { ...post, url });
		expect(withSecretKey(seamless, once)).toEqual(once);
	});
});

const refusedFor = async (options: object) =>
	await refusalOf(() => withSecretKey(seamlessOf(), { ...post, ...options }));

const description = `Send a POST request to ${url}, without query parameters and without a proxy of its own, or correct "Base URL" in the credential.`;

describe('the secret key goes to no other host', () => {
	it.each([
		['another host', { url: 'https://evil.test/api' }],
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
				'The B2COPY Seamless credential is for b2copy.example only; the secret key was not sent.',
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
		['two slashes within', { url: url.replace('/auth', '//auth') }],
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
		['the method PUT', { url, method: 'PUT' }],
		['no method, which is GET', { url, method: undefined }],
		['a proxy of its own', { url, proxy: 'http://evil.test:8080' }],
		['a proxy of its own, in the newer form', { url, proxy: { host: 'evil.test', port: 8080 } }],
	])('%s', async (_, options) => {
		expect(await refusedFor(options)).toMatchObject({
			errorCode: 'invalid_configuration',
			message: `The B2COPY Seamless credential is for POST ${url} only; the secret key was not sent.`,
			description,
		});
	});
});
