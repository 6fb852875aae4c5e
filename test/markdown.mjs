import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { writesDocs } from './depth.mjs';

/** The pages that people read, from the top of the repository. */
export const pages = ['.', 'docs', 'docs/credentials', 'examples', 'sandbox'].flatMap((folder) =>
	readdirSync(folder).flatMap((file) =>
		file.endsWith('.md') ? [folder === '.' ? file : `${folder}/${file}`] : [],
	),
);

/** @param {string} page */
export const textOf = (page) => readFileSync(page, 'utf8');

/**
 * The anchors of a page, by GitHub's rule: lower case, no punctuation, hyphens for spaces.
 *
 * @param {string} markdown
 */
export const anchorsOf = (markdown) =>
	[...markdown.replace(/^```.*?^```/gms, '').matchAll(/^#+ +(.+)$/gm)].map(([, heading]) =>
		heading
			.trim()
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.replace(/\s/g, '-'),
	);

/**
 * The first column of a page's tables, and the other cells of each row.
 *
 * @param {string} markdown
 * @returns {string[][]}
 */
export const rowsOf = (markdown) =>
	[...markdown.matchAll(/^\|(.+)\|$/gm)].map(([, cells]) =>
		cells.split('|').map((cell) => cell.trim()),
	);

/** A section of a page, without its heading. @param {string} markdown @param {string} heading */
export const sectionOf = (markdown, heading) =>
	markdown
		.split(/^## /m)
		.find((section) => section.startsWith(`${heading}\n`))
		?.slice(heading.length) ?? '';

/** A table as prettier has it. @param {Array<Array<string | number>>} rows the head first */
export function table(rows) {
	const [head, ...body] = rows.map((row) => row.map(String));
	const widths = head.map((_title, column) =>
		Math.max(3, ...[head, ...body].map((row) => row[column].length)),
	);
	const line = (/** @type {string[]} */ cells) =>
		`| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
	return [head, widths.map((width) => '-'.repeat(width)), ...body].map(line).join('\n');
}

/** Writes a page if the run is for that. @param {string} page @param {string} text */
export function writePage(page, text) {
	if (writesDocs) writeFileSync(page, text);
}
