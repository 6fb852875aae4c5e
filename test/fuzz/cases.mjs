import { writeSync } from 'node:fs';
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { thorough } from '../depth.mjs';

/** Cases in all: `npm run fuzz` asks for many, `npm run test:all` for some, `npm test` for a few. */
const TOTAL = /** @type {any} */ (globalThis).fuzzCases ?? (thorough ? 20_000 : 4000);

let tried = 0;

/** Prints how many cases the file has tried. @param {string} subject */
export const report = (subject) => void writeSync(1, `${subject}: ${tried} cases\n`);

/** How many cases a property gets. @param {number} share of all cases */
export const casesOf = (share) => ({ numRuns: Math.ceil(TOTAL * share) });

/** Counts one case. */
export const count = () => void (tried += 1);

/**
 * Whether Node would put these headers on the wire: a value that ends the line is refused by it, and by
 * the time it is, the request is lost.
 *
 * @param {object} headers
 * @throws {TypeError} with the name of the header
 */
export function assertHeaders(headers) {
	for (const [name, value] of Object.entries(headers)) {
		validateHeaderName(name);
		validateHeaderValue(name, String(value));
	}
}
