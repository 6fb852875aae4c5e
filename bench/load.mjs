/** The time and the heap it takes to load a package into a process that has n8n-workflow already. */
import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { median } from './median.mjs';

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));

/**
 * @param {number} rounds
 * @returns {Promise<{ ours: Load, starter: Load }>}
 *
 * @typedef {{ milliseconds: number, kilobytes: number }} Load
 */
export async function measureLoad(rounds) {
	/** @type {Record<'nothing' | 'ours' | 'starter', Load[]>} */
	const loads = { nothing: [], ours: [], starter: [] };
	for (let round = 0; round < rounds; round += 1) {
		loads.nothing.push(await load());
		loads.ours.push(await load(join(here, '..')));
		loads.starter.push(await load(join(here, 'starter')));
	}
	const nothing = typical(loads.nothing).kilobytes;
	/** @param {Load} load */
	const beyond = ({ milliseconds, kilobytes }) => ({
		milliseconds,
		kilobytes: kilobytes - nothing,
	});
	return { ours: beyond(typical(loads.ours)), starter: beyond(typical(loads.starter)) };
}

/** @param {string[]} folder of a package, or nothing at all */
async function load(...folder) {
	// Code that V8 throws away meanwhile would count against the heap of what was loaded.
	const flags = ['--expose-gc', '--no-flush-bytecode'];
	const program = join(here, 'load-once.cjs');
	const { stdout } = await run(process.execPath, [...flags, program, ...folder]);
	return JSON.parse(stdout);
}

/** @param {Load[]} loads */
function typical(loads) {
	return {
		milliseconds: median(loads.map(({ milliseconds }) => milliseconds)),
		// What a collection missed only ever adds.
		kilobytes: Math.min(...loads.map(({ kilobytes }) => kilobytes)),
	};
}
