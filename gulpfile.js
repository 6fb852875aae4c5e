const { existsSync } = require('node:fs');
const { rm } = require('node:fs/promises');
const { dirname, join, relative, sep } = require('node:path');
const { execFile } = require('node:child_process');
const { promisify } = require('node:util');
const { dest, parallel, series, src } = require('gulp');
const { rollup } = require('rollup');
const ts = require('typescript');
const { n8n } = require('./package.json');

const run = promisify(execFile);

const clean = () => rm('dist', { recursive: true, force: true });

const check = () =>
	run(process.execPath, [
		require.resolve('typescript/bin/tsc'),
		'--noEmit',
		'--pretty',
		'false',
	]).catch(({ stdout }) => {
		throw new Error(`The sources do not compile:\n${stdout}`);
	});

/** A source file as it is written in the layout of CONTRIBUTING. @param {string} file */
const sourcePath = (file) => relative(__dirname, file).split(sep).join('/').replace(/\.ts$/, '');

/** @type {import('rollup').Plugin} */
const typescript = {
	name: 'typescript',
	resolveId(path, from) {
		if (from === undefined || !path.startsWith('.')) return undefined;
		const file = join(dirname(from), path);
		return existsSync(`${file}.ts`) ? `${file}.ts` : join(file, 'index.ts');
	},
	transform(code, file) {
		const compilerOptions = {
			target: ts.ScriptTarget.ES2022,
			module: ts.ModuleKind.ESNext,
			removeComments: true,
		};
		const { outputText } = ts.transpileModule(code, { compilerOptions });
		const tabs = outputText.replace(/^(?: {4})+/gm, (spaces) => '\t'.repeat(spaces.length / 4));
		return `/* ${sourcePath(file)} */\n${tabs}`;
	},
};

/** One ties the folders together, the other is needed by links only. */
const APART = ['core/createGrant', 'core/seamless/linkResponse'];

/**
 * The file of `dist` that a source goes into. A folder of core is one file: Node loads a dozen files in
 * half the time of a hundred, and an administrator still reads the parts in the order of their work.
 *
 * n8n replaces the files of a package while its code may be running, and a process that has not had a
 * response yet loads `core/response` then. The name has no hash, so there is a file; if its functions fit no
 * longer, the sign-in "ended unexpectedly", which spares the login, until the process is started anew.
 *
 * @param {string} file
 */
function chunkName(file) {
	const path = sourcePath(file);
	const [top, folder, name] = path.split('/');
	// The parts of a node go into the node.
	if (top === 'nodes' && name !== undefined) return undefined;
	if (top !== 'core' || APART.includes(path)) return path;
	return name === undefined ? 'core/common' : `core/${folder}`;
}

async function bundle() {
	const files = [...n8n.credentials, ...n8n.nodes];
	const names = files.map((file) => file.replace(/^dist\/|\.js$/g, ''));
	const { write } = await rollup({
		input: Object.fromEntries(names.map((name) => [name, `${name}.ts`])),
		external: ['n8n-workflow', 'node:crypto'],
		plugins: [typescript],
		treeshake: false,
		onLog(_, { message }) {
			throw new Error(message);
		},
	});
	await write({
		dir: 'dist',
		format: 'cjs',
		esModule: false,
		interop: 'esModule',
		generatedCode: { preset: 'es2015', symbols: false },
		externalLiveBindings: false,
		freeze: false,
		hoistTransitiveImports: false,
		minifyInternalExports: false,
		entryFileNames: '[name].js',
		chunkFileNames: '[name].js',
		manualChunks: chunkName,
	});
}

/** Codex files sit beside their node; without them n8n does not find the node by its aliases. */
const codex = () => src('nodes/**/*.node.json', { base: '.', encoding: false }).pipe(dest('dist'));

/** `encoding: false` keeps gulp 5 from rewriting file content as text. */
const icons = () => src('icons/*.svg', { base: '.', encoding: false }).pipe(dest('dist'));

exports.clean = clean;
exports.default = series(clean, parallel(series(check, bundle), codex, icons));
