import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

/**
 * Who may import whom, besides the files of its own folder: the way of the data is the way through the
 * folders. Nothing but what is written here is allowed, from outside the repository either.
 *
 * @type {Record<string, string[]>}
 */
const mayImport = {
	'core/errors.ts': [],
	'core/json.ts': [],
	'core/abortable.ts': [],
	'core/names.ts': [],
	'core/login.ts': [],
	'core/provider.ts': ['core/errors.ts', 'core/login.ts'],
	'core/form': ['core/errors.ts', 'core/names.ts', 'core/provider.ts'],
	'core/request': [
		...['core/errors.ts', 'core/names.ts', 'core/provider.ts', 'core/abortable.ts'],
		...['core/json.ts', 'node:crypto'],
	],
	'core/providers': [
		...['core/errors.ts', 'core/names.ts', 'core/provider.ts', 'core/form', 'core/json.ts'],
	],
	'core/response': [
		...['core/errors.ts', 'core/names.ts', 'core/provider.ts', 'core/json.ts'],
		...['core/form', 'core/request/http.ts', 'core/request/clientAuthentication.ts'],
	],
	'core/engine': ['core/errors.ts', 'core/abortable.ts', 'core/response/tokenResponse.ts'],
	'core/sharing': ['core/json.ts', 'core/names.ts', 'core/engine', 'node:crypto'],
	'core/seamless': [
		...['core/errors.ts', 'core/json.ts', 'core/provider.ts'],
		...['core/form', 'core/request', 'core/response'],
	],
	'core/createGrant.ts': [
		...['core/errors.ts', 'core/provider.ts', 'core/form', 'core/request', 'core/response'],
		...['core/engine/grant.ts', 'node:crypto'],
	],
	'core/n8n': ['core', 'n8n-workflow', 'node:crypto'],
	credentials: [
		...['core/n8n/index.ts', 'core/n8n/sharedFields.ts', 'core/providers', 'core/errors.ts'],
		'n8n-workflow',
	],
	nodes: ['core/n8n/index.ts', 'core/errors.ts', 'credentials', 'n8n-workflow'],
};

const root = new URL('../../', import.meta.url);

/** @type {Record<string, string[]>} what each file that ships imports, as paths from the top */
const imports = Object.fromEntries(
	['core', 'credentials', 'nodes'].flatMap((folder) =>
		readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.ts'))
			.map((name) => posix.join(folder, name.replaceAll('\\', '/')))
			.map((file) => [file, importsOf(file)]),
	),
);

/** @param {string} file */
function importsOf(file) {
	const { importedFiles } = ts.preProcessFile(readFileSync(new URL(file, root), 'utf8'));
	return importedFiles.map(({ fileName }) => {
		if (!fileName.startsWith('.')) return fileName;
		const path = posix.join(posix.dirname(file), fileName);
		return existsSync(new URL(`${path}.ts`, root)) ? `${path}.ts` : `${path}/index.ts`;
	});
}

/** @param {string} file @param {string} place a file, a folder or a package */
const isIn = (file, place) => file === place || file.startsWith(`${place}/`);

/** What is wrong with an import, in a sentence. @param {string} file @param {string} imported */
function breachOf(file, imported) {
	const place = Object.keys(mayImport)
		.filter((one) => isIn(file, one))
		.sort((one, other) => other.length - one.length)[0];
	if (place === undefined) return `${file} has no rule: write down what it may import.`;
	const allowed = [...mayImport[place], ...(place.endsWith('.ts') ? [] : [place])];
	if (allowed.some((one) => isIn(imported, one))) return undefined;
	return `${file} imports ${imported}, but ${place} may import only ${mayImport[place].join(', ')}.`;
}

/**
 * The files that import each other in a circle, or lead to one: whatever is left once all files without
 * imports are taken away, again and again.
 *
 * @param {Record<string, string[]>} graph
 * @returns {string[]}
 */
function filesInCircles(graph) {
	const files = Object.keys(graph);
	const kept = files.filter((file) => graph[file].some((next) => next in graph));
	if (kept.length === files.length) return files;
	return filesInCircles(Object.fromEntries(kept.map((file) => [file, graph[file]])));
}

describe('what ships', () => {
	const edges = Object.entries(imports).flatMap(([file, all]) => all.map((one) => [file, one]));

	it('imports only what its place may import', () => {
		expect(edges.flatMap(([file, one]) => breachOf(file, one) ?? [])).toEqual([]);
	});

	it('imports files that exist, in no circle', () => {
		const inside = edges.map(([, one]) => one).filter((one) => one.endsWith('.ts'));
		expect(inside.length).toBeGreaterThan(100);
		expect(inside.filter((one) => !(one in imports))).toEqual([]);
		expect(filesInCircles(imports)).toEqual([]);
	});
});

/** @param {string[]} names @returns {string[]} those that are there twice */
const twice = (names) => names.filter((name, index) => names.indexOf(name) !== index);

it('in core, no file and no exported function has the name of another', () => {
	const files = Object.keys(imports).filter(
		(file) => isIn(file, 'core') && !file.endsWith('/index.ts'),
	);
	const functions = files.flatMap((file) => {
		const text = readFileSync(new URL(file, root), 'utf8');
		return [...text.matchAll(/^export (?:async )?function (\w+)/gm)].map(([, name]) => name);
	});
	expect(functions.length).toBeGreaterThan(100);
	expect(twice(files.map((file) => posix.basename(file)))).toEqual([]);
	expect(twice(functions)).toEqual([]);
});

it('a forbidden import is named, and so is a circle', () => {
	expect(breachOf('core/form/url.ts', 'core/engine/engine.ts')).toContain(
		'core/form may import only',
	);
	expect(breachOf('nodes/options.ts', 'n8n-workflow-more')).toContain('nodes/options.ts');
	expect(filesInCircles({ a: ['b'], b: ['c', 'd'], c: [], d: ['b'] })).toEqual(['a', 'b', 'd']);
});
