import { readFileSync, writeFileSync } from 'node:fs';
import { rowsOf, sectionOf, table } from '../markdown.mjs';

const page = 'docs/servers.md';
const heading = 'Real servers';

/**
 * Writes what a run found about a server into docs/servers.md; the other servers' lines stay.
 *
 * @param {import('./real.mjs').Server} server
 * @param {Record<string, string>} passed what the rows that passed say, by row
 * @param {number} count of all rows
 */
export function writeResult({ title, version, before = '' }, passed, count) {
	const text = readFileSync(page, 'utf8');
	const section = sectionOf(text, heading);
	const [head, , ...others] = rowsOf(section);
	const say = (/** @type {string} */ row) => passed[row] ?? 'failed';
	const line = [
		...[title, version, new Date().toISOString().slice(0, 10)],
		`${Object.keys(passed).length} of ${count}`,
		...[say('renews a dead token'), say('knows how long a token lives')],
		...[say('does not lock the account by itself'), before],
	];
	const lines = [...others.filter(([name]) => name !== title), line];
	lines.sort(([one], [other]) => one.localeCompare(other, 'en'));
	const [introduction] = section.split(/^\|/m);
	const after = `${introduction}${table([head, ...lines])}\n`;
	writeFileSync(
		page,
		text.replace(section, () => after),
	);
}
