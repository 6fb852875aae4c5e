import { describe, expect, it } from '@jest/globals';

import { account } from './account.mjs';
import { getAuthToken, httpRequest, seamlessLink } from './workflows.mjs';
import { useWorld } from './world.mjs';

const world = useWorld();

/**
 * @param {string} type
 * @param {Record<string, unknown>} [changes]
 */
const save = async (type, changes) =>
	await world.n8n.saveCredential(type, account(type, world.sandbox.url, changes));

describe('HTTP Request', () => {
	it.each([
		['b2copyBackOfficeApi', 'b2copy', 'b2copy.signin', 'username@example.com'],
		['sprykerGlueApi', 'spryker', 'spryker.token', 'sonia@spryker.com'],
		['voipexApi', 'voipex', 'voipex.token', 'your@email.com'],
		['tradevestApi', 'tradevest', 'tradevest.token', 'partner'],
	])('calls the API of %s with a token', async (type, provider, endpoint, user) => {
		const node = httpRequest(`${world.sandbox.url}/${provider}/whoami`, await save(type));
		const execution = await world.n8n.run([node]);

		expect(execution.items(node.name)).toEqual([
			{
				json: { provider, account: user, expiresAt: expect.any(String) },
				pairedItem: { item: 0 },
			},
		]);
		const called = await world.sandbox.counters(`${provider}.whoami`);
		expect(await world.sandbox.counters(endpoint)).toMatchObject({ requests: 1, granted: 1 });
		expect(called).toMatchObject({ requests: 1, ok: 1 });
	});

	it('with the seamless credential puts the secret key into the body', async () => {
		const url = `${world.sandbox.url}/b2copy/api/v1/standalone/auth/getAuthUrl`;
		const node = httpRequest(url, await save('b2copySeamlessApi'), {
			method: 'POST',
			sendBody: true,
			specifyBody: 'json',
			jsonBody: JSON.stringify({ account_id: '77632289', investment_platform_id: '1' }),
		});
		const [{ json }] = (await world.n8n.run([node])).items(node.name);
		expect(await world.sandbox.links()).toEqual([json.data.url]);
	});
});

