import { describe, expect, it } from '@jest/globals';

import { getAuthToken, httpRequest, seamlessLink } from './workflows.mjs';
import { useWorld } from './world.mjs';

const world = useWorld();

/** The credentials with a token: where each signs in at the sandbox, and who. */
const providers = [
	['b2copyBackOfficeApi', 'b2copy', 'b2copy.signin', 'username@example.com'],
	['sprykerGlueApi', 'spryker', 'spryker.token', 'sonia@spryker.com'],
	['voipexApi', 'voipex', 'voipex.token', 'your@email.com'],
	['tradevestApi', 'tradevest', 'tradevest.token', 'partner'],
];

/** An item of a refusal. @param {number} item @param {string} errorCode @param {object} [fields] */
const refusal = (item, errorCode, fields) => ({
	json: { ...fields, error: expect.stringMatching(/\S/), errorCode },
	pairedItem: { item },
});

describe('HTTP Request', () => {
	it.each(providers)('calls the API of %s with a token', async (type, provider, endpoint, user) => {
		const node = world.whoami(provider, await world.save(type));
		const execution = await world.n8n.run([node]);

		const json = { provider, account: user, expiresAt: expect.any(String) };
		expect(execution.items(node.name)).toEqual([{ json, pairedItem: { item: 0 } }]);
		expect(await world.counters(endpoint)).toMatchObject({ requests: 1, granted: 1 });
		expect(await world.counters(`${provider}.whoami`)).toMatchObject({ requests: 1, ok: 1 });
	});

	it('with the seamless credential puts the secret key into the body', async () => {
		const url = `${world.sandbox.url}/b2copy/api/v1/standalone/auth/getAuthUrl`;
		const node = httpRequest(url, await world.save('b2copySeamlessApi'), {
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
	it.each(providers)('with %s signs in, then takes the token from the cache', async (type) => {
		const provider = type.replace(/Api$/, '');
		const node = getAuthToken(provider, await world.save(type));
		const first = (await world.n8n.run([node])).items(node.name);
		const second = (await world.n8n.run([node])).items(node.name);

		const [{ json }] = first;
		const pairedItem = { item: 0 };
		const issued = {
			provider,
			accessToken: expect.stringMatching(/^\S+$/),
			tokenType: 'Bearer',
			authorization: `Bearer ${json.accessToken}`,
			expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
			expiresIn: expect.any(Number),
			...(provider === 'voipex' && { scope: 'profile email' }),
			source: 'grant',
		};
		expect(first).toEqual([{ json: issued, pairedItem }]);
		const cached = { ...json, expiresIn: expect.any(Number), source: 'cache' };
		expect(second).toEqual([{ json: cached, pairedItem }]);
	});

	it('signs in once for many items, and gives one for each', async () => {
		const node = getAuthToken('sprykerGlue', await world.save('sprykerGlueApi'));
		const execution = await world.n8n.run([node], [{}, {}, {}]);

		const items = execution.items(node.name);
		expect(items.map(({ json, pairedItem }) => [json.source, pairedItem])).toEqual([
			['grant', { item: 0 }],
			['cache', { item: 1 }],
			['cache', { item: 2 }],
		]);
	});

	/** @type {Array<[title: string, onError: 'continueRegularOutput' | 'continueErrorOutput', output: number]>} */
	const modes = [
		['with Continue gives refused items in place', 'continueRegularOutput', 0],
		['with the error output gives refused items there', 'continueErrorOutput', 1],
	];
	it.each(modes)('%s', async (_title, onError, output) => {
		const credentials = await world.save('voipexApi', { password: 'wrong' });
		const node = getAuthToken('voipex', credentials, { onError });
		const execution = await world.n8n.run([node], [{}, {}]);

		expect(execution.status).toBe('success');
		const refused = [refusal(0, 'credentials_rejected'), refusal(1, 'sign_in_paused')];
		expect(execution.items(node.name, output)).toEqual(refused);
		expect(execution.items(node.name, 1 - output)).toEqual([]);
	});

	it('stops the execution otherwise, and says which item and what to do', async () => {
		const node = getAuthToken('voipex', await world.save('voipexApi', { password: 'wrong' }));
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

	/** @param {object[]} items @param {Parameters<typeof seamlessLink>[1]} [settings] */
	async function run(items, settings) {
		const node = seamlessLink(await world.save('b2copySeamlessApi'), settings);
		const { status, error, items: given } = await world.n8n.run([node], [...items]);
		return { status, error, outputs: [0, 1].map((output) => given(node.name, output)) };
	}

	it('gives one link for each client, in their order', async () => {
		const { outputs } = await run([clients[0], clients[2]]);
		expect(outputs).toEqual([[link(0), link(1)], []]);
		const urls = outputs[0].map(({ json }) => json.url);
		expect(await world.sandbox.links()).toEqual(expect.arrayContaining(urls));
	});

	it('with Continue gives refused clients in place', async () => {
		const { status, outputs } = await run(clients, { onError: 'continueRegularOutput' });
		const [ben, dan] = [refusal(1, 'invalid_input'), refusal(3, 'link_rejected')];
		expect(status).toBe('success');
		expect(outputs).toEqual([[link(0), ben, link(2), dan], []]);
	});

	it('with the error output parts links from refusals', async () => {
		const { status, outputs } = await run(clients, { onError: 'continueErrorOutput' });
		// On this output n8n itself puts the fields of the input item beside.
		const ben = refusal(1, 'invalid_input', clients[1]);
		const dan = refusal(3, 'link_rejected', clients[3]);
		expect(status).toBe('success');
		expect(outputs).toEqual([
			[link(0), link(2)],
			[ben, dan],
		]);
	});

	it('sends nothing when an account number cannot be one', async () => {
		const { error } = await run([clients[1]]);
		expect(error).toMatchObject({ context: { itemIndex: 0 } });
		expect(await world.counters('b2copy.link')).toMatchObject({ requests: 0 });
	});
});
