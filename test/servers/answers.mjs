import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The tests that record answers, each into a table of its own. */
export const suites = /** @type {const} */ (['servers', 'logins']);

/** @param {string} suite */
const fileOf = (suite) => join(process.cwd(), 'test', 'servers', 'answers', `${suite}.json`);

/**
 * What a token endpoint answered, and what our side made of it.
 *
 * @typedef {object} Recorded
 * @property {string} server
 * @property {'sign-in' | 'refresh'} request
 * @property {number} status
 * @property {string} contentType
 * @property {string} text tokens are replaced
 * @property {Record<string, string>} [form] where it is told to look for the token
 * @property {string} outcome `token` or the code of the refusal
 * @property {string} [reads] what the person reads of the refusal
 */

/** @param {typeof suites[number]} suite @returns {Recorded[]} its table, as recorded */
export const answers = (suite) => JSON.parse(readFileSync(fileOf(suite), 'utf8'));

/** @param {Recorded[]} recorded @returns {Recorded[]} each distinct answer once, in order */
export function distinct(recorded) {
	const lines = new Set(recorded.map((one) => JSON.stringify(one)));
	return [...lines].sort().map((line) => JSON.parse(line));
}

/** @param {typeof suites[number]} suite @param {Recorded[]} recorded in a whole run of it */
export function writeAnswers(suite, recorded) {
	writeFileSync(fileOf(suite), `${JSON.stringify(distinct(recorded), null, '\t')}\n`);
}

/** @param {Recorded[]} recorded @returns {Recorded[]} without our own words, which may change */
export const withoutWords = (recorded) =>
	distinct(recorded.map(({ reads: _, ...answer }) => answer));

/** @param {string} text of an answer @returns {string} the same without what differs from run to run */
export function withoutTokens(text) {
	return text
		.replace(/"((?:access|refresh|id)_token|access|refresh|token)":( ?)"[^"]*"/g, '"$1":$2"the-$1"')
		.replace(/("expires_in": ?)599/, '$1600')
		.replace(/3[56]\d\d seconds/g, '3600 seconds')
		.replace(/http:\/\/127\.0\.0\.1:\d+/g, 'https://server.example')
		.replace(/127\.0\.0\.1:\d+/g, 'server.example');
}
