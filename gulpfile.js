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

/**
 * What TypeScript writes as an ES module is the source without its types. n8n loads CommonJS, which TypeScript
 * writes a tenth longer and harder to read; so only the lines of imports and exports are changed.
 */
function toCommonJs(code) {
	const names = [];
	const take = (from, list) => `const { ${list.replaceAll(' as ', ': ')} } = require(${from});`;
	const body = code
		.replace(/^(?: {4})+/gm, (spaces) => '\t'.repeat(spaces.length / 4))
		.replace(/^export \{\};\n/m, '')
		.replace(/^import \* as (\w+) from (.+);$/gm, 'const $1 = require($2);')
		.replace(/^import \{ (.+) \} from (.+);$/gm, (_, list, from) => take(from, list))
		.replace(/^export \{ (.+) \} from (.+);$/gm, (_, list, from) => {
			names.push(list);
			return take(from, list);
		})
		.replace(/^export (?=(?:async )?(?:function|const|class) (\w+))/gm, (_, name) => {
			names.push(name);
			return '';
		})
		.replace(/\bimport\(/g, 'require(');
	return `'use strict';\n${body}module.exports = { ${names.join(', ')} };\n`;
}

async function convert() {
	const names = await readdir('dist', { recursive: true });
	const files = names.filter((name) => name.endsWith('.js')).map((name) => join('dist', name));
	for (const file of files) await writeFile(file, toCommonJs(await readFile(file, 'utf8')));
}

/** Codex files sit beside their node; without them n8n does not find the node by its aliases. */
const codex = () => src('nodes/**/*.node.json', { base: '.', encoding: false }).pipe(dest('dist'));

/** `encoding: false` keeps gulp 5 from rewriting file content as text. */
const icons = () => src('icons/*.svg', { base: '.', encoding: false }).pipe(dest('dist'));

exports.clean = clean;
exports.default = series(clean, parallel(series(compile, convert), codex, icons));
