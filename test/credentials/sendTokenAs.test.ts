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
