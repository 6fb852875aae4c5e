import { describe, expect, it } from '@jest/globals';

import { openSandbox } from './sandbox.mjs';
import { getAuthToken, httpRequest, seamlessLink } from './workflows.mjs';
import { useWorld } from './world.mjs';

const world = useWorld();

/** A credential that n8n lets go to these hosts only. @param {string} type @param {string} allowedDomains */
const restricted = async (type, allowedDomains) =>
	await world.save(type, { allowedHttpRequestDomains: 'domains', allowedDomains });

/** @typedef {Parameters<typeof seamlessLink>[0]} Credentials */

const uses = [
	{
		name: 'HTTP Request',
		type: 'tradevestApi',
		endpoint: 'tradevest.token',
		nodeWith: (/** @type {Credentials} */ credentials) => world.whoami('tradevest', credentials),
	},
	{
		name: 'B2COPY Seamless Link',
		type: 'b2copySeamlessApi',
		endpoint: 'b2copy.link',
		nodeWith: (/** @type {Credentials} */ credentials) =>
			seamlessLink(credentials, { parameters: { accountId: '77632289' } }),
	},
];

describe.each(uses)(
	'$name with a credential for specific domains',
	({ name, type, endpoint, nodeWith }) => {
		it('sends nothing to a host that is not listed', async () => {
			const node = nodeWith(await restricted(type, 'api.example, *.elsewhere.example'));
			const execution = await world.n8n.run([node]);

			expect(execution.status).toBe('error');
			expect(await world.counters(endpoint)).toMatchObject({ requests: 0 });
			// HTTP Request looks at the address itself, and says so in its words.
			if (name !== 'HTTP Request') expect(execution.error.message).toContain('127.0.0.1');
		});

		it('works with a host that is listed', async () => {
			const node = nodeWith(await restricted(type, 'api.example, 127.0.0.1'));

			expect((await world.n8n.run([node])).status).toBe('success');
			expect(await world.counters(endpoint)).toMatchObject({ requests: 1 });
		});
	},
);

it('Get Auth Token gives out no token of a credential for specific domains', async () => {
	const credentials = await restricted('sprykerGlueApi', 'api.example, 127.0.0.1');
	const execution = await world.n8n.run([getAuthToken('sprykerGlue', credentials)]);

	expect(execution.status).toBe('error');
	expect(execution.error.message).toContain('"Allowed HTTP Request Domains"');
	expect(await world.counters('spryker.token')).toMatchObject({ requests: 0 });
});

it('the token host of a credential has to be listed beside the host of the API', async () => {
	const other = await openSandbox();
	const api = other.url.replace('127.0.0.1', 'localhost');
	const credentials = await restricted('voipexApi', 'localhost');
	const execution = await world.n8n.run([httpRequest(`${api}/voipex/whoami`, credentials)]);

	expect(execution.status).toBe('error');
	expect(JSON.stringify(execution.error)).toContain('127.0.0.1');
	expect(await world.counters('voipex.token')).toMatchObject({ requests: 0 });
	expect(await other.counters('voipex.whoami')).toMatchObject({ requests: 0 });
	await other.close();
});
