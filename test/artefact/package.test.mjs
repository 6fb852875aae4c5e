import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pack, root } from './pack.mjs';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
/** @type {Record<'credentials' | 'nodes', string[]>} */
const { credentials, nodes } = manifest.n8n;

const papers = ['LICENSE.md', 'README.md', 'package.json'];
const sizeLimit = 245_000;

/** @param {string} folder */
const filesIn = (folder) =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => !entry.isDirectory())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)))
		.sort();

const sources = ['core', 'credentials', 'icons', 'nodes'].flatMap((folder) =>
	filesIn(join(root, folder)).map((file) => join(folder, file)),
);
const copied = sources.filter((file) => /\.(svg|node\.json)$/.test(file));
const compiled = sources.filter((file) => file.endsWith('.ts'));

/**
 * The folders of core and of each node are one file each. What is loaded with the first response must keep its
 * name and what it exports: n8n replaces the files of a package while an older version of it runs.
 *
 * @param {string} file
 */
const builtFile = (file) =>
	file
		.replace(/\.ts$/, '.js')
		.replace(/^core\/(?!createGrant|seamless\/linkResponse)\w+\.js$/, 'core/common.js')
		.replace(/^core\/(?!seamless\/linkResponse)(\w+)\/.*$/, 'core/$1.js')
		.replace(/^nodes\/(\w+)\/.*$/, 'nodes/$1/$1.node.js');

/** Whether there is more in it than types. @param {string} file */
const holdsCode = (file) =>
	/^(export \{|(export )?(async )?(function|const|class) )/m.test(
		readFileSync(join(root, file), 'utf8'),
	);

/** The name that saved workflows use, by the file's. @param {string} file */
const typeName = (file) =>
	basename(file)
		.split('.')[0]
		.replace(/^./, (s) => s.toLowerCase());

describe('the package, packed and installed with only n8n-workflow beside it', () => {
	let temp = '';
	let shipped = '';
	/** @type {string[]} */
	let installed = [];
	/** @type {any[]} */
	let loaded = [];

	/** @param {string} file */
	const read = (file) => readFileSync(join(shipped, file));

	beforeAll(() => {
		temp = mkdtempSync(join(tmpdir(), 'artefact-'));
		const modules = join(temp, 'node_modules');
		shipped = join(modules, manifest.name);
		const options = ['--offline', '--legacy-peer-deps', '--ignore-scripts', '--loglevel=error'];
		execFileSync('npm', ['install', ...options, '--prefix', temp, pack(temp)]);
		installed = readdirSync(modules).filter((name) => !name.startsWith('.'));

		symlinkSync(join(root, 'node_modules/n8n-workflow'), join(modules, 'n8n-workflow'));
		const load = join(root, 'test/artefact/load.mjs');
		const printed = execFileSync(process.execPath, [load, shipped], {
			encoding: 'utf8',
			env: { PATH: process.env.PATH },
		});
		loaded = JSON.parse(printed);
	}, 120_000);

	afterAll(() => rmSync(temp, { recursive: true, force: true }));

	it('holds a file for each folder of core, credential and node, three papers and nothing else', () => {
		const twins = [...copied, ...new Set(compiled.map(builtFile))];
		expect(filesIn(shipped)).toEqual([...papers, ...twins.map((f) => join('dist', f))].sort());
	});

	it('holds every source file once, under its name', () => {
		const marks = filesIn(shipped).flatMap((file) =>
			[
				...read(file)
					.toString()
					.matchAll(/^\/\* (\S+) \*\/$/gm),
			].map(([, source]) => [`${source}.ts`, relative('dist', file)]),
		);
		const expected = compiled.filter(holdsCode).map((file) => [file, builtFile(file)]);
		expect(marks.sort()).toEqual(expected);
	});

	it('declares every credential and node', () => {
		const types = compiled.filter((file) => /\.(credentials|node)\.ts$/.test(file));
		const built = types.map((file) => join('dist', file.replace(/\.ts$/, '.js')));
		expect([...credentials, ...nodes].sort()).toEqual(built.sort());
	});

	it('carries icons, codex files and papers byte for byte', () => {
		const pairs = [...papers, ...copied].map((file) => [
			file,
			papers.includes(file) ? file : join('dist', file),
		]);
		const changed = pairs.filter(
			([file, twin]) => !read(twin).equals(readFileSync(join(root, file))),
		);
		expect(changed).toEqual([]);
	});

	it(`takes less than ${sizeLimit / 1000} kB`, () => {
		const size = filesIn(shipped).reduce((sum, file) => sum + read(file).length, 0);
		expect(size).toBeLessThan(sizeLimit);
	});

	it('requires nothing but n8n-workflow, node:crypto and its own files, and brings no package', () => {
		const code = filesIn(shipped).filter((file) => file.endsWith('.js'));
		const calls = code
			.map(read)
			.join('\n')
			.matchAll(/\b(?:require|import)\s*\(([^)]*)\)/g);
		const required = [...calls].map(([, specifier]) => specifier.slice(1, -1));
		const others = required.filter((name) => !/^\.{1,2}\//.test(name));
		expect([...new Set(others)].sort()).toEqual(['n8n-workflow', 'node:crypto']);
		expect(installed).toEqual(['n8n-nodes-auth-token']);
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it.each([...credentials, ...nodes])('%s holds the class it promises, and two icons', (file) => {
		const found = { name: typeName(file), icons: [true, true] };
		expect(loaded.find((one) => one.file === file)).toMatchObject(found);
	});

	it.each(credentials)('%s is usable in the HTTP Request node', (file) => {
		expect(loaded.find((one) => one.file === file).authenticates).toBe(true);
	});
});
