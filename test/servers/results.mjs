import { readFileSync, writeFileSync } from 'node:fs';
import { rowsOf, sectionOf, table } from '../markdown.mjs';

const page = 'docs/servers.md';

/**
 * Writes what a run found about a server into docs/servers.md; the other servers' lines stay.
 *
 * @param {import('./real.mjs').Server} server
 * @param {Record<string, string>} passed what the rows that passed say, by row
 * @param {number} count of all rows
 */
export function writeResult({ title, version, before = '' }, passed, count) {
	const say = (/** @type {string} */ row) => passed[row] ?? 'failed';
	const line = [
		...[title, version, new Date().toISOString().slice(0, 10)],
		`${Object.keys(passed).length} of ${count}`,
		...[say('renews a dead token'), say('knows how long a token lives')],
		...[say('does not lock the account by itself'), before],
	];
	writeLine('Real servers', line);
}

/** Writes a server's line into the table of a section. @param {string} heading @param {string[]} line */
export function writeLine(heading, line) {
	const text = readFileSync(page, 'utf8');
	const section = sectionOf(text, heading);
	const [head, , ...others] = rowsOf(section);
	const lines = [...others.filter(([name]) => name !== line[0]), line];
	lines.sort(([one], [other]) => one.localeCompare(other, 'en'));
	const [introduction] = section.split(/^\|/m);
	const [end] = /** @type {RegExpExecArray} */ (/\n+$/.exec(section));
	const after = introduction + table([head, ...lines]) + end;
	writeFileSync(
		page,
		text.replace(section, () => after),
	);
}
