import { existsSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { textOf } from '../markdown.mjs';

/** The README as it stands. */
export const readme = () => textOf('README.md');

/** Fails with a sentence that says what to do. @param {boolean} condition @param {string} todo */
export function must(condition, todo) {
	if (!condition) throw new Error(todo);
}

/** The names of the credential classes there are files of. */
export const credentialFiles = () =>
	readdirSync('credentials').flatMap((file) => /^(\w+)\.credentials\.ts$/.exec(file)?.[1] ?? []);

/**
 * Fails unless an icon field of a class points at a picture.
 *
 * @param {string} folder of the class, from the top of the repository
 * @param {string} icon `file:` and the path from that folder
 */
export function mustHavePicture(folder, icon) {
	const path = posix.join(folder, icon.replace(/^file:/, ''));
	const text = existsSync(path) ? textOf(path) : '';
	must(
		/^<svg [^]*<\/svg>\s*$/.test(text),
		`Draw ${path}: an SVG of 60 × 60, legible at 24 pixels. Start from icons/voipex.svg.`,
	);
}

/**
 * Fails unless the documentation of a credential is there, under a heading that is its title, and the
 * README leads to it.
 *
 * @param {string} name of the credential without `Api`
 * @param {string} title
 * @returns {string} the page
 */
export function mustBeExplained(name, title) {
	const page = `docs/credentials/${name}.md`;
	const text = existsSync(page) ? textOf(page) : '';
	must(
		text.startsWith(`# ${title}\n`),
		`Write ${page}, headed "# ${title}": each field, and where to find its value.`,
	);
	must(
		readme().includes(`[${title}](${page})`),
		`Add a row with "[${title}](${page})" to "Credentials" in README.md.`,
	);
	return text;
}
