import { validateHeaderName, validateHeaderValue } from 'node:http';
import { fail, isObject } from './body.mjs';
import { charsets } from './shape.mjs';

const MAX_BYTES = 64 * 1024 * 1024;
const CHARSETS = Object.keys(charsets);

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
 *
 * @typedef {[check: (value: any) => boolean, wanted: string]} Rule
 */

/** @param {string[]} words @returns {Rule} */
const oneOf = (...words) => [
	(value) => words.includes(value),
	`one of ${words.map((word) => `"${word}"`).join(', ')}`,
];
/** @type {(min: number, max: number, wanted: string) => Rule} */
const integer = (min, max, wanted) => [
	(value) => Number.isInteger(value) && value >= min && value <= max,
	`${wanted} from ${min} to ${max}`,
];
const isText = (/** @type {unknown} */ value) => typeof value === 'string';
/** @type {Rule} */
const text = [isText, 'a string'];
/** @type {Rule} */
const flag = [(value) => typeof value === 'boolean', 'true or false'];
const milliseconds = integer(0, 600_000, 'milliseconds');
const [isCount] = integer(1, 1e9, '');

/** What the README's table explains, in its order. @type {Record<string, Rule>} */
const keys = {
	times: [(value) => value === 'always' || isCount(value), 'a count or "always"'],
	delay: milliseconds,
	bodyDelay: milliseconds,
	drip: milliseconds,
	reset: oneOf('before', 'headers', 'body'),
	status: integer(200, 599, 'a status'),
	headers: [canBeSent, 'an object of valid header names and texts'],
	body: text,
	json: [() => true, ''],
	base64: text,
	redirect: text,
	echo: flag,
	size: integer(0, MAX_BYTES, 'a number of bytes'),
	endless: flag,
	patch: [isObject, 'an object of dotted paths and values'],
	omit: [(value) => Array.isArray(value) && value.every(isText), 'a list of dotted paths'],
	truncate: flag,
	gzip: [(value) => value === true || value === 'corrupt', 'true or "corrupt"'],
	charset: oneOf(...CHARSETS),
	grant: flag,
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
	for (const [key, value] of Object.entries(fault)) {
		if (!Object.hasOwn(keys, key)) refuseName(key, 'a fault key', Object.keys(keys));
		const [isGood, wanted] = keys[key];
		if (!isGood(value)) fail(400, `"${key}" of "${endpoint}" must be ${wanted}.`);
	}
	const bodies = BODIES.filter((key) => key in fault);
	if (bodies.length > 1) {
		fail(400, `A fault of "${endpoint}" has ${bodies.join(' and ')}. Keep one of them.`);
	}
}

/** @param {string} name @param {string} kind @param {string[]} others */
const refuseName = (name, kind, others) =>
	fail(400, `"${name}" is not ${kind}. Known: ${others.join(', ')}.`);

/** @param {any} headers */
function canBeSent(headers) {
	try {
		for (const [name, value] of Object.entries(headers)) {
			validateHeaderName(name);
			validateHeaderValue(name, value);
		}
		return isObject(headers) && Object.values(headers).every(isText);
	} catch {
		return false;
	}
}
