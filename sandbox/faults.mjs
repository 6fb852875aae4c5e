import { fail, isObject } from './body.mjs';

/**
 * One way to misbehave; the keys can be combined. Times are in milliseconds.
 *
 * @typedef {Partial<
 *   & { times: number | 'always', delay: number, bodyDelay: number, drip: number }
 *   & { reset: 'before' | 'headers' | 'body', status: number, headers: Record<string, string> }
 *   & { body: string, json: unknown, base64: string, redirect: string, echo: boolean, size: number }
 *   & { endless: boolean, patch: Record<string, unknown>, omit: string[], truncate: boolean }
 *   & { gzip: true | 'corrupt', charset: string, grant: boolean }
 * >} Fault
 */

/** What the README's table explains, in its order. */
const KEYS = [
	...['times', 'delay', 'bodyDelay', 'drip', 'reset', 'status', 'headers', 'body', 'json'],
	...['base64', 'redirect', 'echo', 'size', 'endless', 'patch', 'omit', 'truncate', 'gzip'],
	...['charset', 'grant'],
];

/**
 * The faults that are still to come, per endpoint, in order.
 *
 * @param {string[]} endpoints
 */
export function createFaults(endpoints) {
	/** @type {Map<string, Array<{ fault: Fault, left: number }>>} */
	const script = new Map();

	return {
		reset: () => script.clear(),
		/**
		 * Replaces the faults of the endpoints named; an empty list clears them. Nothing changes unless all is valid.
		 *
		 * @param {Record<string, any>} wanted
		 */
		set(wanted) {
			for (const [endpoint, list] of Object.entries(wanted)) {
				if (!endpoints.includes(endpoint)) refuseName(endpoint, 'an endpoint', endpoints);
				if (!Array.isArray(list)) fail(400, `"${endpoint}" needs a list of faults.`);
				for (const fault of list) check(endpoint, fault);
			}
			for (const [endpoint, list] of Object.entries(wanted)) script.set(endpoint, list.map(queued));
		},
		/**
		 * The fault for the next request, if there is one; it is used up by this.
		 *
		 * @param {string} endpoint
		 * @returns {Fault | undefined}
		 */
		take(endpoint) {
			const queue = script.get(endpoint);
			if (!queue?.length) return undefined;
			queue[0].left -= 1;
			return queue[0].left > 0 ? queue[0].fault : queue.shift()?.fault;
		},
		/** How many faults each endpoint has still to come; null for one that never ends. */
		read() {
			return Object.fromEntries(
				[...script].map(([endpoint, queue]) => {
					const left = queue.reduce((sum, item) => sum + item.left, 0);
					return [endpoint, Number.isFinite(left) ? left : null];
				}),
			);
		},
	};
}

/** @param {Fault} fault */
function queued(fault) {
	const { times = 1 } = fault;
	return { fault, left: times === 'always' ? Infinity : times };
}

/** Refuses what is no fault. @param {string} endpoint @param {unknown} fault */
function check(endpoint, fault) {
	if (!isObject(fault)) fail(400, `Each fault of "${endpoint}" must be an object.`);
	const unknown = Object.keys(fault).find((key) => !KEYS.includes(key));
	if (unknown !== undefined) refuseName(unknown, 'a fault key', KEYS);
}

/** @param {string} name @param {string} kind @param {string[]} others */
const refuseName = (name, kind, others) =>
	fail(400, `"${name}" is not ${kind}. Known: ${others.join(', ')}.`);
