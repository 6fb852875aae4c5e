import { validateHeaderName, validateHeaderValue } from 'node:http';
import { charsets } from './charsets.mjs';

/**
 * One way to misbehave; the keys can be combined. Times are in milliseconds.
 *
 * @typedef {object} Fault
 * @property {number} [delay] before the headers
 * @property {number} [bodyDelay] between the headers and the body
 * @property {number} [drip] between the bytes of the body
 * @property {'before' | 'headers' | 'body'} [reset] where the connection is dropped
 * @property {number} [status]
 * @property {Record<string, string>} [headers]
 * @property {string} [body]
 * @property {unknown} [json]
 * @property {string} [base64] the body's bytes
 * @property {Record<string, unknown>} [patch] dotted paths of the good answer and what to put there
 * @property {string[]} [omit] dotted paths to take out of the good answer
 * @property {number} [size] bytes that the body is padded to
 * @property {boolean} [endless] the body never ends
 * @property {boolean} [truncate] half of the body
 * @property {true | 'corrupt'} [gzip]
 * @property {string} [charset]
 * @property {string} [redirect] the address
 * @property {boolean} [echo] the whole request comes back
 * @property {boolean} [grant] do the real work first
 * @property {number | 'always'} [times] how many requests it is for
 */

const MAX_BYTES = 64 * 1024 * 1024;

const isObject = (/** @type {any} */ value) =>
	value !== null && typeof value === 'object' && !Array.isArray(value);
const isText = (/** @type {any} */ value) => typeof value === 'string';
const isFlag = (/** @type {any} */ value) => typeof value === 'boolean';
const isWhole = (/** @type {number} */ from, /** @type {number} */ to) => {
	return (/** @type {any} */ value) => Number.isInteger(value) && value >= from && value <= to;
};

/** @param {any} value */
function isHeaders(value) {
	if (!isObject(value)) return false;
	try {
		for (const [name, text] of Object.entries(value)) {
			validateHeaderName(name);
			validateHeaderValue(name, text);
		}
		return true;
	} catch {
		return false;
	}
}

/** @type {Record<string, [isValid: (value: any) => boolean, wanted: string]>} */
const KEYS = {
	delay: [isWhole(0, 600_000), 'milliseconds'],
	bodyDelay: [isWhole(0, 600_000), 'milliseconds'],
	drip: [isWhole(0, 600_000), 'milliseconds'],
	reset: [
		(value) => ['before', 'headers', 'body'].includes(value),
		'"before", "headers" or "body"',
	],
	status: [isWhole(200, 599), 'a status from 200 to 599'],
	headers: [isHeaders, 'an object of valid header names and texts'],
	body: [isText, 'a string'],
	json: [() => true, 'any JSON'],
	base64: [isText, 'a string'],
	patch: [isObject, 'an object of dotted paths and values'],
	omit: [(value) => Array.isArray(value) && value.every(isText), 'a list of dotted paths'],
	size: [isWhole(0, MAX_BYTES), `a number of bytes up to ${MAX_BYTES}`],
	endless: [isFlag, 'true or false'],
	truncate: [isFlag, 'true or false'],
	gzip: [(value) => value === true || value === 'corrupt', 'true or "corrupt"'],
	charset: [
		(value) => Object.hasOwn(charsets, value),
		`one of ${Object.keys(charsets).join(', ')}`,
	],
	redirect: [isText, 'an address'],
	echo: [isFlag, 'true or false'],
	grant: [isFlag, 'true or false'],
	times: [(value) => value === 'always' || isWhole(1, 1e9)(value), 'a count or "always"'],
};

const BODIES = ['body', 'json', 'base64', 'redirect', 'echo'];

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
		 * @param {unknown} wanted
		 * @throws {TypeError} that says which endpoint or key is not understood
		 */
		set(wanted) {
			if (!isObject(wanted))
				throw new TypeError('Send an object of endpoint names and fault lists.');
			const entries = Object.entries(/** @type {Record<string, any>} */ (wanted));
			for (const [endpoint, list] of entries) {
				if (!endpoints.includes(endpoint)) {
					throw new TypeError(`"${endpoint}" is not an endpoint. Known: ${endpoints.join(', ')}.`);
				}
				if (!Array.isArray(list)) throw new TypeError(`"${endpoint}" needs a list of faults.`);
				for (const fault of list) checkFault(endpoint, fault);
			}
			for (const [endpoint, list] of entries) script.set(endpoint, list.map(queued));
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

/**
 * @param {string} endpoint
 * @param {any} fault
 */
function checkFault(endpoint, fault) {
	if (!isObject(fault)) throw new TypeError(`Each fault of "${endpoint}" must be an object.`);
	for (const [key, value] of Object.entries(fault)) {
		if (!Object.hasOwn(KEYS, key)) {
			throw new TypeError(`"${key}" is not a fault key. Known: ${Object.keys(KEYS).join(', ')}.`);
		}
		const [isValid, wanted] = KEYS[key];
		if (!isValid(value)) throw new TypeError(`"${key}" of "${endpoint}" must be ${wanted}.`);
	}
	const bodies = BODIES.filter((key) => key in fault);
	if (bodies.length > 1) {
		throw new TypeError(`A fault of "${endpoint}" has ${bodies.join(' and ')}. Keep one of them.`);
	}
}
