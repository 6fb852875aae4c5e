/** What a credential asks of the provider, counted by the provider. */
import { setTimeout as sleep } from 'node:timers/promises';

import { openSandbox } from '../test/e2e/sandbox.mjs';
import { httpRequest } from '../test/e2e/workflows.mjs';
import { endpoint, resource } from './contenders.mjs';
import { items } from './n8n.mjs';

/**
 * @typedef {Awaited<ReturnType<typeof import('./n8n.mjs').openN8n>>} N8n
 * @typedef {import('./contenders.mjs').Contender} Contender
 */

/** A sign-in over the internet takes its time, and others come meanwhile. */
const remote = { [endpoint]: [{ delay: 100, times: 'always' }] };

/**
 * Gives a scenario a sandbox of its own, so that everything starts cold.
 *
 * @template T
 * @param {(sandbox: Awaited<ReturnType<typeof openSandbox>>) => Promise<T>} scenario
 */
async function withSandbox(scenario) {
	const sandbox = await openSandbox();
	await sandbox.faults(remote);
	return await scenario(sandbox).finally(sandbox.close);
}

/**
 * All at once, with no token known yet.
 *
 * @param {N8n} n8n
 * @param {Contender} contender
 * @param {number} executions
 */
export const coldBurst = async (n8n, { type, form }, executions) =>
	await withSandbox(async (sandbox) => {
		const credentials = await n8n.saveCredential(type, form(sandbox.url));
		const run = await n8n.publish(httpRequest(sandbox.url + resource.path, credentials));
		const statuses = await Promise.all(Array.from({ length: executions }, run));
		const signIns = (await sandbox.counters(endpoint)).requests;
		return { signIns, succeeded: statuses.filter((status) => status === 200).length };
	});

/**
 * One after the other, `lanes` at a time, over half as long again as the first token lives.
 *
 * @param {N8n} n8n
 * @param {Contender} contender
 * @param {{ executions: number, lifetime: number, lanes: number }} size `lifetime` in seconds
 */
export const expiry = async (n8n, { type, form }, { executions, lifetime, lanes }) =>
	await withSandbox(async (sandbox) => {
		const credentials = await n8n.saveCredential(type, form(sandbox.url));
		const run = await n8n.publish(httpRequest(sandbox.url + resource.path, credentials));
		await sandbox.lifetime({ spryker: lifetime });
		const statuses = [await run()];
		await sandbox.lifetime({ spryker: 3600 });

		const start = Date.now();
		const interval = (lifetime * 1500) / executions;
		let next = 1;
		const lane = async () => {
			while (next < executions) {
				const due = start + next++ * interval;
				await sleep(Math.max(0, due - Date.now()));
				statuses.push(await run());
			}
		};
		await Promise.all(Array.from({ length: lanes }, lane));
		const signIns = (await sandbox.counters(endpoint)).requests;
		const { expired } = await sandbox.counters(resource.endpoint);
		const succeeded = statuses.filter((status) => status === 200).length;
		return { signIns, expired, succeeded };
	});

/**
 * A wrong password, with as many items in as many executions at once.
 *
 * @param {N8n} n8n
 * @param {Contender} contender
 * @param {{ executions: number, items: number }} size
 */
export const wrongPassword = async (n8n, { type, form }, size) =>
	await withSandbox(async (sandbox) => {
		const credentials = await n8n.saveCredential(type, form(sandbox.url, 'not-the-password'));
		const node = httpRequest(sandbox.url + resource.path, credentials);
		const run = await n8n.publish(...items(size.items), {
			...node,
			onError: 'continueRegularOutput',
		});
		await Promise.all(Array.from({ length: size.executions }, run));
		return (await sandbox.counters(endpoint)).requests;
	});

/**
 * A good token, some seconds old, and an API that answers 404: first all at once, then one after the
 * other.
 *
 * @param {N8n} n8n
 * @param {Contender} contender
 * @param {number} executions
 */
export const notFound = async (n8n, { type, form }, executions) =>
	await withSandbox(async (sandbox) => {
		const credentials = await n8n.saveCredential(type, form(sandbox.url));
		const run = await n8n.publish(httpRequest(sandbox.url + resource.path, credentials));
		await run();
		await sandbox.faults({ [resource.endpoint]: [{ status: 404, times: 'always' }] });
		// From five seconds on a refusal may be about the token's age.
		await sleep(11_000);
		const counted = async () => ({
			renewals: (await sandbox.counters(endpoint)).requests - 1,
			calls: (await sandbox.counters(resource.endpoint)).requests - 1,
		});
		await Promise.all(Array.from({ length: executions }, run));
		const burst = await counted();
		for (let execution = 0; execution < executions; execution += 1) await run();
		const all = await counted();
		const row = { renewals: all.renewals - burst.renewals, calls: all.calls - burst.calls };
		return { burst, row };
	});
