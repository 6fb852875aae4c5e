import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

const root = new URL('../', import.meta.url);

/** @param {string} path of a file, from the top of the repository */
const textOf = (path) => readFileSync(new URL(path, root), 'utf8');

/**
 * The picture that an icon field of a class points at.
 *
 * @param {string} folder of the class, from the top of the repository
 * @param {string} icon `file:` and the path from that folder
 */
export function pictureOf(folder, icon) {
	const path = posix.join(folder, icon.replace(/^file:/, ''));
	return { path, text: existsSync(new URL(path, root)) ? textOf(path) : '' };
}

/**
 * What the editor searches a node by.
 *
 * @param {string} path of the node's class, without the ending
 * @returns {{ node: string, alias: string[], resources: object }}
 */
export const codexOf = (path) => JSON.parse(textOf(`${path}.node.json`));

/** The part of a web address that leads to each heading of the README, as GitHub makes it. */
export const sections = () =>
	[...textOf('README.md').matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
		heading
			.trim()
			.toLowerCase()
			.replace(/[^\p{L}\p{N} _-]/gu, '')
			.replaceAll(' ', '-'),
	);

/** The README as it stands. */
export const readme = () => textOf('README.md');
