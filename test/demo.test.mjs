import { describe, expect, it } from '@jest/globals';
import { publish } from '../demo/n8n.mjs';
import { credentials, workflows } from '../demo/load.mjs';
import { fixtures } from './fixtures.mjs';

const sandbox = 'http://127.0.0.1:4010';
const model = 'http://127.0.0.1:4011/v1';

describe('the demo', () => {
	const types = Object.keys(fixtures).map((name) => `${name}Api`);

	it('has a credential of each type, and one for the model', async () => {
		const made = (await credentials(sandbox, model)).map(({ type }) => type);
		expect(made.sort()).toEqual([...types, 'openAiApi'].sort());
	});

	/** Those with a service of their own in the sandbox; a provider that is added need not have one. */
	const withService = [
		...['b2copyBackOfficeApi', 'b2copySeamlessApi', 'customTokenGrantApi'],
		...['sprykerGlueApi', 'tradevestApi', 'voipexApi'],
	];

	it('shows each in an example, with a credential of the same name', async () => {
		const made = await credentials(sandbox, model);
		const nodes = (await workflows(sandbox)).flatMap((workflow) => workflow.nodes);
		const named = nodes.flatMap((node) => Object.entries(node.credentials ?? {}));
		expect(named.map(([type]) => type)).toEqual(expect.arrayContaining(withService));
		for (const [type, { name }] of named) {
			expect(made).toContainEqual(expect.objectContaining({ type, name }));
		}
	});
});

describe('publishing a workflow', () => {
	const saved = { id: '1', versionId: '2' };
	/** @param {string[]} statuses that n8n gives, one after the other */
	const n8n = (...statuses) => {
		/** @type {import('../demo/n8n.mjs').Ask} */
		return async (method) => (method === 'GET' ? { status: statuses.shift() } : undefined);
	};

	it('waits while n8n shows it neither under way nor done', async () => {
		await publish(n8n('in_progress', 'not_published', 'published'), saved);
	});

	it('tells the status of a workflow that n8n could not publish', async () => {
		const refused = publish(n8n('in_progress', 'failed'), saved);
		await expect(refused).rejects.toThrow(
			'n8n did not publish workflow 1; its status is "failed".',
		);
	});
});
