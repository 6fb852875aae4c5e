import { validateHeaderName, validateHeaderValue } from 'node:http';
import { z } from 'zod/v4';
import { charsets } from './shape.mjs';

const MAX_BYTES = 64 * 1024 * 1024;
const CHARSETS = Object.keys(charsets);

const flag = z.boolean().describe('true or false');
const text = z.string().describe('a string');
const milliseconds = z.int().min(0).max(600_000).describe('milliseconds');

/** What the README's table explains, in its order; each says what it must be. */
const keys = {
	times: z.union([z.int().min(1).max(1e9), z.literal('always')]).describe('a count or "always"'),
	delay: milliseconds,
	bodyDelay: milliseconds,
	drip: milliseconds,
	reset: z.enum(['before', 'headers', 'body']).describe('"before", "headers" or "body"'),
	status: z.int().min(200).max(599).describe('a status from 200 to 599'),
	headers: z
		.record(z.string(), z.string())
		.refine(canBeSent)
		.describe('an object of valid header names and texts'),
	body: text,
	json: z.unknown(),
	base64: text,
	redirect: z.string().describe('an address'),
	echo: flag,
	size: z.int().min(0).max(MAX_BYTES).describe(`a number of bytes up to ${MAX_BYTES}`),
	endless: flag,
	patch: z.record(z.string(), z.unknown()).describe('an object of dotted paths and values'),
	omit: z.array(z.string()).describe('a list of dotted paths'),
	truncate: flag,
	gzip: z.literal([true, 'corrupt']).describe('true or "corrupt"'),
	charset: z.enum(CHARSETS).describe(`one of ${CHARSETS.join(', ')}`),
	grant: flag,
};
const BODIES = /** @type {const} */ (['body', 'json', 'base64', 'redirect', 'echo']);

const bodiesOf = (/** @type {object} */ fault) => BODIES.filter((key) => key in fault);

/**
 * One way to misbehave; the keys can be combined. Times are in milliseconds.
 *
 * @typedef {z.infer<typeof fault>} Fault
 */
const fault = z
	.strictObject(keys)
	.partial()
	.refine((given) => bodiesOf(given).length < 2);

/**
 * The faults that are still to come, per endpoint, in order.
 *
 * @param {string[]} endpoints
 */
export function createFaults(endpoints) {
	/** @type {Map<string, Array<{ fault: Fault, left: number }>>} */
	const script = new Map();
	const lists = endpoints.map((endpoint) => [endpoint, z.array(fault)]);
	const schema = z.strictObject(Object.fromEntries(lists)).partial();

	return {
		reset: () => script.clear(),
		/**
		 * Replaces the faults of the endpoints named; an empty list clears them. Nothing changes unless all is valid.
		 *
		 * @param {unknown} wanted
		 * @throws {z.ZodError} that says which endpoint or key is not understood
		 */
		set(wanted) {
			const given = schema.parse(wanted, { error: (issue) => explain(issue, endpoints) });
			for (const [endpoint, list = []] of Object.entries(given)) {
				script.set(endpoint, list.map(queued));
			}
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

/** @param {Record<string, string>} headers */
function canBeSent(headers) {
	try {
		for (const [name, value] of Object.entries(headers)) {
			validateHeaderName(name);
			validateHeaderValue(name, value);
		}
		return true;
	} catch {
		return false;
	}
}

/**
 * @param {any} issue what is not as it should be, and where
 * @param {string[]} endpoints
 */
function explain({ code, path: [endpoint, index, key] = [], keys: others = [], input }, endpoints) {
	if (code === 'unrecognized_keys') {
		return endpoint === undefined
			? `"${others[0]}" is not an endpoint. Known: ${endpoints.join(', ')}.`
			: `"${others[0]}" is not a fault key. Known: ${Object.keys(keys).join(', ')}.`;
	}
	if (key !== undefined) return `"${key}" of "${endpoint}" must be ${keys[key].description}.`;
	if (code === 'custom')
		return `A fault of "${endpoint}" has ${bodiesOf(input).join(' and ')}. Keep one of them.`;
	if (index !== undefined) return `Each fault of "${endpoint}" must be an object.`;
	return `"${endpoint}" needs a list of faults.`;
}
