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

	it('with Continue gives refused clients in place', async () => {
		const credentials = await world.save('b2copySeamlessApi');
		const node = seamlessLink(credentials, { onError: 'continueRegularOutput' });
		const { items } = await world.n8n.run([node], clients);
		const [ben, dan] = [refusal(1, 'invalid_input'), refusal(3, 'link_rejected')];
		expect(items(node.name)).toEqual([link(0), ben, link(2), dan]);
		const urls = [0, 2].map((item) => items(node.name)[item].json.url);
		expect(await world.sandbox.links()).toEqual(expect.arrayContaining(urls));
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
		const id = `unreadable${type}`;
		await writeFile(file, JSON.stringify([{ id, name: type, type, data }]));
		await runCommand(world.n8n.userFolder, ['import:credentials', `--input=${file}`]);

		const credentials = { [type]: { id, name: type } };
		const node = nodeWith(credentials, { onError: 'continueRegularOutput' });
		const execution = await world.n8n.run([node], [{ accountId: '77632289' }]);
		// Other tests export all credentials in clear, which this one would break off.
		await world.n8n.ask('DELETE', `/credentials/${id}`);
		expect(execution.items(name)).toEqual([refusal(0, 'invalid_configuration')]);
		expect(execution.items(name)[0].json.error).toMatch(/could not be decrypted.*encryptionKey/s);
	},
);
