import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { Cipher } from 'n8n-core';

import { runCommand } from '../../demo/n8n.mjs';
import { getAuthToken, seamlessLink } from './workflows.mjs';
import { useWorld } from './world.mjs';

const world = useWorld();

/** An item of a refusal. @param {number} item @param {string} errorCode @param {object} [fields] */
const refusal = (item, errorCode, fields) => ({
	json: { ...fields, error: expect.stringMatching(/\S/), errorCode },
	pairedItem: { item },
});

describe('Get Auth Token', () => {
	it('gives the token with what people need to use it', async () => {
		const node = getAuthToken('voipex', await world.save('voipexApi'));
		const [{ json }] = (await world.n8n.run([node])).items(node.name);
		expect(json).toEqual({
			provider: 'voipex',
			accessToken: expect.stringMatching(/^\S+$/),
			tokenType: 'Bearer',
			authorization: `Bearer ${json.accessToken}`,
			expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
			expiresIn: expect.any(Number),
			scope: 'profile email',
			source: 'grant',
		});
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

	it('sends nothing when an account number cannot be one', async () => {
		const { error } = await run([clients[1]]);
		expect(error).toMatchObject({ context: { itemIndex: 0 } });
		expect(await world.counters('b2copy.link')).toMatchObject({ requests: 0 });
	});
});

it.each([
	['Get Auth Token', 'sprykerGlueApi', getAuthToken.bind(undefined, 'sprykerGlue')],
	['B2COPY Seamless Link', 'b2copySeamlessApi', seamlessLink],
])(
	"%s shows n8n's own words for a credential of another encryption key",
	async (name, type, nodeWith) => {
		const cipher = new Cipher(/** @type {any} */ (undefined), /** @type {any} */ (undefined));
		const data = await cipher.encryptV2(world.form(type), 'another key');
		const file = join(world.n8n.userFolder, `${type}.json`);
		await writeFile(file, JSON.stringify([{ id: `unreadable${type}`, name: type, type, data }]));
		await runCommand(world.n8n.userFolder, ['import:credentials', `--input=${file}`]);

		const credentials = { [type]: { id: `unreadable${type}`, name: type } };
		const node = nodeWith(credentials, { onError: 'continueRegularOutput' });
		const execution = await world.n8n.run([node], [{ accountId: '77632289' }]);
		expect(execution.items(name)).toEqual([refusal(0, 'invalid_configuration')]);
		expect(execution.items(name)[0].json.error).toMatch(/could not be decrypted.*encryptionKey/s);
	},
);
