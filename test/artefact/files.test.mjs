import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pack, root, unpack } from './pack.mjs';

const papers = ['LICENSE.md', 'README.md', 'package.json'];
const shippedFolders = ['core', 'credentials', 'icons', 'nodes'];
const runtimeModules = ['n8n-workflow', 'node:crypto'];
const sizeLimit = 212_000;

/** @param {string} folder */
const filesIn = (folder) =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => !entry.isDirectory())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)))
		.sort();

const sources = shippedFolders.flatMap((folder) =>
	filesIn(join(root, folder)).map((file) => join(folder, file)),
);
const copied = sources.filter((file) => /\.(svg|node\.json)$/.test(file));
const compiled = sources.filter((file) => file.endsWith('.ts'));

describe('the tarball', () => {
	let temp = '';
	let shipped = '';

	/** @param {string} file */
	const read = (file) => readFileSync(join(shipped, file));

	beforeAll(() => {
		temp = mkdtempSync(join(tmpdir(), 'artefact-files-'));
		shipped = unpack(pack(temp), join(temp, 'package'));
	}, 60_000);

	afterAll(() => rmSync(temp, { recursive: true, force: true }));

	it('holds the twin of every source file, three papers and nothing else', () => {
		const twins = [...copied, ...compiled.map((file) => file.replace(/\.ts$/, '.js'))];

		expect(compiled).not.toEqual([]);
		expect(filesIn(shipped)).toEqual([...papers, ...twins.map((f) => join('dist', f))].sort());
	});

	it('carries icons, codex files and papers byte for byte', () => {
		const changed = [
			...copied.filter((file) => !read(join('dist', file)).equals(readFileSync(join(root, file)))),
			...papers.filter((file) => !read(file).equals(readFileSync(join(root, file)))),
		];

		expect(changed).toEqual([]);
	});

	it(`takes less than ${sizeLimit / 1000} kB unpacked`, () => {
		const size = filesIn(shipped).reduce((sum, file) => sum + read(file).length, 0);

		expect(size).toBeLessThan(sizeLimit);
	});

	it('requires nothing but n8n-workflow, node:crypto and its own files', () => {
		const code = filesIn(shipped).filter((file) => file.endsWith('.js'));
		const calls = [
			...code
				.map(read)
				.join('\n')
				.matchAll(/\b(?:require|import)\s*\(([^)]*)\)/g),
		];
		const required = calls.map(([, specifier]) => specifier.slice(1, -1));
		const others = required.filter((name) => !/^\.{1,2}\//.test(name));
		expect([...new Set(others)].sort()).toEqual(runtimeModules);
	});
});
