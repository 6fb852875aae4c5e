import { describe, expect, it } from '@jest/globals';

import { testWords } from './words.mjs';
import { useWorld } from './world.mjs';

const refused = 'Canary-4711';

const world = useWorld();

describe.each([
	['b2copyBackOfficeApi', { password: refused }],
	['b2copySeamlessApi', { secretKey: refused }],
	['sprykerGlueApi', { password: refused }],
	['voipexApi', { password: refused }],
	['tradevestApi', { clientSecret: refused }],
])('the test of %s', (type, wrong) => {
	it('passes with a right login', async () => {
		expect(await world.n8n.testCredential(type, world.form(type))).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
	});

	it('says what to check when the provider refuses the login', async () => {
		const data = world.form(type, wrong);
		const result = await world.n8n.testCredential(type, data);
		expect(result).toEqual({ status: 'Error', message: await testWords(type, data) });
		expect(result.message).not.toContain(refused);
	});
});

it('the test of a credential says which address nobody answers', async () => {
	await world.sandbox.close();
	const result = await world.n8n.testCredential('sprykerGlueApi', world.form('sprykerGlueApi'));
	expect(result).toEqual({ status: 'Error', message: expect.stringContaining('127.0.0.1') });
});
