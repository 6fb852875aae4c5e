import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
	NodeApiError,
	type IDataObject,
	type IHttpRequestMethods,
	type INodeProperties,
} from 'n8n-workflow';
import { CustomTokenGrantApi } from '../../credentials/CustomTokenGrantApi.credentials';
import { GetAuthToken } from '../../nodes/GetAuthToken/GetAuthToken.node';
import { createN8n } from '../n8n.mjs';
import { searcherFor } from '../secrets.mjs';
import { startMock } from './mock.mjs';
import { fill, namesIn, readMessage, recipes, type Recipe, type Values } from './recipes.mjs';

const NAME = 'customTokenGrantApi';
const WAYS = ['request', 'legacyRequest'] as const;
const SWITCH = 'showAdvanced';
const { properties } = new CustomTokenGrantApi();

describe.each(recipes)('$product', (recipe) => {
	const { right, wrong, secrets } = valuesOf(recipe);
	let mock: Awaited<ReturnType<typeof startMock>>;

	beforeAll(async () => {
		mock = await startMock(recipe, { right, wrong });
	});
	afterAll(async () => await mock.close());

	/** n8n with this credential, and a request to the API as the product documents it. */
	function open(login: Values) {
		const form = filledForm(recipe, login, mock.url);
		const n8n = createN8n({ [NAME]: new CustomTokenGrantApi() }, { [NAME]: form });
		const { method, path, json: body } = readMessage(fill(recipe.call, right));
		const options = {
			...{ method: method as IHttpRequestMethods, json: true, headers: headersByHand(recipe) },
			...(body !== undefined && { body: body as IDataObject }),
		};
		const url = `${mock.url}${path}`;
		return {
			n8n,
			request: async () => await n8n.request(NAME, { url, returnFullResponse: true, ...options }),
			legacyRequest: async () =>
				await n8n.legacyRequest(NAME, { uri: url, resolveWithFullResponse: true, ...options }),
			getAuthToken: async (onError?: 'continueRegularOutput') => {
				const parameters = { provider: 'customTokenGrant', simplify: true, options: {} };
				return (await n8n.execute(new GetAuthToken(), { parameters, onError })).items;
			},
		};
	}

	it('names fields that the form shows and that differ from their default, and all values', () => {
		const form = formOf(recipe);
		const useless = Object.keys(form).filter((name) => {
			const shown = properties.filter(
				(property) => property.name === name && isShown(property, form),
			);
			const isDefault = shown.some((property) => property.default === form[name]);
			return shown.length === 0 || (isDefault && name !== 'grantType');
		});
		expect(useless).toEqual([]);
		const names = new Set(namesIn(recipe.fields.flat().join()));
		expect(namesIn(recipe.request).filter((name) => !names.has(name))).toEqual([]);
		for (const header of Object.keys(headersByHand(recipe))) {
			expect(recipe.text.toLowerCase()).toContain(`\`${header}`);
		}
	});

	it.each(WAYS)('signs in and calls the API as documented, by %s', async (way) => {
		expect(await open(right)[way]()).toMatchObject({ statusCode: 200, body: { ok: true } });
		expect(mock.asked).toMatchObject({ signIns: 1, misfits: [] });
	});

	it('passes the test of the credential, with the token at its Test URL if it has one', async () => {
		const { calls } = mock.asked;
		expect(await open(right).n8n.test(NAME)).toBe('OK');
		if (!('testUrl' in formOf(recipe))) return;
		expect(mock.asked).toMatchObject({ calls: calls + 1, misfits: [] });
	});

	it('has the documented lifetime', async () => {
		const [item] = await open(right).getAuthToken();
		const { expiresIn } = item!.json;
		if (recipe.lifetime === null) return void expect(expiresIn).toBeNull();
		expect(expiresIn).toBeLessThanOrEqual(recipe.lifetime);
		expect(expiresIn).toBeGreaterThan(recipe.lifetime - 120);
	});

	it('gets one attempt of six calls with a wrong login, and no message shows a secret', async () => {
		Object.assign(mock.asked, { signIns: 0, misfits: [] });
		const findSecrets = searcherFor(
			Object.fromEntries(secrets.map((name) => [name, wrong[name] ?? ''])),
		);
		const instance = open(wrong);
		for (const code of [recipe.code, 'sign_in_paused']) {
			const items = await instance.getAuthToken('continueRegularOutput');
			expect(items[0]!.json).toMatchObject({ errorCode: code });
			expect(findSecrets(JSON.stringify(items))).toEqual([]);
		}
		for (const way of [...WAYS, ...WAYS]) {
			const thrown: unknown = await instance[way]().catch((reason: unknown) => reason);
			expect(thrown).toBeInstanceOf(NodeApiError);
			const names = Object.getOwnPropertyNames(thrown);
			expect(findSecrets(JSON.stringify(thrown, names) + String(thrown))).toEqual([]);
		}
		expect(mock.asked).toMatchObject({ signIns: 1, misfits: [] });
	});
});

