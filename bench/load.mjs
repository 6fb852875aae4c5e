/** The time and the heap it takes to load a package into a process that has n8n-workflow already. */
import { fileURLToPath } from 'node:url';

import execa from 'execa';
import { Bench } from 'tinybench';

const file = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

/** What is loaded: a package's folder, or nothing at all. */
const folders = { nothing: [], ours: [file('..')], starter: [file('starter')] };

/**
 * @param {number} rounds
 * @returns {Promise<{ ours: Load, starter: Load }>}
 *
 * @typedef {{ milliseconds: number, kilobytes: number }} Load
 */
export async function measureLoad(rounds) {
	const bench = new Bench({ iterations: rounds, time: 0, warmup: false });
	/** @type {Record<string, number>} */
	const heaps = {};
	for (const [name, folder] of Object.entries(folders)) {
		bench.add(name, async () => {
			const { milliseconds, kilobytes } = await load(...folder);
			// What a collection missed only ever adds.
			heaps[name] = Math.min(heaps[name] ?? Infinity, kilobytes);
			return { overriddenDuration: milliseconds };
		});
	}
	await bench.run();
	const [, ours, starter] = bench.tasks.map(({ name, result }) => ({
		milliseconds: /** @type {any} */ (result).latency.p50,
		kilobytes: heaps[name] - heaps.nothing,
	}));
	return { ours, starter };
}

/** @param {string[]} folder */
async function load(...folder) {
	// Code that V8 throws away meanwhile would count against the heap of what was loaded.
	const nodeOptions = ['--expose-gc', '--no-flush-bytecode'];
	const { stdout } = await execa.node(file('load-once.cjs'), folder, { nodeOptions });
	return JSON.parse(stdout);
}
