import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { n8n, paths, responding } from './support';

const type = 'b2copySeamlessApi';
const origin = 'https://b2copy.example';
const path = '/api/v1/standalone/auth/getAuthUrl';
const endpoint = origin + path;
const asked = { account_id: '0', investment_platform_id: '1' };
const full = { ...asked, secret_key: 'Password1234!' };

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

describe.each(paths)("a workflow's own request by %s", (way) => {
	const send = async (options: object) =>
		await n8n()[way](type, { url: endpoint, method: 'POST', body: asked, json: true, ...options });

	it.each([
		['about account 0', {}],
		['about account 0, as text', { body: JSON.stringify(asked) }],
		['with a header like that of a credential test', { headers: { 'x-credential-test': 'yes' } }],
	])('%s is sent as it is, with the secret key, and once', async (_, options) => {
		const calls = responding(endpoint, 'POST', [200, { status: 404, message: 'Unknown.' }]);
		const home = responding(`${origin}/`, 'GET', [200]);
		const response: unknown = await send(options);
		expect(calls[0]?.headers).not.toHaveProperty('x-credential-test');
		expect(Object(response)).toMatchObject({ message: 'Unknown.' });
		expect(calls.map(({ body }) => JSON.parse(body))).toEqual([full]);
		expect(home).toEqual([]);
	});
});

describe('the test of b2copySeamlessApi', () => {
	it('says where to look when B2COPY refuses without saying why', async () => {
		responding(endpoint, 'POST', [423]);
		expect(await n8n().test(type)).toMatch(/"Secret Key"/);
	});
});

it('a request that asks to follow redirects, as the HTTP Request node does, follows none', async () => {
	responding(endpoint, 'POST', [307, '', { location: 'https://evil.test/' }]);
	const elsewhere = responding('https://evil.test/', 'POST', [200]);
	const redirects = { followRedirect: true, followAllRedirects: true, maxRedirects: 21 };
	const options = { uri: endpoint, method: 'POST' as const, body: asked, json: true, ...redirects };
	await expect(n8n().legacyRequest(type, options)).rejects.toMatchObject({
		httpCode: '307',
	});
	expect(elsewhere).toEqual([]);
});

describe('the test of b2copySeamlessApi asks for the link of account 0', () => {
	type Response = Parameters<typeof responding>[2];

	/** n8n sends the request of the credential's test; the credential makes it a request of its own. */
	async function test(response: Response) {
		const calls = responding(endpoint, 'POST', response);
		const home = responding(`${origin}/`, 'GET', [200]);
		return { outcome: await n8n().test(type), calls, home };
	}

	it.each<[string, Response]>([
		['a link', [200, { status: 200, data: { url: 'https://my.example/abc' } }]],
		['no such client', [422, { message: 'No such account.' }]],
		['no such client, in the body', [200, { status: 404, message: 'No such account.' }]],
		['an unknown client', [400, { message: 'The account is unknown.' }]],
		['no link', [200, { status: 200, data: {} }]],
	])('%s: the secret key is right', async (_, response) => {
		const { outcome, calls, home } = await test(response);
		expect(outcome).toBe('OK');
		expect(calls.map(({ body }) => JSON.parse(body))).toEqual([full]);
		expect(home.map(({ body }) => body)).toEqual(['']);
		expect(JSON.stringify([home, calls])).not.toContain('x-credential-test');
	});

	it.each<[string, Response, RegExp]>([
		['401', [401], /secret key.*System > Settings > Side Auth/],
		['403 in the body', [200, { status: 403 }], /secret key/],
		[
			'422 over the secret key',
			[422, { message: 'The secret key field is required.' }],
			/"Secret Key Parameter"/,
		],
		['404', [404], /404.*"Base URL"/],
		['a web page', [200, '<html></html>'], /JSON.*"Base URL"/],
		['503', [503], /503/],
		['a redirect', [302, '', { location: 'https://evil.test' }], /302/],
	])('%s: the message says what to do', async (_, response, words) => {
		const { outcome } = await test(response);
		expect(outcome).toMatch(words);
	});
});
