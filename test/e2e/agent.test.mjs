import { createRequire } from 'node:module';

import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { bind, workflows } from '../../demo/load.mjs';
import { startModel } from '../../demo/model.mjs';
import { searcherFor } from '../secrets.mjs';
import { account } from './account.mjs';
import { openN8n } from './harness.mjs';
import { rawDatabase } from './places.mjs';
import { openSandbox } from './sandbox.mjs';
import { requestWords } from './words.mjs';
import { getAuthToken } from './workflows.mjs';

const flatted = createRequire(import.meta.url)('flatted');

/** @type {Awaited<ReturnType<typeof openN8n>>} */
let n8n;
/** @type {Awaited<ReturnType<typeof openSandbox>>} */
let sandbox;
/** @type {Awaited<ReturnType<typeof startModel>>} */
let model;

beforeAll(async () => {
	[n8n, sandbox, model] = await Promise.all([openN8n(), openSandbox(), startModel()]);
});
afterAll(async () => {
	await Promise.all([n8n?.close(), sandbox?.close(), model?.close()]);
});

/** @param {Record<string, unknown>} [changes] to the account of the tool */
async function saveCredentials(changes) {
	const data = account('sprykerGlueApi', sandbox.url, changes);
	return {
		...(await n8n.saveCredential('openAiApi', { apiKey: 'not-needed', url: model.url })),
		...(await n8n.saveCredential('sprykerGlueApi', data)),
	};
}

/**
 * Runs the example with a message in its chat.
 *
 * @param {Awaited<ReturnType<typeof saveCredentials>>} credentials
 * @returns the execution: what each node gave out, and all that n8n has stored of it
 */
async function chat(credentials) {
	const example = (await workflows(sandbox.url)).find(({ id }) => id === 'agentSignedIn');
	const saved = await n8n.ask(
		'POST',
		'/workflows',
		bind({ ...example, id: undefined }, credentials),
	);
	const message = {
		sessionId: 'test',
		action: 'sendMessage',
		chatInput: 'Which account do you use?',
	};
	const { executionId } = await n8n.ask('POST', `/workflows/${saved.id}/run`, {
		triggerToStartFrom: {
			name: 'Chat',
			data: {
				executionIndex: 0,
				executionTime: 0,
				startTime: 0,
				source: [],
				data: { main: [[{ json: message }]] },
			},
		},
	});
	for (;;) {
		const { stoppedAt, status, data } = await n8n.ask('GET', `/executions/${executionId}`);
		if (!stoppedAt) continue;
		const { runData } = flatted.parse(data).resultData;
		return { status, runData, stored: data };
	}
}

it("an agent's HTTP Request signs in, and the model sees the answer but never the token", async () => {
	const credentials = await saveCredentials();
	const { status, runData, stored } = await chat(credentials);

	expect(status).toBe('success');
	expect(runData['AI Agent'].at(-1).data.main[0][0].json.output).toContain('sonia@spryker.com');
	expect(await sandbox.counters('spryker.token')).toMatchObject({ requests: 1 });
	expect(model.requests()).toHaveLength(2);

	const database = (await rawDatabase(n8n.userFolder)).join('\n');
	const { sprykerGlueApi } = credentials;
	const { items } = await n8n.run([getAuthToken('sprykerGlue', { sprykerGlueApi })]);
	const { source, accessToken } = items('Get Auth Token')[0].json;
	expect(source).toBe('cache'); // so it is the token that the tool used
	const found = searcherFor({ token: accessToken, password: 'change123' });
	expect(found(model.requests().join('\n'))).toEqual([]);
	expect(runData['Language model']).toHaveLength(2);
	expect(found(stored)).toEqual([]);
	expect(found(database)).toEqual([]);
});

it('a refused login reaches the model in words, without the password', async () => {
	const password = 'not-the-password';
	const before = model.requests().length;
	const { stored } = await chat(await saveCredentials({ password }));

	const seen = model.requests().slice(before).join('\n');
	const type = 'sprykerGlueApi';
	const { message } = await requestWords(type, account(type, sandbox.url, { password }));
	expect(seen).toContain(message.split('"')[0]);
	expect(searcherFor({ password })(seen + stored)).toEqual([]);
});
