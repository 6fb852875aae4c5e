import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { responding, n8n } from './support';

const endpoint = 'https://b2copy.example/api/v1/standalone/auth/getAuthUrl';
const asked = { account_id: '77632289', investment_platform_id: '1' };

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

type Instance = ReturnType<typeof n8n>;

/** The two ways in which nodes use a credential. */
const paths = {
	request: async (instance: Instance, url: string) =>
		await instance.request('b2copySeamlessApi', { url, method: 'POST', body: asked }),
	legacyRequest: async (instance: Instance, uri: string) =>
		await instance.legacyRequest('b2copySeamlessApi', {
			uri,
			method: 'POST',
			body: asked,
			json: true,
		}),
};

describe.each(Object.entries(paths))('b2copySeamlessApi by %s', (_, send) => {
	it('puts the secret key into the JSON body, and nothing into a header', async () => {
		const calls = responding(endpoint, 'POST', [200, { status: 200 }]);
		await send(n8n(), endpoint);
		expect(JSON.parse(calls[0]!.body)).toEqual({ ...asked, secret_key: 'Password1234!' });
		expect(calls[0]?.headers).not.toHaveProperty('authorization');
		expect(calls[0]?.headers['content-type']).toContain('application/json');
	});

	it('sends the key to no other host', async () => {
		const elsewhere = responding('https://evil.test/', 'POST', [200]);
		await expect(send(n8n(), 'https://evil.test/')).rejects.toThrow(
			/b2copy\.example.*the secret key was not sent/,
		);
		expect(elsewhere).toEqual([]);
	});

	it('sends the key nowhere that the host redirects to', async () => {
		responding(endpoint, 'POST', [307, '', { location: 'https://evil.test/' }]);
		const elsewhere = responding('https://evil.test/', 'POST', [200]);
		await expect(send(n8n(), endpoint)).rejects.toMatchObject({ httpCode: '307' });
		expect(elsewhere).toEqual([]);
	});

	it('writes nothing into the store of n8n', async () => {
		responding(endpoint, 'POST', [401]);
		const instance = n8n();
		await expect(send(instance, endpoint)).rejects.toThrow();
		expect(instance.persisted).toEqual([]);
	});
});

it('a request that asks to follow redirects, as the HTTP Request node does, follows none', async () => {
	responding(endpoint, 'POST', [307, '', { location: 'https://evil.test/' }]);
	const elsewhere = responding('https://evil.test/', 'POST', [200]);
	const redirects = { followRedirect: true, followAllRedirects: true, maxRedirects: 21 };
	const options = { uri: endpoint, method: 'POST' as const, body: asked, json: true, ...redirects };
	await expect(n8n().legacyRequest('b2copySeamlessApi', options)).rejects.toMatchObject({
		httpCode: '307',
	});
	expect(elsewhere).toEqual([]);
});

describe('the test of b2copySeamlessApi asks for the link of account 0', () => {
	type Response = Parameters<typeof responding>[2];

	/** n8n sends the request of the credential's test; the credential makes it a request of its own. */
	async function test(response: Response) {
		const calls = responding(endpoint, 'POST', response);
		responding('https://b2copy.example/', 'GET', [200]);
		return { outcome: await n8n().test('b2copySeamlessApi'), calls };
	}

	it.each<[string, Response]>([
		['a link', [200, { status: 200, data: { url: 'https://my.example/abc' } }]],
		['no such client', [422, { message: 'No such account.' }]],
		['no such client, in the body', [200, { status: 404, message: 'No such account.' }]],
		['an unknown client', [400, { message: 'The account is unknown.' }]],
		['no link', [200, { status: 200, data: {} }]],
	])('%s: the secret key is right', async (_, response) => {
		const { outcome, calls } = await test(response);
		expect(outcome).toBe('OK');
		expect(calls.map(({ body }) => JSON.parse(body))).toEqual([
			{ account_id: '0', investment_platform_id: '1', secret_key: 'Password1234!' },
		]);
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
