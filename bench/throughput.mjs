/** Requests per second of HTTP Request, with the package's credential and with static headers. */
import { openSandbox } from '../test/e2e/sandbox.mjs';
import { httpRequest } from '../test/e2e/workflows.mjs';
import { ours, resource } from './contenders.mjs';
import { median } from './median.mjs';
import { items } from './n8n.mjs';

/**
 * @param {Awaited<ReturnType<typeof import('./n8n.mjs').openN8n>>} n8n
 * @param {{ rounds: number, requests: number }} size
 * @returns per credential the requests per second, and what part of them ours reaches: medians
 */
export async function measureThroughput(n8n, { rounds, requests }) {
	const sandbox = await openSandbox();
	const url = sandbox.url + resource.path;
	const token = await tokenOf(sandbox.url);
	const nodes = {
		ours: httpRequest(url, await n8n.saveCredential(ours.type, ours.form(sandbox.url))),
		predefined: httpRequest(
			url,
			await n8n.saveCredential('staticTokenApi', { accessToken: token }),
		),
		generic: httpRequest(
			url,
			await n8n.saveCredential('httpHeaderAuth', {
				name: 'Authorization',
				value: `Bearer ${token}`,
			}),
			{
				authentication: 'genericCredentialType',
				genericAuthType: 'httpHeaderAuth',
				nodeCredentialType: undefined,
			},
		),
	};
	/** @type {[string, () => Promise<number>][]} */
	const runs = [];
	for (const [name, node] of Object.entries(nodes)) {
		runs.push([name, await n8n.publish(...items(requests), node)]);
	}

	const taken = [];
	for (let round = 0; round <= rounds; round += 1) {
		/** @type {Record<string, number>} */
		const rates = {};
		for (const [name, run] of runs) rates[name] = await rate(run, requests);
		// The first round warms up. Everybody is first, second and last in turn.
		if (round > 0) taken.push(rates);
		runs.push(...runs.splice(0, 1));
	}
	const { ok } = await sandbox.counters(resource.endpoint);
	await sandbox.close();
	if (ok !== runs.length * requests * (rounds + 1))
		throw new Error(`Only ${ok} requests went well.`);

	/** @param {(rates: Record<string, number>) => number} read */
	const middle = (read) => median(taken.map(read));
	return {
		ours: middle(({ ours }) => ours),
		predefined: middle(({ predefined }) => predefined),
		generic: middle(({ generic }) => generic),
		ofPredefined: middle(({ ours, predefined }) => ours / predefined),
		ofGeneric: middle(({ ours, generic }) => ours / generic),
	};
}

/**
 * @param {() => Promise<number>} run one execution
 * @param {number} requests
 */
async function rate(run, requests) {
	const start = performance.now();
	const status = await run();
	if (status !== 200) throw new Error(`The webhook answered ${status}.`);
	return requests / ((performance.now() - start) / 1000);
}

/** @param {string} sandbox */
async function tokenOf(sandbox) {
	const { username, password } = /** @type {Record<string, string>} */ (ours.form(sandbox));
	const answer = await fetch(`${sandbox}/spryker/token`, {
		method: 'POST',
		body: new URLSearchParams({ grant_type: 'password', username, password }),
	});
	return (await answer.json()).access_token;
}
