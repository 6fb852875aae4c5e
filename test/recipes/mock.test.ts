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
		const response = await fetch(mock.url + signIn.path, initOf(fill(request, wrong)));
		expect(response.status).toBe(refused.status);
		expect(await response.json()).toEqual(refused.json);
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
	const body = form ? 'form' : 'json';
	const without = (place: string, name: string): [string, Request] => {
		const copy = structuredClone(signIn);
		unset(copy, `${place}.${name}`);
		return [`no ${place === 'headers' ? 'header' : 'parameter'} ${name}`, copy];
	};
	const changed: Array<[string, Request] | false> = [
		['another method', { ...signIn, method: method === 'GET' ? 'POST' : 'GET' }],
		['another path', { ...signIn, path: `/other${path}` }],
		[
			'a further parameter in the query',
			{ ...signIn, path: `${path}${path.includes('?') ? '&' : '?'}further=1` },
		],
		['a further header', { ...signIn, headers: { ...headers, 'x-further': '1' } }],
		basic !== undefined && ['no client', { ...signIn, basic: undefined }],
		basic === undefined && ['a client in the header', { ...signIn, basic: ['id', 'secret'] }],
		...(method === 'POST'
			? ([
					['a further parameter', { ...signIn, [body]: { ...(form ?? json), further: '1' } }],
					['the other body format', { ...signIn, form: json as Request['form'], json: form }],
					[
						'another content type',
						{ ...signIn, headers: { ...headers, 'content-type': 'text/plain' } },
					],
				] as Array<[string, Request]>)
			: []),
		...Object.keys(headers).map((name) => without('headers', name)),
		...pathsOf(form).map((name) => without('form', name)),
		...pathsOf(json).map((name) => without('json', name)),
	];
	return changed.filter((row) => row !== false);
}

/** The dotted names of all values in some JSON. */
function pathsOf(value: unknown, parent = ''): string[] {
	return Object.entries(Object(value)).flatMap(([name, own]) =>
		typeof own === 'object' && own !== null
			? pathsOf(own, `${parent}${name}.`)
			: [`${parent}${name}`],
	);
}
