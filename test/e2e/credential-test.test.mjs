import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { account } from './account.mjs';
import { openN8n } from './harness.mjs';
import { openSandbox } from './sandbox.mjs';

const refused = 'Canary-4711';

/** @type {Awaited<ReturnType<typeof openN8n>>} */
let n8n;
/** @type {Awaited<ReturnType<typeof openSandbox>>} */
let sandbox;

beforeAll(async () => {
	n8n = await openN8n();
});
afterAll(async () => await n8n?.close());
beforeEach(async () => {
	sandbox = await openSandbox();
});
afterEach(async () => await sandbox.close());

describe.each([
	['b2copyBackOfficeApi', { password: refused }, /B2COPY.*password/is],
	['b2copySeamlessApi', { secretKey: refused }, /Secret Key/i],
	['sprykerGlueApi', { password: refused }, /Spryker.*password/is],
	['voipexApi', { password: refused }, /VoIPEX.*password/is],
	['tradevestApi', { clientSecret: refused }, /Tradevest.*secret/is],
])('the test of %s', (type, wrong, words) => {
	it('passes with a right login', async () => {
		expect(await n8n.testCredential(type, account(type, sandbox.url))).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
	});

	it('says what to check when the provider refuses the login', async () => {
		const result = await n8n.testCredential(type, account(type, sandbox.url, wrong));
		expect(result).toEqual({ status: 'Error', message: expect.stringMatching(words) });
		expect(result.message).not.toContain(refused);
	});

	it('says which address nobody answers', async () => {
		await sandbox.close();
		const result = await n8n.testCredential(type, account(type, sandbox.url));
		expect(result).toEqual({ status: 'Error', message: expect.stringContaining('127.0.0.1') });
	});
});
