import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { account } from './account.mjs';
import { sharedN8n } from './harness.mjs';
import { openSandbox } from './sandbox.mjs';
import { testWords } from './words.mjs';

const refused = 'Canary-4711';

/** @type {Awaited<ReturnType<typeof sharedN8n>>} */
let n8n;
/** @type {Awaited<ReturnType<typeof openSandbox>>} */
let sandbox;

beforeAll(async () => {
	n8n = await sharedN8n();
});
beforeEach(async () => {
	sandbox = await openSandbox();
});
afterEach(async () => await sandbox.close());

describe.each([
	['b2copyBackOfficeApi', { password: refused }],
	['b2copySeamlessApi', { secretKey: refused }],
	['sprykerGlueApi', { password: refused }],
	['voipexApi', { password: refused }],
	['tradevestApi', { clientSecret: refused }],
])('the test of %s', (type, wrong) => {
	it('passes with a right login', async () => {
		expect(await n8n.testCredential(type, account(type, sandbox.url))).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
	});

	it('says what to check when the provider refuses the login', async () => {
		const data = account(type, sandbox.url, wrong);
		const result = await n8n.testCredential(type, data);
		expect(result).toEqual({ status: 'Error', message: await testWords(type, data) });
		expect(result.message).not.toContain(refused);
	});

	it('says which address nobody answers', async () => {
		await sandbox.close();
		const result = await n8n.testCredential(type, account(type, sandbox.url));
		expect(result).toEqual({ status: 'Error', message: expect.stringContaining('127.0.0.1') });
	});
});
