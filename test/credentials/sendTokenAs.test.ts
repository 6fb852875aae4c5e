import { afterEach, describe, expect, it, jest } from '@jest/globals';
import nock from 'nock';
import { api, fakeClock, n8n, paths, responding, send } from './support';

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

	it('with other values of the response: of a new one, when the refresh gives none', async () => {
		const clock = fakeClock();
		const issued = (n: number, more: object = {}) => ({
			...{ access_token: `a-${n}`, refresh_token: `r-${n}`, expires_in: 3600, ...more },
		});
		const asked = responding(
			tokenUrl,
			'POST',
			[200, issued(1, { csrf: 'c-1' }), { 'set-cookie': 'b=1' }],
			[200, issued(2)],
			[200, issued(3, { csrf: 'c-3' }), { 'set-cookie': 'b=3' }],
		);
		const calls = responding(api, 'GET', [200]);
		const instance = sending('X-A: {token}\nX-CSRF: {csrf}\nCookie: {cookies}\nCookie: a={token}');
		await send(instance, path, type);
		clock.pass(3600);
		await send(instance, path, type);
		await send(instance, path, type);
		const grants = asked.map(({ body }) => new URLSearchParams(body).get('grant_type'));
		expect(grants).toEqual(['password', 'refresh_token', 'password']);
		const sent = calls.map(({ headers }) => [headers['x-a'], headers['x-csrf'], headers.cookie]);
		const newer = ['a-3', 'c-3', 'b=3; a=a-3'];
		expect(sent).toEqual([['a-1', 'c-1', 'b=1; a=a-1'], newer, newer]);
	});

	it('and not at all without one of its values', async () => {
		responding(tokenUrl, 'POST', [200, { access_token: 'abc' }]);
		const calls = responding(api, 'GET', [200]);
		const instance = sending('Authorization: Bearer {token}\nX-CSRF: {data.csrf}');
		for (const message of [/without data\.csrf/, /paused/]) {
			await expect(send(instance, path, type)).rejects.toThrow(message);
		}
		expect(calls).toEqual([]);
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
