import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

const root = new URL('../../', import.meta.url);

/** @param {string} path of a file, from the top of the repository */
const textOf = (path) => readFileSync(new URL(path, root), 'utf8');

/** The README as it stands. */
export const readme = () => textOf('README.md');

/**
 * Fails with a sentence that says what to do.
 *
 * @param {boolean} condition
 * @param {string} todo
 */
export function must(condition, todo) {
	if (!condition) throw new Error(todo);
}

/** The names of the credential classes there are files of. */
export const credentialFiles = () =>
	readdirSync(new URL('credentials/', root)).flatMap(
		(file) => /^(\w+)\.credentials\.ts$/.exec(file)?.[1] ?? [],
	);

/**
 * Fails unless an icon field of a class points at a picture.
 *
 * @param {string} folder of the class, from the top of the repository
 * @param {string} icon `file:` and the path from that folder
 */
export function mustHavePicture(folder, icon) {
	const path = posix.join(folder, icon.replace(/^file:/, ''));
	const text = existsSync(new URL(path, root)) ? textOf(path) : '';
	must(
		/^<svg [^]*<\/svg>\s*$/.test(text),
		`Draw ${path}: an SVG of 60 × 60, legible at 24 pixels. Start from icons/voipex.svg.`,
	);
}

/**
 * Fails unless the README has a section for a credential, under a heading that its documentation
 * link leads to.
 *
 * @param {string} title
 */
export function mustBeExplained(title) {
	must(
		readme().includes(`\n### ${title}\n`),
		`Add "### ${title}" to "Credentials" in README.md: each field, and where to find its value.`,
	);
}

/**
 * What the editor searches a node by.
 *
 * @param {string} path of the node's class, without the ending
 * @returns {{ node: string, alias: string[], resources: object }}
 */
export const codexOf = (path) => JSON.parse(textOf(`${path}.node.json`));
