/** What builds take: to load, in memory, and for a warm `get`. */
import { fileURLToPath } from 'node:url';

import execa from 'execa';

import { median } from './median.mjs';

const once = fileURLToPath(new URL('once.cjs', import.meta.url));

/**
 * Medians of rounds in which each package is measured in a process of its own, everybody going first in turn.
 *
 * @typedef {{ load: number, kilobytes: number, one: number, many: number }} Build milliseconds, kilobytes, and
 *   microseconds of a `get` for one login and for 1,000
 *
 * @param {string[]} folders of packages
 * @param {number} rounds
 * @returns {Promise<Build[]>} in the order of the folders
 */
export async function measureBuilds(folders, rounds) {
	/** @type {Build[][]} */
	const measured = folders.map(() => []);
	const order = [...folders.entries()];
	for (let round = 0; round < rounds; round += 1) {
		for (const [index, folder] of order) measured[index].push(await measure(folder));
		order.push(...order.splice(0, 1));
	}
	return measured.map((all) => {
		/** @param {keyof Build} what */
		const middle = (what) => median(all.map((each) => each[what]));
		return {
			load: middle('load'),
			kilobytes: middle('kilobytes'),
			one: middle('one'),
			many: middle('many'),
		};
	});
}

/** @param {string} folder @returns {Promise<Build>} */
async function measure(folder) {
	// Code that V8 throws away, or collects in another thread meanwhile, would change the heap by chance.
	const nodeOptions = ['--expose-gc', '--no-flush-bytecode', '--single-threaded'];
	const { stdout } = await execa.node(once, [folder], { nodeOptions });
	return JSON.parse(stdout);
}