/** What people enter, by the names of the fields. */
function formOf({ product, fields }: Recipe): IDataObject {
	const form: IDataObject = {};
	for (const [label, cell = ''] of fields) {
		const property = properties.find(({ displayName }) => displayName === label);
		if (!property) throw new Error(`${product}: the form has no field "${label}".`);
		const texts = [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text!);
		const [rows] = (property.options ?? []).map(({ name }) => name);
		const earlier = Object.values(Object(form[property.name]) as IDataObject).flat();
		form[property.name] = {
			options: () => property.options?.find((one) => 'value' in one && one.name === cell),
			boolean: () => cell === 'on',
			number: () => Number(texts[0]),
			string: () => texts[0],
			fixedCollection: () => ({
				[rows ?? '']: [...earlier, { name: texts[0], value: valueIn(texts[1]!) }],
			}),
		}[property.type as 'string']() as string;
		if (property.type === 'options') {
			form[property.name] = (form[property.name] as unknown as { value: string }).value;
		}
	}
	const isHidden = Object.keys(form).some(
		(name) => !properties.some((property) => property.name === name && isShown(property, form)),
	);
	return isHidden ? { [SWITCH]: true, ...form } : form;
}

/** A text, or what its expression gives. */
function valueIn(text: string): unknown {
	const [, expression] = /^\{\{ (.*) \}\}$/.exec(text) ?? [];
	return expression === undefined ? text : JSON.parse(expression);
}

function isShown({ displayOptions }: INodeProperties, form: IDataObject): boolean {
	return Object.entries(displayOptions?.show ?? {}).every(([name, values]) => {
		const standard = properties.find((property) => property.name === name)?.default;
		return (values as unknown[]).includes(form[name] ?? standard);
	});
}

/** The form as somebody with these values fills it in, but for the host: a mock's. */
function filledForm(recipe: Recipe, values: Values, mock: string): IDataObject {
	const form = JSON.parse(fill(JSON.stringify(formOf(recipe)), values)) as IDataObject;
	for (const name of ['tokenUrl', 'testUrl'].filter((url) => url in form)) {
		form[name] = String(form[name]).replace(/^https:\/\/[^/]+/, mock);
	}
	return form;
}

/** The values of somebody with an account: the right ones, and with a wrong secret. */
function valuesOf(recipe: Recipe) {
	const isMasked = ([label]: string[]) => /Secret|^Password$|Headers/.test(label!);
	const namesOf = (fields: string[][]) => fields.flatMap(([, cell]) => namesIn(cell!));
	const open = namesOf(recipe.fields.filter((field) => !isMasked(field)));
	const secrets = namesOf(recipe.fields.filter(isMasked)).filter((name) => !open.includes(name));
	const right = Object.fromEntries([
		...open.map((name) => [name, `my-${name}`]),
		...secrets.map((name) => [name, `Right-${name}/1=!`]),
	]) as Values;
	const login = namesIn(
		recipe.fields.find(([label]) => ['Password', 'Client Secret'].includes(label!))![1]!,
	)[0]!;
	return { right, wrong: { ...right, [login]: `Wrong-${login}/2=!` }, secrets };
}

/** The headers of the documented call that are not the token's: people add them to HTTP Request. */
function headersByHand(recipe: Recipe): Record<string, string> {
	const { headers } = readMessage(fill(recipe.call, valuesOf(recipe).right));
	const byHand = Object.entries(headers).filter(([, [value]]) => !value!.includes('<token>'));
	return Object.fromEntries(byHand.map(([name, [value]]) => [name, value!]));
}
