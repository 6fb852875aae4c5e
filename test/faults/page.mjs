import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { markdownTable } from 'markdown-table';

/**
 * One fault tried at one provider.
 *
 * @typedef {{ provider: string, fault: string, code: string, hung: boolean, leaks: string[] }} Row
 */

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
	]);
	return [
		'# Faults',
		'Written by `npm run docs:faults`, not by hand; `npm test` tries a sample, `npm run test:all` everything, and both compare. Each fault is sent over real loopback HTTP by the [sandbox](../sandbox/README.md) to the function behind n8n’s own request helper, and to nobody else: no redirect is followed, no other credential is disturbed, and the next good answer works.',
		'"Hangs" are attempts that had not ended long after their timeout. "Leaks" are passwords, client secrets, secret keys, tokens and links found in anything that was thrown, whole or in pieces, raw, URL-encoded, base64, hexadecimal or JSON-escaped.',
		'## By provider',
		table(['provider', 'faults tried', ...codes, 'hangs', 'leaks'], summary),
		'## By fault',
		`${table(['fault', ...names], details)}\n`,
	].join('\n\n');
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
