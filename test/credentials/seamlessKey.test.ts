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

	it.each([
		['POST', '/api/echo', {}],
		['GET', path, { method: 'GET' }],
		['GET', '/search', { method: 'GET', url: `${origin}/search` }],
		['POST', path, { qs: { account: '0' } }],
		['POST', path, { proxy: 'http://evil.test:8080' }],
	])(
		'by %s to %s with %j is refused, and the message says what to do',
		async (method, to, rest) => {
			const calls = responding(origin + to, method, [200, {}]);
			const reason: unknown = await send({ url: origin + to, ...rest }).catch(
				(thrown: unknown) => thrown,
			);
			expect(reason).toMatchObject({
				message: expect.stringContaining(`POST ${endpoint}`),
				description: expect.stringContaining('"Base URL"'),
			});
			expect(calls).toEqual([]);
		},
	);
});

describe('the test of b2copySeamlessApi', () => {
	it('sends the secret key in the link request alone, and its own header nowhere', async () => {
		const calls = responding(endpoint, 'POST', [422, { message: 'No such account.' }]);
		const home = responding(`${origin}/`, 'GET', [200]);
		expect(await n8n().test(type)).toBe('OK');
		expect(calls.map(({ body }) => JSON.parse(body))).toEqual([full]);
		expect(home.map(({ body }) => body)).toEqual(['']);
		expect(JSON.stringify([home, calls])).not.toContain('x-credential-test');
		expect(JSON.stringify(home)).not.toContain('Password1234!');
	});

	it.each([
		['a link to another host than the Redirect URL', { url: 'https://other.example/abc' }],
		['a link that is not safe', { url: 'http://my.example/abc' }],
	])('does not judge the Redirect URL: %s shows that the key is right', async (_, data) => {
		responding(endpoint, 'POST', [200, { status: 200, data }]);
		responding(`${origin}/`, 'GET', [200]);
		const change = { [type]: { redirectUrl: 'https://my.example' } };
		expect(await n8n(change).test(type)).toBe('OK');
	});

	it('says where to look when B2COPY refuses without saying why', async () => {
		responding(endpoint, 'POST', [423]);
		expect(await n8n().test(type)).toMatch(/"Secret Key"/);
	});

	it.each([
		[{ secretKey: '' }, /"Secret Key"/],
		[{ investmentPlatformId: 'a b' }, /"Investment Platform ID"/],
		[{ redirectUrl: 'my.example' }, /"Redirect URL"/],
	])('asks for nothing with %j', async (change, words) => {
		const calls = responding(endpoint, 'POST', [200]);
		expect(await n8n({ [type]: change }).test(type)).toMatch(words);
		expect(calls).toEqual([]);
	});
});
