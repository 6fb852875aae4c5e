/** The compose file as Docker reads it, so that the test runs the settings that people get. */
import { readFileSync } from 'node:fs';

import mapValues from 'lodash/mapValues.js';
import { parse } from 'yaml';

/**
 * @typedef {object} Service
 * @property {string} [image]
 * @property {string[]} [command]
 * @property {Record<string, any>} [environment]
 * @property {string[]} [volumes]
 * @property {{ replicas: number }} [deploy]
 */

/** The folder of the compose file. */
export const composeFolder = new URL('../../examples/queue-mode/', import.meta.url);

/** @param {string} name */
const read = (name) => readFileSync(new URL(name, composeFolder), 'utf8');

/** The names that the example of an environment file has, with what stands there. */
export const exampleVariables = Object.fromEntries(
	[...read('.env.example').matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
);

/**
 * The services of the compose file.
 *
 * @param {Record<string, string>} variables what stands in the environment file
 * @returns {Record<string, Service>}
 * @throws {Error} with the file's own words when a variable is missing
 */
export function composeServices(variables) {
	const { services } = parse(read('compose.yaml'), { merge: true });
	return mapValues(services, (service) => interpolate(service, variables));
}

/**
 * Puts variables into every text of a value, as compose files have them: `${NAME}`, `${NAME:-standard}`,
 * `${NAME:?what to do}`, and `$$` for a dollar sign.
 *
 * @param {any} value
 * @param {Record<string, string>} variables
 * @returns {any}
 */
function interpolate(value, variables) {
	if (Array.isArray(value)) return value.map((item) => interpolate(item, variables));
	if (value !== null && typeof value === 'object') {
		return mapValues(value, (item) => interpolate(item, variables));
	}
	if (typeof value !== 'string') return value;
	return value.replace(/\$\$|\$\{(\w+)(?::([-?])([^}]*))?\}/g, (text, name, sign, rest) => {
		if (text === '$$') return '$';
		if (variables[name]) return variables[name];
		if (sign === '-') return rest;
		throw new Error(`${name}: ${rest}`);
	});
}
