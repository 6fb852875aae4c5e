import { beforeEach, describe, expect, it } from '@jest/globals';

import { account } from './account.mjs';
import { requestWords } from './words.mjs';
import { getAuthToken, httpRequest } from './workflows.mjs';
import { useWorld } from './world.mjs';

const world = useWorld();

const type = 'sprykerGlueApi';
const endpoint = 'spryker.token';

/**
 * What real servers do with a wrong login, and how many seconds the first pause after it lasts.
 *
 * @type {Array<[name: string, fault: object, pause: number]>}
 */
const refusals = [
	['401', { status: 401, json: { error: 'invalid_grant' } }, 30],
	['200 {"success": false}', { json: { success: false, message: 'Login failed' } }, 30],
	['200 with a login page', { body: '<html>', headers: { 'content-type': 'text/html' } }, 30],
	['302 to the login page', { redirect: '/login?error' }, 1],
	['500 "Authentication failed"', { status: 500, json: { message: 'Authentication failed' } }, 1],
	['429 without Retry-After', { status: 429, json: {} }, 30],
];

/**
 * Sign-ins that are due in a run: one, and one more after each pause that ended within it, as pauses
 * double. The machine may be slow.
 *
 * @param {number} first seconds
 * @param {number} since epoch milliseconds
 */
function due(first, since) {
	const seconds = (Date.now() - since) / 1000;
	return 1 + Math.floor(Math.log2(seconds / first + 1));
}

const saved = async () => await world.n8n.saveCredential(type, account(type, world.sandbox.url));

describe.each(refusals)('a login that is answered with %s', (_, fault, seconds) => {
	beforeEach(async () => {
		await world.sandbox.faults({ [endpoint]: [{ ...fault, times: 'always' }] });
	});

	it('is tried once for 50 items of HTTP Request', async () => {
		const since = Date.now();
		const node = httpRequest(`${world.sandbox.url}/spryker/whoami`, await saved());
		const items = Array.from({ length: 50 }, (_value, item) => ({ item }));
		const run = await world.n8n.run([{ ...node, onError: 'continueRegularOutput' }], items);
		const { requests } = await world.sandbox.counters(endpoint);
		expect(requests).toBeGreaterThan(0);
		expect(requests).toBeLessThanOrEqual(due(seconds, since));
		expect(run.items(node.name)).toHaveLength(50);
		expect(await world.sandbox.counters('spryker.whoami')).toMatchObject({ requests: 0 });
	});

	it('is tried once for 10 executions of Get Auth Token', async () => {
		const workflow = await world.n8n.publish(getAuthToken('sprykerGlue', await saved()));
		const since = Date.now();
		await Promise.all(Array.from({ length: 10 }, workflow.call));
		const { requests } = await world.sandbox.counters(endpoint);
		expect(requests).toBeGreaterThan(0);
		expect(requests).toBeLessThanOrEqual(due(seconds, since));
	});
});

describe('a token that is good', () => {
	it('stays with all workflows when the test of an outdated password is refused', async () => {
		const credentials = await saved();
		const workflow = await world.n8n.publish(
			httpRequest(`${world.sandbox.url}/spryker/whoami`, credentials),
		);
		await workflow.call();
		await world.sandbox.faults({ [endpoint]: [{ status: 401, json: {}, times: 'always' }] });

		const tested = await world.n8n.testCredential(type, account(type, world.sandbox.url));
		expect(tested.status).toBe('Error');
		const answers = await Promise.all(Array.from({ length: 20 }, workflow.call));
		expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
		expect(await world.sandbox.counters(endpoint)).toMatchObject({ requests: 2, granted: 1 });
	});

	it('stays when somebody forces a new one at a provider that is down', async () => {
		const credentials = await saved();
		const workflow = await world.n8n.publish(
			httpRequest(`${world.sandbox.url}/spryker/whoami`, credentials),
		);
		await workflow.call();
		await world.sandbox.faults({ [endpoint]: [{ status: 403, body: '<html>', times: 'always' }] });

		const options = { parameters: { options: { forceNewToken: true } } };
		const forced = await world.n8n.run([getAuthToken('sprykerGlue', credentials, options)]);
		expect(forced.status).toBe('error');
		const answers = await Promise.all(Array.from({ length: 20 }, workflow.call));
		expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
	});
});

describe('a sign-in that hangs', () => {
	it('keeps neither the credential test nor others waiting', async () => {
		const credentials = await saved();
		await world.sandbox.faults({ [endpoint]: [{ delay: 300_000 }] });
		const patient = { parameters: { options: { timeout: 600_000 } } };
		const hung = await world.n8n.publish(getAuthToken('sprykerGlue', credentials, patient));
		const waiting = hung.call();
		while ((await world.sandbox.counters(endpoint)).requests < 1) {
			await new Promise((resolve) => setTimeout(resolve, 20));
		}

		const tested = await world.n8n.testCredential(type, account(type, world.sandbox.url));
		expect(tested).toMatchObject({ status: 'OK' });
		const workflow = await world.n8n.publish(
			httpRequest(`${world.sandbox.url}/spryker/whoami`, credentials),
		);
		expect((await workflow.call()).status).toBe(200);
		expect(await world.sandbox.counters(endpoint)).toMatchObject({ requests: 2 });
		await world.sandbox.close();
		await waiting;
	});
});

describe('a password that was changed at the provider', () => {
	const voipex = 'voipexApi';
	const refused = { status: 401, json: { error: 'invalid_grant' } };

	it('fails the credential test although a token is at hand', async () => {
		const data = account(voipex, world.sandbox.url);
		const credentials = await world.n8n.saveCredential(voipex, data);
		await world.n8n.run([httpRequest(`${world.sandbox.url}/voipex/whoami`, credentials)]);
		await world.sandbox.faults({ 'voipex.token': [refused] });
		const tested = await world.n8n.testCredential(voipex, data);
		expect(tested).toEqual({ status: 'Error', message: expect.stringMatching(/Password/) });
	});

	it('fails the credential test although a refresh token renews the session', async () => {
		const data = account(voipex, world.sandbox.url);
		const credentials = await world.n8n.saveCredential(voipex, data);
		await world.sandbox.lifetime({ voipex: { access: 1, refresh: 600 } });
		await world.n8n.run([httpRequest(`${world.sandbox.url}/voipex/whoami`, credentials)]);
		await new Promise((resolve) => setTimeout(resolve, 1000));
		// The refresh works as ever; the sign-in after it does not.
		await world.sandbox.faults({ 'voipex.token': [{ headers: {} }, refused] });
		const tested = await world.n8n.testCredential(voipex, data);
		expect(tested).toEqual({ status: 'Error', message: expect.stringMatching(/Password/) });
		expect(await world.sandbox.counters('voipex.token')).toMatchObject({ refreshed: 1 });
	});
});

it('a refused login is explained once: what happened, and what to do', async () => {
	const data = account(type, world.sandbox.url, { password: 'wrong' });
	const credentials = await world.n8n.saveCredential(type, data);
	const { error } = await world.n8n.run([
		httpRequest(`${world.sandbox.url}/spryker/whoami`, credentials),
	]);
	expect(error).toMatchObject(await requestWords(type, data));
	expect(error.message).not.toContain(error.description);
});
