import { afterEach, describe, expect, it, jest } from '@jest/globals';
import nock from 'nock';
import { api, n8n, paths, responding, send } from './support';

const type = 'customTokenGrantApi';
const tokenUrl = 'https://auth.example/oauth2/token';
const { origin, pathname } = new URL(api);

afterEach(() => {
	nock.cleanAll();
	jest.restoreAllMocks();
});

/** An instance whose credential sends its token this way. */
const sending = (sendTokenAs: string, change: object = {}) =>
	n8n({ [type]: { sendTokenAs, ...change } });

describe.each(paths)('a token is sent as the API wants it, by %s', (path) => {
	it.each([
		['X-Auth-Token: {token}', 'x-auth-token', 'abc'],
		['Authorization: Token {token}', 'authorization', 'Token abc'],
		['Authorization: {token}', 'authorization', 'abc'],
	])('%s', async (line, name, value) => {
		responding(tokenUrl, 'POST', [200, { access_token: 'abc' }]);
		const called = responding(api, 'GET', [200]);
		const headers = { [name.toUpperCase()]: 'mine', 'x-other': 'kept' };
		await send(sending(line), path, type, { headers });
		expect(called[0]?.headers).toMatchObject({ [name]: value, 'x-other': 'kept' });
		if (name !== 'authorization') expect(called[0]?.headers).not.toHaveProperty('authorization');
	});

	it('as a query parameter, encoded', async () => {
		responding(tokenUrl, 'POST', [200, { access_token: 'a+b/c=&d' }]);
		const called: string[] = [];
		nock(origin)
			.get(pathname)
			.query(true)
			.reply((uri) => {
				called.push(uri);
				return [200, {}];
			});
		await send(sending('?access_token={token}'), path, type);
		expect(called).toEqual([`${pathname}?access_token=a%2Bb%2Fc%3D%26d`]);
	});

	it('and never to another host, where a header would follow a redirect', async () => {
		responding(tokenUrl, 'POST', [200, { access_token: 'abc' }]);
		responding(api, 'GET', [302, '', { location: 'https://elsewhere.example/' }]);
		const elsewhere = responding('https://elsewhere.example/', 'GET', [200]);
		await send(sending('X-Auth-Token: {token}'), path, type).catch(() => {});
		expect(elsewhere).toEqual([]);
	});
});

describe('a credential test', () => {
	it.each([
		['X-Auth-Token: {token}', 'x-auth-token', 'abc'],
		['Cookie: sid={token}', 'cookie', 'sid=abc'],
	])('calls the Test URL with %s', async (line, name, value) => {
		responding(tokenUrl, 'POST', [200, { access_token: 'abc' }]);
		const called = responding('https://api.example/me', 'GET', [200]);
		const instance = sending(line, { testUrl: 'https://api.example/me' });
		expect(await instance.test(type)).toBe('OK');
		expect(called[0]?.headers).toMatchObject({ [name]: value });
	});

	it('of a token that is asked for by GET does not ask a second time', async () => {
		const asked: string[] = [];
		nock('https://auth.example')
			.persist()
			.get(/.*/)
			.reply((uri) => {
				asked.push(uri);
				return [200, { access_token: 'abc' }];
			});
		const instance = sending('X-Auth-Token: {token}', { requestMethod: 'GET' });
		expect(await instance.test(type)).toBe('OK');
		expect(asked.map((uri) => new URL(uri, tokenUrl).pathname)).toEqual(['/oauth2/token', '/']);
	});
});
