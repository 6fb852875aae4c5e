import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { credential, definition, fixture, page } from './acme.mjs';

/** @param {string} folder @param {string[]} args */
const git = (folder, ...args) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' });

/**
 * Puts a copy of the repository under a version control of its own.
 *
 * @param {string} folder
 */
export function startVersionControl(folder) {
	git(folder, 'init', '--quiet');
	git(folder, 'add', '--all');
}

/**
 * The files of a copy that were added or changed since it was made.
 *
 * @param {string} folder
 */
export const touchedFiles = (folder) =>
	git(folder, 'status', '--porcelain', '--untracked-files=all')
		.split('\n')
		.filter((line) => /^(\?\?|.M)/.test(line))
		.map((line) => line.slice(3))
		.sort();

/**
 * Acme in a copy of the repository, by the steps of CONTRIBUTING.md in their order.
 *
 * @param {string} folder
 * @returns {Array<{ step: string, files: string[], take: () => void }>}
 */
export function contributor(folder) {
	/** @param {string} file @param {string} text */
	const write = (file, text) => writeFileSync(join(folder, file), text);
	/** @param {string} file @param {RegExp} anchor @param {string} text goes before it */
	const insert = (file, anchor, text) => {
		const before = readFileSync(join(folder, file), 'utf8');
		const after = before.replace(anchor, (found) => text + found);
		if (after === before) throw new Error(`${file} has no place for: ${text}`);
		write(file, after);
	};
	const icons = ['icons/acme.svg', 'icons/acme.dark.svg'];
	const node = 'nodes/GetAuthToken/GetAuthToken.node.ts';
	return [
		{
			step: 'the data',
			files: ['core/providers/acme.ts'],
			take: () => write('core/providers/acme.ts', definition),
		},
		{
			step: 'the credential class',
			files: ['credentials/AcmeApi.credentials.ts'],
			take: () => write('credentials/AcmeApi.credentials.ts', credential),
		},
		{
			step: 'the icons',
			files: icons,
			take() {
				for (const icon of icons) {
					copyFileSync(join(folder, icon.replace('acme', 'voipex')), join(folder, icon));
				}
			},
		},
		{
			step: 'the registry',
			files: ['credentials/registry.ts'],
			take() {
				insert(
					'credentials/registry.ts',
					/^import \{ B2copyBackOfficeApi/m,
					"import { AcmeApi } from './AcmeApi.credentials';\n",
				);
				insert('credentials/registry.ts', /^\tb2copyBackOffice: /m, '\tacme: AcmeApi,\n');
			},
		},
		{
			step: 'the node',
			files: [node],
			take() {
				insert(node, /b2copyBackOffice: "/, 'acme: "Acme", ');
				insert(
					node,
					/^\t\t\t\{\n\t{4}name: 'b2copyBackOfficeApi'/m,
					"\t\t\t{\n\t\t\t\tname: 'acmeApi',\n\t\t\t\trequired: true,\n\t\t\t\tdisplayOptions: { show: { provider: ['acme'] } },\n\t\t\t},\n",
				);
				insert(
					node,
					/^\t*\{ name: 'B2COPY Back Office'/m,
					"\t\t\t\t\t{ name: 'Acme', value: 'acme' },\n",
				);
			},
		},
		{
			step: 'the package',
			files: ['package.json'],
			take: () =>
				insert(
					'package.json',
					/^.*B2copyBackOfficeApi/m,
					'\t\t\t"dist/credentials/AcmeApi.credentials.js",\n',
				),
		},
		{
			step: 'the fixture',
			files: ['test/fixtures/acme.mjs'],
			take: () => write('test/fixtures/acme.mjs', fixture),
		},
		{
			step: 'the page',
			files: ['docs/credentials/acme.md'],
			take: () => write('docs/credentials/acme.md', page),
		},
		{
			step: 'the README',
			files: ['README.md'],
			take() {
				const found = /^\| \[B2COPY Back Office API\].*$/m.exec(
					readFileSync(join(folder, 'README.md'), 'utf8'),
				);
				const cells = ['[Acme API](docs/credentials/acme.md)', 'a login', 'password'];
				insert('README.md', /^\| \[B2COPY Back Office API\]/m, rowLike(String(found), cells));
			},
		},
	];
}

/**
 * A row for a table of Markdown, as wide as another of its rows.
 *
 * @param {string} row
 * @param {string[]} cells
 */
function rowLike(row, cells) {
	const widths = row
		.split('|')
		.slice(1, -1)
		.map(({ length }) => length - 2);
	return `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |\n`;
}

/**
 * Undoes a step; what the others have done stays.
 *
 * @param {string} folder
 * @param {string[]} files
 */
export function undo(folder, files) {
	for (const file of files) {
		if (git(folder, 'ls-files', file) === '') rmSync(join(folder, file));
		else git(folder, 'checkout', '--quiet', '--', file);
	}
}
