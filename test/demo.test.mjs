import { describe, expect, it } from '@jest/globals';
import { credentials, workflows } from '../demo/load.mjs';
import { fixtures } from './fixtures.mjs';

const sandbox = 'http://127.0.0.1:4010';

describe('the demo', () => {
	it('has a credential of each type', async () => {
		const types = (await credentials(sandbox)).map(({ type }) => type);
		expect(types.sort()).toEqual(
			Object.keys(fixtures)
				.map((name) => `${name}Api`)
				.sort(),
		);
	});

	it('has the credentials that the example workflows refer to, under the same names', async () => {
		const made = await credentials(sandbox);
		const nodes = (await workflows(sandbox)).flatMap((workflow) => workflow.nodes);
		const named = nodes.flatMap((node) => Object.entries(node.credentials ?? {}));
		expect(named.length).toBeGreaterThan(0);
		for (const [type, { name }] of named) {
			expect(made).toContainEqual(expect.objectContaining({ type, name }));
		}
	});
});
