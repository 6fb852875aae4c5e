import { expect, it } from '@jest/globals';

import { tokenCanary } from './canaries.mjs';
import { rawDatabase } from './places.mjs';
import { useWorld } from './world.mjs';

const world = useWorld();

/** A request for a file, and the token that it carries. */
async function download() {
	const token = tokenCanary();
	const pdf = { body: '%PDF-1.4', headers: { 'content-type': 'application/pdf' } };
	await world.sandbox.faults({
		'spryker.token': [{ patch: { access_token: token } }],
		'spryker.whoami': [{ ...pdf, status: 200, times: 'always' }],
	});
	const options = { response: { response: { responseFormat: 'file' } } };
	return { token, node: world.whoami('spryker', await world.save('sprykerGlueApi'), { options }) };
}

/** @param {string} token */
const isStored = async (token) =>
	(await rawDatabase(world.n8n.userFolder)).some((row) => row.includes(token));

// n8n's own defect, which SECURITY.md names: once this is red, the sentence there can go.
it('a manual run that downloads a file stores the token with the execution', async () => {
	const { token, node } = await download();
	expect((await world.n8n.run([node])).status).toBe('success');
	expect(await isStored(token)).toBe(true);
});

it('a production run that downloads a file stores no token', async () => {
	const { token, node } = await download();
	const workflow = await world.n8n.publish(node);
	expect((await workflow.call()).status).toBe(200);
	await world.n8n.executions(workflow.id, 1);
	expect(await isStored(token)).toBe(false);
});
