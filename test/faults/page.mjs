import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { markdownTable } from 'markdown-table';

/**
 * One fault tried at one provider.
 *
 * @typedef {object} Row
 * @property {string} provider
 * @property {string} fault
 * @property {string} code
 * @property {boolean} hung
 * @property {string[]} leaks
 * @property {Cost} [cost] of a sign-in that was tried
 *
 * @typedef {import('./cost.js').Cost} Cost
 */

const SIZES = { items: '200 items', minutes: '15 minutes' };
const COSTS = Object.values(SIZES).map((size) => `sign-ins in ${size}`);

const fileOf = (/** @type {string} */ name) => new URL(`../../docs/${name}.md`, import.meta.url);

/**
 * docs/faults.md, from what a run found.
 *
 * @param {Row[]} rows
 * @param {import('./services.mjs').Service[]} services
 * @param {import('./faults.mjs').Fault[]} faults
 */
export function pageOf(rows, services, faults) {
	const names = services.map(({ name, title = name }) => title);
	const codes = [...new Set(rows.map(({ code }) => code))].sort();
	const summary = names.map((name) => {
		const own = rows.filter(({ provider }) => provider === name);
		const counts = codes.map((code) => own.filter((row) => row.code === code).length);
		const hangs = own.filter(({ hung }) => hung).length;
		return [name, own.length, ...counts, hangs, own.flatMap(({ leaks }) => leaks).length];
	});
	const details = faults.map(({ name: fault }) => [
		fault.replaceAll('|', '\\|'),
		...names.map(
			(name) => rows.find((row) => row.provider === name && row.fault === fault)?.code ?? '',
		),
		...costsOf(rows.filter((row) => row.fault === fault)),
	]);
	return [
		'# Faults',
		'Written by `npm run docs:faults`, not by hand; `npm test` tries a sample, `npm run test:all` everything, and both compare. Each fault is sent over real loopback HTTP by the [sandbox](../sandbox/README.md) to the function behind n8n’s own request helper, and to nobody else: no redirect is followed, no other credential is disturbed, and the next good answer works.',
		'"Hangs" are attempts that had not ended long after their timeout. "Leaks" are passwords, client secrets, secret keys, tokens and links found in anything that was thrown, whole or in pieces, raw, URL-encoded, base64, hexadecimal or JSON-escaped.',
		'## By provider',
		table(['provider', 'faults tried', ...codes, 'hangs', 'leaks'], summary),
		'## By outcome',
		`What a provider gets if each sign-in ends alike, at once: in ${SIZES.items}, one after the other with "On Error" set to "Continue", and in ${SIZES.minutes} of one call a second. Pauses follow each other as in their row, and the last repeats; a pause waited out is followed by another try for the same item. Both numbers are the engine’s own, on a clock that nobody waits for; a link request has none.`,
		table(
			['outcome', 'paused as', 'pauses in seconds', 'of these waited out', ...COSTS],
			outcomesOf(rows),
		),
		'## By fault',
		`${table(['fault', ...names, ...COSTS], details)}\n`,
	].join('\n\n');
}

/**
 * What there is of costs, each once.
 *
 * @param {Row[]} rows
 */
function outcomesOf(rows) {
	const lines = rows.flatMap(({ cost }) => {
		if (cost === undefined) return [];
		const { code, kind = '', pauses, waited, items, minutes } = cost;
		return [[code, kind, pauses.join(', '), waited.join(', '), items, minutes]];
	});
	return [...new Map(lines.map((line) => [line.join('|'), line])).entries()]
		.sort(([one], [other]) => (one < other ? -1 : 1))
		.map(([, line]) => line);
}

/**
 * The two numbers of a fault, or what they are at one provider or another.
 *
 * @param {Row[]} rows of the fault
 */
function costsOf(rows) {
	const costs = rows.flatMap(({ cost }) => cost ?? []);
	return [costs.map(({ items }) => items), costs.map(({ minutes }) => minutes)].map(
		(numbers) => [...new Set(numbers)].sort((one, other) => one - other).join(' or ') || '-',
	);
}

/**
 * A Markdown table as prettier would have it.
 *
 * @param {string[]} head
 * @param {Array<Array<string | number>>} body
 */
export const table = (head, body) => markdownTable([head, ...body].map((row) => row.map(String)));

/**
 * The page as it is in the tree; empty if there is none.
 *
 * @param {string} [name] of the file in docs
 */
export function committedPage(name = 'faults') {
	const file = fileOf(name);
	return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/**
 * Writes the page, if that is what the run is for.
 *
 * @param {string} page
 * @param {string} [name] of the file in docs
 */
export function writePage(page, name = 'faults') {
	if (/** @type {any} */ (globalThis).writeDocs) writeFileSync(fileOf(name), page);
}
