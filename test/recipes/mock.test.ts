import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unset } from 'lodash';
import { valuesOf } from './form';
import { startMock } from './mock.mjs';
import { fill, recipes, type Request } from './recipes.mjs';

/** The status of the mock for what no documentation has. */
const REFUSED = 418;

describe.each(recipes)('the stand-in for $product', (recipe) => {
	const { right, wrong } = valuesOf(recipe);
	const { request, granted, refused } = recipe.signIn;
	const signIn = fill(request, right);
	let mock: Awaited<ReturnType<typeof startMock>>;

	beforeAll(async () => {
		mock = await startMock(recipe, { right, wrong });
	});
	afterAll(async () => {
		await mock.close();
	});
	const statusOf = async (sent: Request) =>
		(await fetch(mock.url + sent.path, initOf(sent))).status;

	it('grants the documented sign-in, and refuses a wrong secret as documented', async () => {
		expect(await statusOf(signIn)).toBe(granted.status);
		const mistyped = fill(request, wrong);
		const response = await fetch(mock.url + mistyped.path, initOf(mistyped));
		expect(response.status).toBe(refused.status);
		if (refused.json) expect(await response.json()).toEqual(refused.json);
	});

	it.each(variations(signIn))('refuses a sign-in with %s', async (_, sent) => {
		expect(await statusOf(sent)).toBe(REFUSED);
	});

	it('refuses a call with a token that it did not issue', async () => {
		const call = fill(recipe.call, { ...right, token: 'made-up' });
		expect(await statusOf({ ...call, headers: { ...call.headers, ...call.byHand } })).toBe(REFUSED);
	});
});

/** A request as `fetch` takes it. */
function initOf({ method, headers, basic, form, json }: Request): RequestInit {
	const authorization = basic && `Basic ${Buffer.from(basic.join(':')).toString('base64')}`;
	const body = json ? JSON.stringify(json) : form && new URLSearchParams(form);
	return {
		method,
		headers: {
			...(json && { 'content-type': 'application/json' }),
			...(authorization && { authorization }),
			...headers,
		},
		...(method !== 'GET' && { body }),
	};
}

/** The documented request with one thing changed. */
function variations(signIn: Request): Array<[string, Request]> {
	const { method, path, headers, basic, form, json } = signIn;
	const body = json ? 'json' : 'form';
	const further = `${path}${path.includes('?') ? '&' : '?'}further=1`;
	const changed: Array<[string, Partial<Request>]> = [
		['another method', { method: method === 'GET' ? 'POST' : 'GET' }],
		['another path', { path: `/other${path}` }],
		['a further parameter in the query', { path: further }],
		['a further header', { headers: { ...headers, 'x-further': '1' } }],
	];
	for (const name of new URL(path, 'http://mock').searchParams.keys()) {
		changed.push([`no ${name} in the query`, { path: without(path, name) }]);
	}
	if (basic) changed.push(['no client', { basic: undefined }]);
	else if (!headers.authorization) {
		changed.push(['a client in the header', { basic: ['id', 'secret'] }]);
	}
	if (method === 'POST') {
		changed.push(['a further parameter', { [body]: { ...(form ?? json), further: '1' } }]);
	}
	const parameters = [...leavesOf('form', form), ...leavesOf('json', json)];
	if (parameters.length > 0) {
		changed.push(
			['the other body format', { form: json as Request['form'], json: form }],
			['another content type', { headers: { ...headers, 'content-type': 'text/plain' } }],
		);
	}
	return [
		...changed.map(([what, change]): [string, Request] => [what, { ...signIn, ...change }]),
		...[...leavesOf('headers', headers), ...parameters].map((place): [string, Request] => {
			const copy = structuredClone(signIn);
			unset(copy, place);
			return [`no ${place.join(' ')}`, copy];
		}),
	];
}

/** A path without one parameter of its query. */
function without(path: string, name: string): string {
	const { pathname, searchParams } = new URL(path, 'http://mock');
	searchParams.delete(name);
	return `${pathname}?${searchParams}`;
}

/** Where the single values in some JSON are. */
function leavesOf(name: string, value: unknown): string[][] {
	if (value === undefined) return [];
	if (typeof value !== 'object' || value === null) return [[name]];
	return Object.entries(value).flatMap(([key, own]) =>
		leavesOf(key, own).map((place) => [name, ...place]),
	);
}
