import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pack, root } from './pack.mjs';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
/** @type {Record<'credentials' | 'nodes', string[]>} */
const { credentials, nodes } = manifest.n8n;

/** The name that saved workflows use, by the file's. @param {string} file */
const typeName = (file) =>
	basename(file)
		.split('.')[0]
		.replace(/^./, (s) => s.toLowerCase());

describe('the installed package, with only n8n-workflow beside it', () => {
	let temp = '';
	/** @type {string[]} */
	let installed = [];
	/** @type {any[]} */
	let loaded = [];

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
		const built = readdirSync(join(root, 'dist'), { recursive: true })
			.map((file) => `dist/${file}`)
			.filter((file) => /\.(credentials|node)\.js$/.test(file));
		expect([...credentials, ...nodes].sort()).toEqual(built.sort());
	});

	it.each([...credentials, ...nodes])('%s holds the class it promises, and two icons', (file) => {
		const found = { name: typeName(file), icons: [true, true] };
		expect(loaded.find((one) => one.file === file)).toMatchObject(found);
	});

	it.each(credentials)('%s is usable in the HTTP Request node', (file) => {
		expect(loaded.find((one) => one.file === file).authenticates).toBe(true);
	});

	it.each(nodes)('%s has a codex that n8n accepts, and credentials of this package', (file) => {
		const { name, codex, credentials: asked } = loaded.find((one) => one.file === file);
		expect(codex).toMatchObject({
			node: `${manifest.name}.${name}`,
			categories: expect.any(Array),
			resources: expect.any(Object),
		});
		expect(asked).not.toEqual([]);
		expect(credentials.map(typeName)).toEqual(expect.arrayContaining(asked));
	});
});
