import { setTimeout as pause } from 'node:timers/promises';

import { describe, expect, it } from '@jest/globals';

import { behaviour } from './behaviour.mjs';
import { decryptedCredentials } from './places.mjs';
import { openSandbox } from './sandbox.mjs';
import { httpRequest } from './workflows.mjs';
import { useWorld } from './world.mjs';

const RENEWALS = 3;
const type = 'sprykerGlueApi';

/** As a person types it: no field of the login is a plain value. */
const typed = {
	baseUrl: "={{ $('Webhook').first().json.query.server }}/spryker",
	username: '={{ "sonia" + "@spryker.com" }}',
	password: '={{ "change" + "123" }}',
};

const world = useWorld();

/** A published workflow that calls the server that its query names, and its credential. */
async function publishCall() {
	const credentials = await world.save(type, typed);
	const workflow = await world.n8n.publish(httpRequest(`${typed.baseUrl}/whoami`, credentials));
	return {
		/** @param {string} server */
		call: async (server) => (await workflow.call({ query: { server } })).status,
		/** The credential as it is stored now. */
		async stored() {
			const all = await decryptedCredentials(world.n8n.userFolder);
			return all.find(({ id }) => id === credentials[type].id).data;
		},
	};
}

describe('the expressions in a credential are letter for letter as typed', () => {
	it('after several tokens that were revoked, each at a server of its own', async () => {
		const sandboxes = await Promise.all(Array.from({ length: RENEWALS }, openSandbox));
		const { call, stored } = await publishCall();
		const callAll = async () => await Promise.all(sandboxes.map(({ url }) => call(url)));
		const all = (/** @type {number} */ status) => Array(RENEWALS).fill(status);
		expect(await callAll()).toEqual(all(200));
		await pause(5500); // a token is not renewed in its first five seconds
		await Promise.all(sandboxes.map(({ revoke }) => revoke()));

		expect(await callAll()).toEqual(all(behaviour.sendsAgain ? 200 : 500));
		expect(await callAll()).toEqual(all(200));
		for (const { counters } of sandboxes) {
			expect(await counters('spryker.token')).toMatchObject({ requests: 2, granted: 2 });
		}
		expect(await stored()).toMatchObject(typed);
		await Promise.all(sandboxes.map(({ close }) => close()));
	});
});
