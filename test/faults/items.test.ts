import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { B2copySeamlessApi } from '../../credentials/B2copySeamlessApi.credentials';
import { tokenCredentials, type ProviderName } from '../../credentials/registry';
import { B2copySeamlessLink } from '../../nodes/B2copySeamlessLink/B2copySeamlessLink.node';
import { GetAuthToken } from '../../nodes/GetAuthToken/GetAuthToken.node';
import { openSandbox } from '../e2e/sandbox.mjs';
import { createN8n } from '../n8n.mjs';
import { faults } from './faults.mjs';
import { formOf, isTried, scriptOf, services } from './services.mjs';
import { fakeDns } from './wire.mjs';

let sandbox: Awaited<ReturnType<typeof openSandbox>>;
beforeAll(async () => {
	sandbox = await openSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => fakeDns(jest));

/** What a second try can change is tried again, or slows others down: a matter of the tests with a clock. */
const IS_REPEATED = /^connection|HTTP (429|50[234])/;
const given = faults.filter(
	({ name, place, timeout }) =>
		place === undefined && timeout === undefined && !IS_REPEATED.test(name),
);

let runs = 0;

describe.each(services.filter(({ refreshAfter }) => refreshAfter === undefined))(
	'$name: three items, the second meets with a fault',
	(service) => {
		const { name, kind, endpoint } = service;
		const isLink = kind === 'link';
		const type = isLink ? new B2copySeamlessApi() : new tokenCredentials[name as ProviderName]();
		const node = isLink ? new B2copySeamlessLink() : new GetAuthToken();

		it.each(given.filter((fault) => kind in fault.expect && isTried(fault, service)))(
			'$name',
			async (fault) => {
				const script = scriptOf(fault, service, `${sandbox.url}/spryker/whoami`);
				await sandbox.reset();
				await sandbox.faults({ [endpoint]: [{ grant: true }, script] });
				// For the package, another host is another login.
				const run = runs++;
				const addressOf = (item: number) =>
					isLink
						? sandbox.url
						: sandbox.url.replace('127.0.0.1', `item-${item}-of-${run}.localhost`);
				const n8n = createN8n(
					{ [`${name}Api`]: type },
					{
						[`${name}Api`]: (item) => ({
							...formOf(service, addressOf(item)),
							allowInsecureHttp: true,
						}),
					},
				);
				const { items } = await n8n.execute(node, {
					items: ['77632289', '77632301', '77632302'].map((login) => ({ login })),
					parameters: {
						provider: name,
						accountId: '={{ $json.login }}',
						options: { maxConcurrency: 1, retries: 0, forceNewToken: true },
					},
					onError: 'continueRegularOutput',
				});
				const code = fault.expect[name] ?? fault.expect[kind];
				// The secret key is the same for all clients: refused for one, it is not sent again.
				const isRefused = isLink && code === 'credentials_rejected';
				expect(items.map(({ json }) => json.errorCode ?? 'good answer')).toEqual([
					'good answer',
					code,
					isRefused ? code : 'good answer',
				]);
				expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
					[0, 1, 2].map((item) => ({ item })),
				);
			},
		);
	},
);
