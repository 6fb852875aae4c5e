import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(process.cwd(), 'test', 'servers', 'answers.jsonl');

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
 */

/** @returns {Recorded[]} the table as recorded, a line for each distinct answer */
export const readAnswers = () =>
	readFileSync(file, 'utf8')
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line));

/** @param {Recorded[]} recorded in a whole run */
export function writeAnswers(recorded) {
	const lines = new Set(recorded.map((one) => JSON.stringify(one)));
	writeFileSync(file, `${[...lines].sort().join('\n')}\n`);
}

/** @param {string} text of an answer @returns {string} the same without what differs from run to run */
export function withoutTokens(text) {
	return text
		.replace(/"((?:access|refresh|id)_token|access|refresh|token)":( ?)"[^"]*"/g, '"$1":$2"the-$1"')
		.replace(/("expires_in": ?)599/, '$1600')
		.replace(/3[56]\d\d seconds/g, '3600 seconds')
		.replace(/http:\/\/127\.0\.0\.1:\d+/g, 'https://server.example')
		.replace(/127\.0\.0\.1:\d+/g, 'server.example');
}
