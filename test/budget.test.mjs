import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/** Files below the given places, by the end of their names. @param {RegExp} name @param {string[]} places */
const files = (name, ...places) =>
	places.flatMap((place) =>
		place.includes('.')
			? [place]
			: readdirSync(place, { recursive: true, withFileTypes: true })
					.filter((entry) => entry.isFile() && !/node_modules/.test(entry.parentPath))
					.map((entry) => join(entry.parentPath, entry.name))
					.filter((file) => name.test(file)),
	);
const lengths = (/** @type {string[]} */ all) =>
	all.map((file) => readFileSync(file, 'utf8').split('\n').length - 1);
const lines = (/** @type {string[]} */ all) =>
	lengths(all).reduce((sum, length) => sum + length, 0);

const core = files(/\.ts$/, 'core');
const shipped = files(/\.ts$/, 'core', 'credentials', 'nodes');
const everyTest = files(/(?<!package-lock)\.(ts|mjs|cjs|json|jsonl|py|http)$/, 'test');
/** The real products of `npm run test:servers -- --all`, about forty lines for each. */
const isReal = (/** @type {string} */ file) =>
	/servers\/(real|archives|install|program|results|loopback|site|python\/\w+_site)\b/.test(file);
const tests = everyTest.filter((file) => !isReal(file));
const real = everyTest.filter(isReal);
const papers = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md'];
const documents = files(/\.md$/, 'docs', ...papers);

describe('the budget', () => {
	it.each([
		['lines that ship', lines(shipped), 7430],
		['lines of core', lines(core), 5860],
		['files of core', core.length, 79],
		['lines of the longest file of core', Math.max(...lengths(core)), 170],
		['lines of test code and data', lines(tests), 3 * lines(shipped) + 150],
		['lines of the tests with real products', lines(real), 3000],
		['lines of the longest of these', Math.max(...lengths(real)), 200],
		['lines of documents', lines(documents), 2968],
	])('of %s is kept: %i of %i', (_what, count, bound) => {
		expect(count).toBeLessThanOrEqual(bound);
	});
});
