import { describe, expect, it } from '@jest/globals';
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
