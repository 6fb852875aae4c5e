/** How long a node takes over a thousand items, beside the least that n8n allows. */
import { fixture as seamless } from '../test/fixtures/b2copySeamless.mjs';
import { openSandbox } from '../test/e2e/sandbox.mjs';
import { httpRequest, seamlessLink } from '../test/e2e/workflows.mjs';

const LINKS = 1_000;
const ROUNDS = 9;
const LINK_PATH = '/api/v1/standalone/auth/getAuthUrl';

const ACCOUNT = '77632289';

/** Milliseconds that a link takes at the server. */
const DELAY = 20;

/**
 * @template {string} Name
 * @typedef {Record<Name, number>[]} Rounds milliseconds of each contender in each round
 */

/**
 * @param {Awaited<ReturnType<typeof import('./n8n.mjs').openN8n>>} n8n
 * @param {(line: string) => void} say
 * @returns what each takes, and the most links under way at once
 */
export async function measureItems(n8n, say) {
	const sandbox = await openSandbox();
	await sandbox.faults({ 'b2copy.link': [{ delay: DELAY, times: 'always' }] });
	const account = /** @type {Record<string, string>} */ (seamless.account(sandbox.url));
	const key = await n8n.saveCredential('b2copySeamlessApi', account);
	const url = account.baseUrl + LINK_PATH;
	const inN8n = async (/** @type {import('../test/e2e/workflows.mjs').Node} */ node) => {
		const given = Array.from({ length: LINKS }, () => ({ accountId: ACCOUNT }));
		const { status, error, milliseconds } = await n8n.run([node], given);
		if (status !== 'success') throw new Error(`${node.name}: ${JSON.stringify(error)}`);
		return milliseconds(node.name);
	};
	const jsonBody = '={{ { account_id: $json.accountId, investment_platform_id: "1" } }}';
	const body = { method: 'POST', sendBody: true, specifyBody: 'json', jsonBody };
	const ourLinks = async () => await inN8n(seamlessLink(key));
	const links = await inTurn(say, {
		links: ourLinks,
		httpRequest: async () => await inN8n(httpRequest(url, key, body)),
		floor: async () => await inN8n(floor(key)),
	});
	await sandbox.reset();
	await sandbox.faults({ 'b2copy.link': [{ delay: DELAY, times: 'always' }] });
	await ourLinks();
	const { concurrentMax } = await sandbox.counters('b2copy.link');
	await sandbox.close();
	return { links, concurrentMax };
}

/**
 * Measures contenders in rounds, everybody going first in turn, after a round that warms up.
 *
 * @template {string} Name
 * @param {(line: string) => void} say
 * @param {Record<Name, () => Promise<number>>} contenders each gives its milliseconds
 * @returns {Promise<Rounds<Name>>}
 */
async function inTurn(say, contenders) {
	const order = /** @type {Name[]} */ (Object.keys(contenders));
	const rounds = [];
	for (let round = 0; round <= ROUNDS; round += 1) {
		say(`Links, round ${round} of ${ROUNDS} ...`);
		const times = /** @type {Record<Name, number>} */ ({});
		for (const name of order) times[name] = await contenders[name]();
		if (round > 0) rounds.push(times);
		order.push(...order.splice(0, 1));
	}
	return rounds;
}

/** @param {Record<string, { id: string, name: string }>} credentials */
const floor = (credentials) => ({
	name: 'Floor Links',
	type: 'n8n-nodes-floor.floorLinks',
	typeVersion: 1,
	parameters: {},
	credentials,
});
