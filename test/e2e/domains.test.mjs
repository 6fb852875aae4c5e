import { describe, expect, it } from '@jest/globals';

import { getAuthToken, seamlessLink } from './workflows.mjs';
import { useWorld } from './world.mjs';

const world = useWorld();

/** A credential that n8n lets go to these hosts only. @param {string} type @param {string} allowedDomains */
const restricted = async (type, allowedDomains) =>
	await world.save(type, { allowedHttpRequestDomains: 'domains', allowedDomains });

const listed = 'api.example, 127.0.0.1';
/** @typedef {Parameters<typeof seamlessLink>[0]} Credentials */

describe.each([
	[
		'tradevestApi',
		'tradevest.token',
		(/** @type {Credentials} */ credentials) => world.whoami('tradevest', credentials),
	],
	[
		'b2copySeamlessApi',
		'b2copy.link',
		(/** @type {Credentials} */ credentials) =>
			seamlessLink(credentials, { parameters: { accountId: '77632289' } }),
	],
])('%s for specific domains', (type, endpoint, nodeWith) => {
	it.each([
		['nothing to a host that is not listed', 'api.example, *.elsewhere.example', 'error', 0],
		['something to a host that is listed', listed, 'success', 1],
	])('sends %s', async (_, domains, status, requests) => {
		const execution = await world.n8n.run([nodeWith(await restricted(type, domains))]);
		expect(execution.status).toBe(status);
		expect(await world.counters(endpoint)).toMatchObject({ requests });
	});
});

it('Get Auth Token gives out no token of a credential for specific domains', async () => {
	const credentials = await restricted('sprykerGlueApi', listed);
	const execution = await world.n8n.run([getAuthToken('sprykerGlue', credentials)]);

	expect(execution.status).toBe('error');
	expect(execution.error.message).toContain('"Allowed HTTP Request Domains"');
	expect(await world.counters('spryker.token')).toMatchObject({ requests: 0 });
});
