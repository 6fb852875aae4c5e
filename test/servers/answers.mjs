import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(process.cwd(), 'test', 'servers', 'answers.json');

/**
 * What a token endpoint answered, and what our side made of it.
 *
 * @typedef {object} Recorded
 * @property {string} server
 * @property {'sign-in' | 'refresh'} request
 * @property {number} status
 * @property {string} contentType
 * @property {string} text tokens are replaced
 * @property {string} outcome `token` or the code of the refusal
 */

/** @returns {Recorded[]} the table of answers, as recorded */
export const answers = () => JSON.parse(readFileSync(file, 'utf8'));

/** @param {Recorded[]} recorded @returns {Recorded[]} each distinct answer once, in order */
export function distinct(recorded) {
	const lines = new Set(recorded.map((one) => JSON.stringify(one)));
	return [...lines].sort().map((line) => JSON.parse(line));
}

/** @param {Recorded[]} recorded what the servers of a whole run answered */
export function writeAnswers(recorded) {
	writeFileSync(file, `${JSON.stringify(distinct(recorded), null, '\t')}\n`);
}

/** @param {string} text of an answer @returns {string} the same without what differs from run to run */
export function withoutTokens(text) {
	return text
		.replace(/"((?:access|refresh|id)_token)":"[^"]*"/g, '"$1":"the-$1"')
		.replace(/("expires_in":)599/, '$1600')
		.replace(/http:\/\/127\.0\.0\.1:\d+/g, 'https://server.example');
}
