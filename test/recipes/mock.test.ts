import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MISFIT, startMock } from './mock.mjs';
import { type Recipe } from './recipes.mjs';

const right = { user: 'me', secret: 'right' };
const wrong = { user: 'me', secret: 'wrong' };
const exchange = {
	granted: '201 | x-token: <token>',
	refused: '403 | {"error":"no"}',
	call: 'GET /items | x-token: <token>',
};
const json = { signIn: 'POST /login?v=1 | x-app: a | {"user":"<user>","secret":"<secret>","n":1}' };
const form = { signIn: 'POST /token | Basic: <user> <secret> | grant_type=x&scope=y' };
const JSON_TYPE = { 'x-app': 'a', 'content-type': 'application/json' };
const body = { user: 'me', secret: 'right', n: 1 };

describe.each([
	{
		name: 'JSON',
		recipe: json,
		path: '/login?v=1',
		init: { headers: JSON_TYPE, body: JSON.stringify(body) },
		mistyped: { body: JSON.stringify({ ...body, secret: 'wrong' }) },
		variations: {
			'a number as text': { body: JSON.stringify({ ...body, n: '1' }) },
			'a parameter more': { body: JSON.stringify({ ...body, more: 1 }) },
			'a parameter less': { body: JSON.stringify({ ...body, n: undefined }) },
			'another format': { headers: { 'x-app': 'a' }, body: new URLSearchParams('user=me') },
			'a header less': { headers: { 'content-type': 'application/json' } },
			'a header more': { headers: { ...JSON_TYPE, 'x-more': '1' } },
			'a client in the header': { headers: { ...JSON_TYPE, authorization: 'Basic YTpi' } },
			'another content type': { headers: { ...JSON_TYPE, 'content-type': 'text/plain' } },
		} as Record<string, RequestInit>,
	},
	{
		name: 'a form',
		recipe: form,
		path: '/token',
		init: {
			headers: { authorization: `Basic ${btoa('me:right')}` },
			body: new URLSearchParams('scope=y&grant_type=x'),
		},
		mistyped: { headers: { authorization: `Basic ${btoa('me:wrong')}` } },
		variations: {
			'another method': { method: 'PUT' },
			'no client': { headers: {} },
			'a parameter twice': { body: new URLSearchParams('grant_type=x&scope=y&scope=y') },
		} as Record<string, RequestInit>,
	},
])('the stand-in for a sign-in by $name', ({ recipe, path, init, mistyped, variations }) => {
	let mock: Awaited<ReturnType<typeof startMock>>;
	beforeAll(async () => {
		const whole = { ...exchange, ...recipe, token: '<random>' } as Recipe;
		mock = await startMock(whole, { right, wrong });
	});
	afterAll(async () => await mock.close());
	const ask = async (change: RequestInit = {}, to = path) =>
		await fetch(mock.url + to, { method: 'POST', ...init, ...change });

	it('grants the documented one, and its token opens the documented call', async () => {
		const response = await ask();
		expect(response.status).toBe(201);
		const headers = { 'x-token': response.headers.get('x-token')! };
		expect((await fetch(`${mock.url}/items`, { headers })).status).toBe(200);
		const madeUp = { headers: { 'x-token': 'made-up' } };
		expect((await fetch(`${mock.url}/items`, madeUp)).status).toBe(MISFIT);
	});

	it('refuses a wrong secret as documented', async () => {
		const response = await ask(mistyped);
		expect([response.status, await response.json()]).toEqual([403, { error: 'no' }]);
	});

	it.each(Object.entries(variations))('does not know one with %s', async (_, change) => {
		expect((await ask(change)).status).toBe(MISFIT);
	});

	it.each(['/other', `${path}${path.includes('?') ? '&' : '?'}more=1`])('nor %s', async (to) => {
		expect((await ask({}, to)).status).toBe(MISFIT);
	});
});
