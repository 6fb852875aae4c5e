import { createRequire } from 'node:module';

import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { bind, workflows } from '../../demo/load.mjs';
import { startModel } from '../../demo/model.mjs';
import { searcherFor } from '../secrets.mjs';
import { openN8n } from './harness.mjs';
import { rawDatabase } from './places.mjs';
import { requestWords } from './words.mjs';
import { getAuthToken } from './workflows.mjs';
import { useWorld } from './world.mjs';

const flatted = createRequire(import.meta.url)('flatted');

const type = 'sprykerGlueApi';
const world = useWorld(openN8n);
/** @type {Awaited<ReturnType<typeof startModel>>} */
let model;

beforeAll(async () => {
	model = await startModel();
});
afterAll(async () => await model?.close());

const json = {
	sessionId: 'test',
	action: 'sendMessage',
	chatInput: 'Which account do you use?',
};
/** What starts the example: a message in its chat, as n8n gives it to the first node. */
const chat = {
	...{ executionIndex: 0, executionTime: 0, startTime: 0, source: [] },
	data: { main: [[{ json }]] },
};

/**
 * Runs the example with a message in its chat.
 *
 * @param {Record<string, unknown>} [changes] to the account of the tool
 * @returns the tool's credential, and the execution: what each node gave out, and all that n8n has stored of it
 */
async function runExample(changes) {
	const { n8n, sandbox } = world;
	const tool = await world.save(type, changes);
	const openAi = await n8n.saveCredential('openAiApi', { apiKey: 'not-needed', url: model.url });
	const example = (await workflows(sandbox.url)).find(({ id }) => id === 'agentSignedIn');
	const draft = bind({ ...example, id: undefined }, { ...openAi, ...tool });
	const saved = await n8n.ask('POST', '/workflows', draft);
	const { executionId } = await n8n.ask('POST', `/workflows/${saved.id}/run`, {
		triggerToStartFrom: { name: 'Chat', data: chat },
	});
	for (;;) {
		const { stoppedAt, status, data } = await n8n.ask('GET', `/executions/${executionId}`);
		if (!stoppedAt) continue;
		return { tool, status, runData: flatted.parse(data).resultData.runData, stored: data };
	}
}

it("an agent's HTTP Request signs in, and the model sees the answer but never the token", async () => {
	const { tool, status, runData, stored } = await runExample();

	expect(status).toBe('success');
	expect(runData['AI Agent'].at(-1).data.main[0][0].json.output).toContain('sonia@spryker.com');
	expect(await world.counters('spryker.token')).toMatchObject({ requests: 1 });
	expect(model.requests()).toHaveLength(2);

	const database = (await rawDatabase(world.n8n.userFolder)).join('\n');
	const { items } = await world.n8n.run([getAuthToken('sprykerGlue', tool)]);
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
	const { stored } = await runExample({ password });

	const seen = model.requests().slice(before).join('\n');
	const { message } = await requestWords(type, world.form(type, { password }));
	expect(seen).toContain(message.split('"')[0]);
	expect(searcherFor({ password })(seen + stored)).toEqual([]);
});
