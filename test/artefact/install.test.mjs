import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anchorsOf } from '../markdown.mjs';
import { pack, root } from './pack.mjs';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** The names that saved workflows and stored credentials rely on. */
const contract = {
	credentials: [
		'b2copyBackOfficeApi',
		'b2copySeamlessApi',
		'customTokenGrantApi',
		'sprykerGlueApi',
		'tradevestApi',
		'voipexApi',
	],
	nodes: ['b2copySeamlessLink', 'getAuthToken'],
};

/** @param {string} file */
const className = (file) => basename(file).split('.')[0];

/** @param {string} name */
const typeName = (name) => name[0].toLowerCase() + name.slice(1);

describe('the installed package, with only n8n-workflow beside it', () => {
	let temp = '';
	/** @type {string[]} */
	let installed = [];
	/** @type {{credentials: any[], nodes: any[]}} */
	let loaded = { credentials: [], nodes: [] };

	/** @param {string} file */
	const find = (file) => [...loaded.credentials, ...loaded.nodes].find((it) => it.file === file);

	beforeAll(() => {
		temp = mkdtempSync(join(tmpdir(), 'artefact-install-'));
		const modules = join(temp, 'node_modules');
		const options = ['--offline', '--legacy-peer-deps', '--ignore-scripts', '--loglevel=error'];
		execFileSync('npm', ['install', ...options, '--prefix', temp, pack(temp)]);
		installed = readdirSync(modules).filter((name) => !name.startsWith('.'));

		symlinkSync(join(root, 'node_modules/n8n-workflow'), join(modules, 'n8n-workflow'));
		const load = join(root, 'test/artefact/load.mjs');
		const printed = execFileSync(process.execPath, [load, join(modules, manifest.name)], {
			encoding: 'utf8',
			env: { PATH: process.env.PATH },
		});
		loaded = JSON.parse(printed);
	}, 120_000);

	afterAll(() => rmSync(temp, { recursive: true, force: true }));

	it('brings no other package along', () => {
		expect(installed).toEqual([manifest.name]);
	});

	it('declares every credential and node that it ships', () => {
		const built = readdirSync(join(root, 'dist'), { recursive: true }).map(
			(file) => `dist/${file}`,
		);

		expect([...manifest.n8n.credentials].sort()).toEqual(
			built.filter((file) => file.endsWith('.credentials.js')).sort(),
		);
		expect([...manifest.n8n.nodes].sort()).toEqual(
			built.filter((file) => file.endsWith('.node.js')).sort(),
		);
	});

	it('keeps the names of the contract', () => {
		const names = (/** @type {{name: string}[]} */ types) => types.map(({ name }) => name);

		expect(names(loaded.credentials)).toEqual(expect.arrayContaining(contract.credentials));
		expect(names(loaded.nodes)).toEqual(expect.arrayContaining(contract.nodes));
	});

	describe.each(/** @type {string[]} */ ([...manifest.n8n.credentials, ...manifest.n8n.nodes]))(
		'%s',
		(file) => {
			it('exports the class that its file name promises', () => {
				expect(find(file).className).toBe(className(file));
				expect(find(file).name).toBe(typeName(className(file)));
			});

			it('has a light and a dark icon, both there', () => {
				const { icons } = find(file);
				const [light, dark] = icons.map((/** @type {{value: string}} */ { value }) => value);

				expect(icons).toEqual([
					{ theme: 'light', value: expect.stringMatching(/^file:.+\.svg$/), exists: true },
					{ theme: 'dark', value: expect.stringMatching(/^file:.+\.svg$/), exists: true },
				]);
				expect(dark).toBe(light.replace(/\.svg$/, '.dark.svg'));
			});
		},
	);

	describe.each(/** @type {string[]} */ (manifest.n8n.credentials))('%s', (file) => {
		it('is usable in the HTTP Request node: authenticate is an own property', () => {
			expect(find(file).authenticates).toBe(true);
		});

		it('can be tested from its form', () => {
			expect(find(file).tested).toBe(true);
		});

		it('links to a page of this repository that is there, or to a section of the README', () => {
			const { documentationUrl } = find(file);
			const [repository] = manifest.homepage.split('#');
			const url = new URL(documentationUrl);

			expect(documentationUrl.startsWith(repository)).toBe(true);
			const [, page] = documentationUrl.split('/blob/main/');
			if (page === undefined) expect(anchorsOf(readme)).toContain(url.hash.slice(1));
			else expect(existsSync(join(root, page))).toBe(true);
		});
	});

	describe.each(/** @type {string[]} */ (manifest.n8n.nodes))('%s', (file) => {
		it('has a codex that n8n accepts and that names this node', () => {
			const { codex, name } = find(file);

			expect(codex).toMatchObject({
				node: `${manifest.name}.${name}`,
				categories: expect.any(Array),
				resources: expect.any(Object),
			});
		});

		it('asks only for credentials of this package', () => {
			const own = loaded.credentials.map(({ name }) => name);

			expect(find(file).credentials).not.toEqual([]);
			expect(own).toEqual(expect.arrayContaining(find(file).credentials));
		});
	});
});
