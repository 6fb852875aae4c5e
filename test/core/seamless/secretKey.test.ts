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
		['text in JSON', JSON.stringify(asked), JSON.stringify(full)],
		['an object', asked, full],
		['nothing yet', undefined, { secret_key: SECRET_KEY }],
	])('that is %s', (_, given, body) => {
		const headers = { Accept: 'text/html', authorization: 'Bearer abc' };
		const sent = withSecretKey(seamless, { ...post, headers, body: given });
		expect(sent).toEqual({
			...post,
			body,
			headers: { accept: 'application/json', 'content-type': 'application/json' },
			followRedirect: false,
			followAllRedirects: false,
			disableFollowRedirect: true,
		});
		expect(withSecretKey(seamless, sent)).toEqual(sent);
	});

	it('of new options: the given ones, body and headers included, stay as they were', () => {
		const options = { ...post, body: { ...asked }, headers: { 'X-Own': '1' } };
		const before = structuredClone(options);
		withSecretKey(seamless, options);
		expect(options).toEqual(before);
	});

	it.each([
		[{ secretKeyParameter: 'secrete_key' }, { body: { secrete_key: SECRET_KEY } }],
		[
			{ allowUnauthorizedCerts: true },
			{ skipSslCertificateValidation: true, rejectUnauthorized: false },
		],
	])('as the credential says with %j', (change, sent) => {
		expect(withSecretKey(seamlessOf(change), post)).toMatchObject(sent);
	});
});

describe('the secret key goes to the address for links', () => {
	it.each<[string, object, string?]>([
		['the older uri', { uri: url }],
		['the method in small letters', { url, method: 'post' }],
		['the standard port', { url: `https://b2copy.example:443${path}` }],
		['a space at the end, from copying', { url: `${url} ` }],
		['a Base URL with a port', { url: `${origin}:8443${path}` }, `${origin}:8443`],
	])('given by %s', (_, options, baseUrl = origin) => {
		const given = { method: 'POST', body: asked, ...options };
		const { body, ...sent } = withSecretKey(seamlessOf({ baseUrl }), given);
		expect(body).toEqual(full);
		expect(sent).toMatchObject({ uri: undefined, url: seamlessOf({ baseUrl }).url.href });
	});
});

/** Expects that the secret key goes along with none of these requests. */
function refuses(message: string, description: string, requests: Array<[string, object]>): void {
	it.each(requests)('%s', async (_what, options) => {
		const request = { method: 'POST', url, body: asked, ...options };
		expect(await refusalOf(() => withSecretKey(seamless, request))).toMatchObject({
			errorCode: 'invalid_configuration',
			message,
			description,
		});
	});
}

const only = (where: string) =>
	`The B2COPY Seamless credential works only for ${where}, so the secret key was not sent.`;
const correct = `Send a POST request to ${url} without query parameters or a proxy, or correct "Base URL" in the credential.`;
const notJson =
	'The request has a body that is not a JSON object, so the secret key cannot be added.';

describe('the secret key goes to no other host', () => {
	refuses(only('b2copy.example'), correct, [
		['another host with the same path', { url: `https://evil.test${path}` }],
		['a subdomain', { url: `https://a.b2copy.example${path}` }],
		['the host as user info', { url: `https://b2copy.example@evil.test${path}` }],
		['another port', { url: `https://b2copy.example:8443${path}` }],
		['a trailing dot', { url: `https://b2copy.example.${path}` }],
		['the older uri', { url: undefined, uri: `https://evil.test${path}` }],
		['a baseURL, which no node gives', { baseURL: origin, url: path }],
	]);
});

describe('the secret key goes to no other page of the host', () => {
	refuses(only(`POST ${url}`), correct, [
		['another path', { url: `${origin}/api/echo` }],
		['a path below', { url: `${url}/x` }],
		['a way upwards with a parameter', { url: url.replace('/auth', '/auth/..;/auth') }],
		['a path parameter', { url: `${url};x=1` }],
		['a query', { url: `${url}?x=1` }],
		['a fragment', { url: `${url}#x` }],
		['user info', { url: url.replace('://', '://user:word@') }],
		['query parameters', { qs: { x: '1' } }],
		['no method, which is GET', { method: undefined }],
		['a proxy', { proxy: 'http://evil.test:8080' }],
	]);
});

describe('a body to which the secret key cannot be added is refused', () => {
	refuses(notJson, 'Set "Body Content Type" to JSON in the HTTP Request node.', [
		['text', { body: 'account_id=1' }],
		['a list', { body: [asked] }],
		['bytes', { body: Buffer.from('{}') }],
		['a form', { body: new URLSearchParams('a=1') }],
		['the older form', { form: { a: '1' } }],
	]);
});
