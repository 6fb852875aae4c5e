import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { copyRepository } from '../copyRepository.mjs';
import { unpack } from './pack.mjs';

describe('a clean checkout, in which nothing has been built', () => {
	let temp = '';
	let checkout = '';

	beforeEach(() => {
		temp = mkdtempSync(join(tmpdir(), 'artefact-prepack-'));
		checkout = join(temp, 'checkout');
		copyRepository(checkout);
	});

	afterEach(() => rmSync(temp, { recursive: true, force: true }));

	/** @param {string[]} words */
	const npm = (...words) => spawnSync('npm', [...words, '--loglevel=error'], { cwd: checkout });

	const tarballs = () =>
		readdirSync(checkout, { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.tgz') && !file.startsWith('node_modules'))
			.map((file) => join(checkout, file));

	it('cannot be packed by mistake: npm pack stops and leaves no tarball', () => {
		expect(npm('pack').status).not.toBe(0);
		expect(tarballs()).toEqual([]);
	});

	it('is built before it is packed: the tarball holds all that package.json declares', () => {
		expect(npm('pack', '--ignore-scripts=false').status).toBe(0);

		const [tarball = ''] = tarballs();
		const packed = unpack(tarball, join(temp, 'package'));
		const { n8n } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8'));
		const declared = /** @type {string[]} */ ([...n8n.credentials, ...n8n.nodes]);
		expect(declared).not.toEqual([]);
		expect(declared.filter((file) => !existsSync(join(packed, file)))).toEqual([]);
	}, 120_000);

	it('is built before it is published', () => {
		npm('publish', '--dry-run', '--registry=http://127.0.0.1:9', '--fetch-retries=0');

		expect(existsSync(join(checkout, 'dist/nodes'))).toBe(true);
	}, 120_000);
});
