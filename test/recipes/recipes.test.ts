import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IHttpRequestMethods } from 'n8n-workflow';
import { CustomTokenGrantApi } from '../../credentials/CustomTokenGrantApi.credentials';
import { GetAuthToken } from '../../nodes/GetAuthToken/GetAuthToken.node';
import { textOf, writePage } from '../markdown.mjs';
import { createN8n } from '../n8n.mjs';
import { searcherFor } from '../secrets.mjs';
import { filled, formOf, isShown, namesUsed, properties, valuesOf } from './form';
import { startMock } from './mock.mjs';
import { pageOf } from './page';
import { fill, recipes } from './recipes.mjs';

const NAME = 'customTokenGrantApi';
const WAYS = ['request', 'legacyRequest'] as const;

/** The tests that each product has passed. */
const passed = new Map<string, Set<string>>();
const TESTS = ['form', ...WAYS, 'test', 'lifetime', 'refusal'];

describe.each(recipes)('$product', (recipe) => {
	const { product, values, call, signIn } = recipe;
	const { right, wrong } = valuesOf(recipe);
	let mock: Awaited<ReturnType<typeof startMock>>;

	beforeAll(async () => {
		passed.set(product, new Set());
		mock = await startMock(recipe, { right, wrong });
	});
	afterAll(async () => {
		await mock.close();
	});
	const pass = (test: string) => passed.get(product)?.add(test);

	/** n8n with this credential, and a request to the API as the product documents it. */
	function open(login: Record<string, string>) {
		const form = filled(recipe, login, mock.url);
		const n8n = createN8n({ [NAME]: new CustomTokenGrantApi() }, { [NAME]: form });
		const { method, path, byHand, json: body } = fill(call, right);
		const address = `${mock.url}${path}`;
		const options = {
			method: method as IHttpRequestMethods,
			headers: byHand,
			json: true,
			...(body && { body }),
		};
		return {
			n8n,
			request: async () =>
				await n8n.request(NAME, { url: address, returnFullResponse: true, ...options }),
			legacyRequest: async () =>
				await n8n.legacyRequest(NAME, { uri: address, resolveWithFullResponse: true, ...options }),
		};
	}

	it('fills in what differs from the standard, in fields that the form shows', () => {
		const form = formOf(recipe);
		for (const [name, value] of Object.entries(form)) {
			expect([name, isShown(name, form)]).toEqual([name, true]);
			if (name === 'grantType') continue;
			const standard = properties.find((property) => property.name === name)?.default;
			expect([name, value]).not.toEqual([name, standard]);
		}
		expect([...namesUsed(recipe)].sort()).toEqual(Object.keys(values).sort());
		pass('form');
	});

	it.each(WAYS)('signs in and calls the API as documented, by %s', async (way) => {
		expect(await open(right)[way]()).toMatchObject({ statusCode: 200, body: { ok: true } });
		expect(mock.asked).toMatchObject({ signIns: 1, misfits: [] });
		pass(way);
	});

	it('passes the test of the credential, with the token at its Test URL if it has one', async () => {
		const { calls } = mock.asked;
		expect(await open(right).n8n.test(NAME)).toBe('OK');
		if ('testUrl' in recipe.form) {
			expect(mock.asked).toMatchObject({ calls: calls + 1, misfits: [] });
		}
		pass('test');
	});

	it('has the documented lifetime', async () => {
		const parameters = { provider: 'customTokenGrant', simplify: true, options: {} };
		const { items } = await open(right).n8n.execute(new GetAuthToken(), { parameters });
		const { lifetime } = signIn;
		const { expiresIn } = items[0].json;
		if (lifetime === null) expect(expiresIn).toBeNull();
		else {
			expect(expiresIn).toBeLessThanOrEqual(lifetime);
			expect(expiresIn).toBeGreaterThan(lifetime - 120);
		}
		pass('lifetime');
	});

	it('gets one attempt of six calls with a wrong login, and no message shows a secret', async () => {
		mock.asked.signIns = 0;
		mock.asked.misfits = [];
		const secrets = Object.entries(wrong).filter(([name]) => values[name]?.secret);
		const findSecrets = searcherFor(Object.fromEntries(secrets));
		const { n8n, ...instance } = open(wrong);
		const parameters = { provider: 'customTokenGrant', simplify: true, options: {} };
		for (const code of [signIn.refused.code, 'sign_in_paused']) {
			const { items } = await n8n.execute(new GetAuthToken(), {
				parameters,
				onError: 'continueRegularOutput',
			});
			expect(items[0].json).toMatchObject({ errorCode: code });
			expect(findSecrets(JSON.stringify(items))).toEqual([]);
		}
		for (const way of [...WAYS, ...WAYS]) {
			const thrown: unknown = await instance[way]().catch((reason: unknown) => reason);
			expect(thrown).toMatchObject({ message: expect.stringMatching(/ is paused for another /) });
			const names = Object.getOwnPropertyNames(thrown);
			expect(findSecrets(JSON.stringify(thrown, names) + String(thrown))).toEqual([]);
		}
		expect(mock.asked).toMatchObject({ signIns: 1, misfits: [] });
		pass('refusal');
	});
});

describe('docs/recipes.md', () => {
	it('is what the recipes say and this run found', () => {
		const works = (product: string) => passed.get(product)?.size === TESTS.length;
		const page = pageOf(recipes, works);
		writePage('docs/recipes.md', page);
		expect(textOf('docs/recipes.md')).toBe(page);
	});
});
