/**
 * Compares this build with another one in one run; medians of nine.
 *
 * Usage: `npx gulp && node bench/compare.mjs <dist folder of the other build>`
 */
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { table } from '../test/markdown.mjs';
import { measureBuilds } from './builds.mjs';

const ROUNDS = 9;
const [other] = process.argv.slice(2);
if (!other) {
	process.stderr.write('Name the dist folder of another build.\n');
	process.exit(1);
}

const here = fileURLToPath(new URL('..', import.meta.url));
const [ours, theirs] = await measureBuilds([here, dirname(resolve(other))], ROUNDS);

/** @param {string} what @param {keyof import('./builds.mjs').Build} key @param {string} unit */
const row = (what, key, unit) => [
	what,
	`${ours[key].toFixed(1)} ${unit}`,
	`${theirs[key].toFixed(1)} ${unit}`,
	(ours[key] / theirs[key]).toFixed(2),
];
const rows = [
	row('Time to load', 'load', 'ms'),
	row('Heap after loading', 'kilobytes', 'kB'),
	row('One warm `get`, the grant made from the form included', 'one', 'µs'),
	row('The same, 1,000 logins', 'many', 'µs'),
];
process.stdout.write(`${table([['', 'this build', 'the other', 'ratio'], ...rows])}\n`);
