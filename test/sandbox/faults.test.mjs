import { describe, expect, it } from '@jest/globals';
import { logins, paths, useSandbox } from './support.mjs';

const sandbox = useSandbox();

const script = async (/** @type {object[]} */ ...faults) => {
	const answer = await sandbox.control('faults', { 'spryker.token': faults });
	expect(answer.status).toBe(200);
};
const signIn = () => sandbox.form(paths.spryker, logins.spryker);
const counters = () => sandbox.counters('spryker.token');

describe('a fault script', () => {
	it('uses its faults in order, as often as told, until an empty list clears it', async () => {
		await script({ status: 500 }, { status: 503, times: 2 }, { status: 502, times: 'always' });
		expect((await sandbox.form(paths.voipex, logins.voipex)).status).toBe(200);
		const statuses = [];
		for (let round = 0; round < 5; round += 1) statuses.push((await signIn()).status);
		await script();
		expect([...statuses, (await signIn()).status]).toEqual([500, 503, 503, 502, 502, 200]);
		expect(await counters()).toEqual({ requests: 6, faulted: 5, granted: 1 });
	});

	const token = (/** @type {unknown} */ faults) => ({ 'spryker.token': faults });

	it.each([
		['an unknown endpoint', { 'spryker.nothing': [{ status: 500 }] }, /"spryker.nothing" is not/],
		['an unknown key', token([{ stat: 500 }]), /"stat" is not/],
		['no list', token({ status: 500 }), /needs a list/],
		['a fault that is no object', token([500]), /must be an object/],
	])('refuses %s and changes nothing', async (_name, input, text) => {
		await script({ status: 503 });
		const answer = await sandbox.control('faults', input);
		expect(answer.status).toBe(400);
		expect(answer.json.message).toMatch(text);
		expect((await signIn()).status).toBe(503);
	});
});

/** What the other faults do to an answer is seen by test/faults. */
describe('a fault', () => {
	it('echo gives back everything that was sent', async () => {
		await script({ echo: true });
		const headers = { authorization: 'Bearer canary' };
		const { status, json } = await sandbox.form(paths.spryker, logins.spryker, headers);
		const body = new URLSearchParams(logins.spryker).toString();
		expect(status).toBe(400);
		for (const sent of [body, 'Bearer canary']) expect(json.error_description).toContain(sent);
		expect(json.request).toMatchObject({ body, headers });
	});

	it('patch and omit change parts of it', async () => {
		const patch = { token_type: null, 'more.deep': 1 };
		await script({ patch, omit: ['refresh_token'] });
		const { json } = await signIn();
		expect(Object.keys(json)).toEqual(['token_type', 'expires_in', 'access_token', 'more']);
		expect(json).toMatchObject({ token_type: null, more: { deep: 1 } });
		expect((await sandbox.whoami('spryker', json.access_token)).status).toBe(200);
	});

	it('counts what was granted beside it', async () => {
		await script({ body: 'down', grant: true });
		expect((await signIn()).text).toBe('down');
		expect(await counters()).toEqual({ requests: 1, faulted: 1, granted: 1 });
	});
});
