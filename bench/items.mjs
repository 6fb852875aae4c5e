/** How long nodes take over thousands of items, beside the least that n8n allows and a bare client. */
import { Agent, request } from 'node:http';

import { fixture as seamless } from '../test/fixtures/b2copySeamless.mjs';
import { openSandbox } from '../test/e2e/sandbox.mjs';
import { getAuthToken, httpRequest, seamlessLink } from '../test/e2e/workflows.mjs';
import { ours } from './contenders.mjs';

const LINKS = 1_000;
const LINK_ROUNDS = 15;
const TOKENS = 10_000;
const TOKEN_ROUNDS = 5;
const LANES = 50;
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
	const login = await n8n.saveCredential(ours.type, ours.form(sandbox.url));
	const url = account.baseUrl + LINK_PATH;
	const inN8n = async (/** @type {import('../test/e2e/workflows.mjs').Node} */ node, count) => {
		const given = Array.from({ length: count }, () => ({ accountId: ACCOUNT }));
		const { status, error, milliseconds } = await n8n.run([node], given);
		if (status !== 'success') throw new Error(`${node.name}: ${JSON.stringify(error)}`);
		return milliseconds(node.name);
	};
	const jsonBody = '={{ { account_id: $json.accountId, investment_platform_id: "1" } }}';
	const body = { method: 'POST', sendBody: true, specifyBody: 'json', jsonBody };
	const ourLinks = async () => await inN8n(seamlessLink(key), LINKS);
	const links = await inTurn('Links', LINK_ROUNDS, say, {
		links: ourLinks,
		httpRequest: async () => await inN8n(httpRequest(url, key, body), LINKS),
		floor: async () => await inN8n(floor('FloorLinks', key), LINKS),
		bare: async () => await bareClient(url, account.secretKey),
	});
	const tokens = await inTurn('Tokens', TOKEN_ROUNDS, say, {
		tokens: async () => await inN8n(getAuthToken('sprykerGlue', login), TOKENS),
		floor: async () => await inN8n(floor('FloorReads', login), TOKENS),
		editFields: async () => await inN8n(editFields, TOKENS),
	});
	await sandbox.reset();
	await sandbox.faults({ 'b2copy.link': [{ delay: DELAY, times: 'always' }] });
	await ourLinks();
	const { concurrentMax } = await sandbox.counters('b2copy.link');
	await sandbox.close();
	return { links, tokens, concurrentMax };
}

/**
 * Measures contenders in rounds, everybody going first in turn, after a round that warms up.
 *
 * @template {string} Name
 * @param {string} what
 * @param {number} count of rounds
 * @param {(line: string) => void} say
 * @param {Record<Name, () => Promise<number>>} contenders each gives its milliseconds
 * @returns {Promise<Rounds<Name>>}
 */
async function inTurn(what, count, say, contenders) {
	const order = /** @type {Name[]} */ (Object.keys(contenders));
	const rounds = [];
	for (let round = 0; round <= count; round += 1) {
		say(`${what}, round ${round} of ${count} ...`);
		const times = /** @type {Record<Name, number>} */ ({});
		for (const name of order) times[name] = await contenders[name]();
		if (round > 0) rounds.push(times);
		order.push(...order.splice(0, 1));
	}
	return rounds;
}

/** @param {string} name @param {Record<string, { id: string, name: string }>} credentials */
const floor = (name, credentials) => ({
	name,
	type: `n8n-nodes-floor.${name.charAt(0).toLowerCase()}${name.slice(1)}`,
	typeVersion: 1,
	parameters: {},
	credentials,
});

/** n8n's own node for one field, from an expression. */
const editFields = {
	name: 'Edit Fields',
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: {
		assignments: {
			assignments: [
				{ id: 'account', name: 'account', type: 'string', value: '={{ $json.accountId }}' },
			],
		},
		options: {},
	},
};

/**
 * The same links without n8n: as many requests, as many at a time.
 *
 * @param {string} url
 * @param {string} secretKey
 * @returns {Promise<number>} milliseconds
 */
async function bareClient(url, secretKey) {
	const agent = new Agent({ keepAlive: true, maxSockets: LANES });
	const body = JSON.stringify({
		secret_key: secretKey,
		account_id: ACCOUNT,
		investment_platform_id: '1',
	});
	const headers = { 'content-type': 'application/json', 'content-length': body.length };
	const ask = async () =>
		await new Promise((resolve, reject) => {
			const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
				answer.resume().on('end', resolve).on('error', reject);
			});
			sent.on('error', reject).end(body);
		});
	const start = performance.now();
	let left = LINKS;
	const lane = async () => {
		while (left-- > 0) await ask();
	};
	await Promise.all(Array.from({ length: LANES }, lane));
	agent.destroy();
	return performance.now() - start;
}
