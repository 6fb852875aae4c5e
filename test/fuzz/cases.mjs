import { validateHeaderName, validateHeaderValue } from 'node:http';
import { thorough } from '../depth.mjs';

/** Cases in all: `npm run fuzz` asks for many, `npm run test:all` for some, `npm test` for a few. */
const TOTAL = /** @type {any} */ (globalThis).fuzzCases ?? (thorough ? 20_000 : 4000);

/** How many cases a property gets. @param {number} share of all cases */
export const casesOf = (share) => ({ numRuns: Math.ceil(TOTAL * share) });

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