describe('Get Auth Token', () => {
	it.each([
		['b2copyBackOffice', 'b2copyBackOfficeApi', {}],
		['sprykerGlue', 'sprykerGlueApi', {}],
		['voipex', 'voipexApi', { scope: 'profile email' }],
		['tradevest', 'tradevestApi', {}],
	])('signs in to %s, then takes the token from the cache', async (provider, type, more) => {
		const node = getAuthToken(provider, await save(type));
		const first = (await world.n8n.run([node])).items(node.name);
		const second = (await world.n8n.run([node])).items(node.name);

		const [{ json }] = first;
		expect(first).toEqual([
			{
				json: {
					provider,
					accessToken: expect.stringMatching(/^\S+$/),
					tokenType: 'Bearer',
					authorization: `Bearer ${json.accessToken}`,
					expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
					expiresIn: expect.any(Number),
					...more,
					source: 'grant',
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(second).toEqual([
			{
				json: { ...json, expiresIn: expect.any(Number), source: 'cache' },
				pairedItem: { item: 0 },
			},
		]);
	});

	it('signs in once for many items, and gives one for each', async () => {
		const node = getAuthToken('sprykerGlue', await save('sprykerGlueApi'));
		const execution = await world.n8n.run([node], [{}, {}, {}]);

		expect(
			execution.items(node.name).map(({ json, pairedItem }) => [json.source, pairedItem]),
		).toEqual([
			['grant', { item: 0 }],
			['cache', { item: 1 }],
			['cache', { item: 2 }],
		]);
	});

	const refused = [
		{
			json: { error: expect.stringMatching(/\S/), errorCode: 'credentials_rejected' },
			pairedItem: { item: 0 },
		},
		{
			json: { error: expect.stringMatching(/\S/), errorCode: 'sign_in_paused' },
			pairedItem: { item: 1 },
		},
	];

	it('with Continue gives refused items in place', async () => {
		const credentials = await save('voipexApi', { password: 'wrong' });
		const node = getAuthToken('voipex', credentials, { onError: 'continueRegularOutput' });
		const execution = await world.n8n.run([node], [{}, {}]);

		expect(execution.status).toBe('success');
		expect(execution.items(node.name)).toEqual(refused);
	});

	it('with the error output gives refused items there', async () => {
		const credentials = await save('voipexApi', { password: 'wrong' });
		const node = getAuthToken('voipex', credentials, { onError: 'continueErrorOutput' });
		const execution = await world.n8n.run([node], [{}, {}]);

		expect(execution.status).toBe('success');
		expect(execution.items(node.name, 0)).toEqual([]);
		expect(execution.items(node.name, 1)).toEqual(refused);
	});

	it('stops the execution otherwise, and says which item and what to do', async () => {
		const node = getAuthToken('voipex', await save('voipexApi', { password: 'wrong' }));
		const execution = await world.n8n.run([node]);

		expect(execution.status).toBe('error');
		expect(execution.error).toMatchObject({
			message: expect.stringMatching(/VoIPEX/),
			description: expect.stringMatching(/\S/),
			context: { itemIndex: 0 },
		});
	});
});

describe('B2COPY Seamless Link', () => {
	const clients = [
		{ client: 'Ada', accountId: '77632289' },
		{ client: 'Ben', accountId: '7763-2289' },
		{ client: 'Cleo', accountId: 77632289 },
		{ client: 'Dan', accountId: '11111111' },
	];

	/** @param {number} item */
	const link = (item) => ({
		json: {
			accountId: '77632289',
			investmentPlatformId: '1',
			url: expect.stringMatching(/^https:\/\//),
			host: 'my.b2copy-demo.example',
		},
		pairedItem: { item },
	});

	/**
	 * @param {number} item
	 * @param {string} errorCode
	 * @param {object} [fields]
	 */
	const refusal = (item, errorCode, fields) => ({
		json: { ...fields, error: expect.stringMatching(/\S/), errorCode },
		pairedItem: { item },
	});

	it('gives one link for each client, in their order', async () => {
		const node = seamlessLink(await save('b2copySeamlessApi'));
		const items = (await world.n8n.run([node], [clients[0], clients[2]])).items(node.name);

		expect(items).toEqual([link(0), link(1)]);
		expect(await world.sandbox.links()).toEqual(
			expect.arrayContaining(items.map(({ json }) => json.url)),
		);
	});

	it('with Continue gives refused clients in place', async () => {
		const node = seamlessLink(await save('b2copySeamlessApi'), {
			onError: 'continueRegularOutput',
		});
		const execution = await world.n8n.run([node], clients);

		expect(execution.status).toBe('success');
		expect(execution.items(node.name)).toEqual([
			link(0),
			refusal(1, 'invalid_input'),
			link(2),
			refusal(3, 'link_rejected'),
		]);
	});

	it('with the error output parts links from refusals', async () => {
		const node = seamlessLink(await save('b2copySeamlessApi'), { onError: 'continueErrorOutput' });
		const execution = await world.n8n.run([node], clients);

		expect(execution.status).toBe('success');
		expect(execution.items(node.name, 0)).toEqual([link(0), link(2)]);
		// On this output n8n itself puts the fields of the input item beside.
		expect(execution.items(node.name, 1)).toEqual([
			refusal(1, 'invalid_input', clients[1]),
			refusal(3, 'link_rejected', clients[3]),
		]);
	});

	it('sends nothing when an account number cannot be one', async () => {
		const node = seamlessLink(await save('b2copySeamlessApi'));
		const execution = await world.n8n.run([node], [clients[1]]);

		expect(execution.error).toMatchObject({ context: { itemIndex: 0 } });
		expect(await world.sandbox.counters('b2copy.link')).toMatchObject({ requests: 0 });
	});
});
