const { readdir, readFile, rm, writeFile } = require('node:fs/promises');
const { join } = require('node:path');
const { execFile } = require('node:child_process');
const { promisify } = require('node:util');
const { dest, parallel, series, src } = require('gulp');

const run = promisify(execFile);

const clean = () => rm('dist', { recursive: true, force: true });

const compile = () =>
	run(process.execPath, [require.resolve('typescript/bin/tsc'), '--pretty', 'false']).catch(
		({ stdout }) => {
			throw new Error(`The sources do not compile:\n${stdout}`);
		},
	);

const MARK = 'Object.defineProperty(exports, "__esModule", { value: true });\n';

/**
 * A tenth of what TypeScript writes is four spaces where the sources have a tab, and a mark for default
 * imports, of which there are none.
 */
async function tidy() {
	const names = await readdir('dist', { recursive: true });
	const files = names.filter((name) => name.endsWith('.js')).map((name) => join('dist', name));
	for (const file of files) {
		const code = (await readFile(file, 'utf8')).replace(MARK, '');
		const tabs = code.replace(/^(?: {4})+/gm, (spaces) => '\t'.repeat(spaces.length / 4));
		await writeFile(file, tabs);
	}
}

/** Codex files sit beside their node; without them n8n does not find the node by its aliases. */
const codex = () => src('nodes/**/*.node.json', { base: '.', encoding: false }).pipe(dest('dist'));

/** `encoding: false` keeps gulp 5 from rewriting file content as text. */
const icons = () => src('icons/*.svg', { base: '.', encoding: false }).pipe(dest('dist'));

exports.clean = clean;
exports.default = series(clean, parallel(series(compile, tidy), codex, icons));
