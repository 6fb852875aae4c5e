import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { NodeApiError } from 'n8n-workflow';
import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import { CustomTokenGrantApi } from '../../credentials/CustomTokenGrantApi.credentials';
import { GetAuthToken } from '../../nodes/GetAuthToken/GetAuthToken.node';
import { rowsOf, textOf } from '../markdown.mjs';
import { createN8n } from '../n8n.mjs';
import { searcherFor } from '../secrets.mjs';
import { formOf, keptOf } from './form';
import { BASE32, startMock } from './mock.mjs';
import { pairs } from './pairs.mjs';
import { fill, namesIn, readMessage, recipes, type Recipe, type Values } from './recipes.mjs';

const NAME = 'customTokenGrantApi';
const WAYS = ['request', 'legacyRequest'] as const;

describe('the index of the page', () => {
	const [head = ''] = textOf('docs/recipes.md').split(/^## /m);
	const index = rowsOf(head).slice(2);

	it('lists all recipes by name', () => {
		const listed = index.map(([link]) => /^\[(.+)\]\(#/.exec(link!)?.[1]);
		expect(listed).toEqual(recipes.map(({ product }) => product));
	});

	it.each(index)('%s is known from a run, or a page and when it was read', (_, known) => {
		const page = String.raw`\[(?:documentation|source code)\]\(https://\S+\), read \d{4}-\d\d-\d\d`;
		expect(known).toMatch(new RegExp(`^(ran on [\\w. ]+|${page}|ran on [\\w. ]+, ${page})$`));
	});
});

// A refused sign-in with a one-time code waits for the next code, twice at the most: 35 seconds each.
jest.setTimeout(200_000);

const { now } = Date;
let ahead = 0;
jest.spyOn(Date, 'now').mockImplementation(() => now() + ahead);

/** Puts the clock forward to another one-time code. */
function skip(): void {
	ahead += 60_000;
}

describe.each(recipes)('$product', (recipe) => {
	const form = formOf(recipe.fields);
	const { right, wrong, secrets } = valuesOf(recipe);
	const { method, path, json, headers: callHeaders } = readMessage(fill(recipe.call, right));
	const sendTokenAs = String(form.sendTokenAs ?? 'Authorization: Bearer {token}');
	const sent = [...sendTokenAs.matchAll(/^([\w.-]+):/gm)].map(([, name]) => name!.toLowerCase());
	/** The headers that people add to HTTP Request: those that the credential does not send. */
	const headers = Object.fromEntries(
		Object.entries(callHeaders).flatMap(([name, [value = '']]) =>
			sent.includes(name) ? [] : [[name, value]],
		),
	);
	const usesCode = recipe.signIn!.includes('<one-time code>');
	let mock: Awaited<ReturnType<typeof startMock>>;
	beforeAll(async () => {
		mock = await startMock(recipe, { right, wrong, onRefused: usesCode ? skip : undefined });
	});
	afterAll(async () => await mock.close());

	/** n8n with this credential as somebody fills it in, and a request to the API as documented. */
	function open(login: Values, change: IDataObject = {}) {
		const text = JSON.stringify({ ...form, ...change });
		const filled = JSON.parse(text, (name, value: unknown) => {
			if (typeof value !== 'string') return value;
			const entered = fill(value, login);
			return /^(token|test)Url$/.test(name)
				? entered.replace(/^https:\/\/[^/]+/, mock.url)
				: entered;
		}) as IDataObject;
		const n8n = createN8n({ [NAME]: new CustomTokenGrantApi() }, { [NAME]: filled });
		const url = `${mock.url}${path}`;
		const options = {
			...{ method: method as IHttpRequestMethods, json: true, headers },
			...(json !== undefined && { body: json as IDataObject }),
		};
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
		const kept = keptOf(form);
		const useless = Object.keys(form).filter((name) => name !== 'grantType' && !(name in kept));
		expect(useless).toEqual([]);
		const names = new Set(namesIn(recipe.fields.flat().join()));
		expect(namesIn(recipe.signIn).filter((name) => !names.has(name))).toEqual([]);
		for (const header of Object.keys(headers)) {
			expect(recipe.text.toLowerCase()).toContain(`\`${header}`);
		}
	});

	it.each(WAYS)('signs in and calls the API as documented, by %s', async (way) => {
		expect(await open(right)[way]()).toMatchObject({ statusCode: 200, body: { ok: true } });
		expect(mock.asked).toMatchObject({ signIns: 1, misfits: [] });
	});

	it('passes the test of the credential, with the token at its Test URL if it has one', async () => {
		const { calls } = mock.asked;
		if (usesCode) skip();
		expect(await open(right).n8n.test(NAME)).toBe('OK');
		if (!('testUrl' in form)) return;
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
		// A one-time code may have been used by somebody else.
		expect(mock.asked).toMatchObject({ signIns: usesCode ? 2 : 1, misfits: [] });
	});
});

/** The values of somebody with an account: the right ones, and with a wrong secret. */
function valuesOf(recipe: Recipe) {
	const isMasked = ([label]: string[]) => /Secret|^Password$|Headers|^Private Key$/.test(label!);
	const namesOf = (fields: string[][]) => fields.flatMap(([, cell]) => namesIn(cell!));
	const open = namesOf(recipe.fields.filter((field) => !isMasked(field)));
	const secrets = namesOf(recipe.fields.filter(isMasked)).filter((name) => !open.includes(name));
	const right: Values = Object.fromEntries([
		...open.map((name) => [name, `my-${name}`] as const),
		...secrets.map((name) => [name, name === 'base32' ? BASE32 : `Right-${name}/1=!`] as const),
		...keyOf(pairs.right),
	]);
	const [login = ''] = namesOf(
		recipe.fields.filter(([label]) =>
			['Password', 'Client Secret', 'Secret Parameters'].includes(label!),
		),
	);
	const other = recipe.assertion ? Object.fromEntries(keyOf(pairs.wrong)) : undefined;
	return { right, wrong: { ...right, ...(other ?? { [login]: `Wrong-${login}/2=!` }) }, secrets };
}

/** A key as PEM files with its certificate, and as a key file of Google. */
function keyOf({
	key,
	certificate,
}: (typeof pairs)['right']): Array<[name: string, value: string]> {
	const file = {
		...{ type: 'service_account', private_key_id: 'my-key', private_key: key },
		...{ client_email: 'n8n@example.com', token_uri: 'https://oauth2.googleapis.com/token' },
	};
	return [
		['private-key', key],
		['certificate', certificate],
		['key-file', JSON.stringify(file)],
	];
}
