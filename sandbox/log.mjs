import { createHash } from 'node:crypto';

const LIMIT = 5000;
const COUNTERS = [
	...['requests', 'granted', 'refreshed', 'refused', 'faulted', 'concurrentMax'],
	...['ok', 'missing', 'unknown', 'expired', 'revoked'],
];

/**
 * @typedef {object} Entry
 * @property {string} at
 * @property {string | null} endpoint
 * @property {string} method
 * @property {string} path
 * @property {unknown} query
 * @property {number | null} status null until the answer is known
 * @property {string | null} outcome
 * @property {boolean} faulted
 * @property {unknown} body
 * @property {string | null} authorization
 *
 * @typedef {ReturnType<typeof createLog>} Log
 */

/**
 * What was asked of the sandbox: exact counters per endpoint, and the last 5,000 requests and links.
 *
 * @param {{ now: () => number, endpoints: string[] }} options
 */
export function createLog({ now, endpoints }) {
	/** @type {Entry[]} */
	const requests = [];
	/** @type {Array<{ at: string, accountId: string, sha256: string, url: string }>} */
	const links = [];
	/** @type {Record<string, Record<string, number>>} */
	const counters = {};
	const inFlight = Object.fromEntries(endpoints.map((endpoint) => [endpoint, 0]));

	const reset = () => {
		requests.length = 0;
		links.length = 0;
		for (const endpoint of endpoints) {
			counters[endpoint] = Object.fromEntries(COUNTERS.map((name) => [name, 0]));
		}
	};
	reset();

	const stamp = () => new Date(now()).toISOString();

	return {
		reset,
		/**
		 * Notes a request on arrival. The entry is completed later; `leave` ends the time in flight.
		 *
		 * @param {Pick<Entry, 'endpoint' | 'method' | 'path' | 'query' | 'authorization'>} request
		 */
		enter(request) {
			const open = { status: null, outcome: null, faulted: false, body: null };
			/** @type {Entry} */
			const entry = { at: stamp(), ...request, ...open };
			keep(requests, entry);
			const { endpoint } = request;
			if (endpoint === null) return { entry, leave() {} };
			const counter = counters[endpoint];
			inFlight[endpoint] += 1;
			counter.requests += 1;
			counter.concurrentMax = Math.max(counter.concurrentMax, inFlight[endpoint]);
			return { entry, leave: () => void (inFlight[endpoint] -= 1) };
		},
		/**
		 * Notes what a request came to.
		 *
		 * @param {Entry} entry
		 * @param {Pick<Entry, 'status' | 'faulted' | 'body'> & {
		 *   outcome: import('./types.mjs').Outcome | 'not_found' | 'faulted',
		 *   link?: { accountId: string, url: string },
		 * }} result
		 */
		complete(entry, { link, ...result }) {
			Object.assign(entry, result);
			if (entry.endpoint === null) return;
			const counter = counters[entry.endpoint];
			if (result.outcome !== 'faulted') counter[result.outcome] += 1;
			if (result.faulted) counter.faulted += 1;
			if (!link) return;
			const sha256 = createHash('sha256').update(link.url).digest('hex');
			keep(links, { at: stamp(), accountId: link.accountId, sha256, url: link.url });
		},
		/**
		 * The log as JSON. A link signs a client in, so it appears as its SHA-256 unless asked for in clear.
		 *
		 * @param {{ clearLinks?: boolean }} [options]
		 */
		read({ clearLinks = false } = {}) {
			const shown = links.map(({ url, ...link }) => (clearLinks ? { ...link, url } : link));
			return { requests, counters, links: shown };
		},
	};
}

/**
 * @template T
 * @param {T[]} list
 * @param {T} item
 */
function keep(list, item) {
	list.push(item);
	if (list.length > LIMIT) list.shift();
}
