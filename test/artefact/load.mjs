/**
 * Loads the credentials and nodes of an installed package as n8n does: in a plain Node process,
 * each declared file by the class that its name promises. Prints what it found as JSON.
 *
 * Usage: node load.mjs <folder of the installed package>
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

const folder = process.argv[2];
const require = createRequire(join(folder, 'package.json'));
const { n8n } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** @param {string} file */
const className = (file) => basename(file).split('.')[0];

/** @param {string} file */
const instanceOf = (file) => new (require(join(folder, file))[className(file)])();

/**
 * @param {string} file the icons stand relative to it
 * @param {{light: string, dark: string}} icon
 */
const icons = (file, icon) =>
	Object.entries(icon).map(([theme, value]) => ({
		theme,
		value,
		exists: existsSync(join(folder, dirname(file), value.replace(/^file:/, ''))),
	}));

/** @param {string} file */
function credential(file) {
	const type = instanceOf(file);
	return {
		file,
		className: type.constructor.name,
		name: type.name,
		displayName: type.displayName,
		documentationUrl: type.documentationUrl,
		icons: icons(file, type.icon),
		authenticates: Object.hasOwn(type, 'authenticate'),
		tested: Object.hasOwn(type, 'test'),
	};
}

/** @param {string} file */
function node(file) {
	const { description, constructor } = instanceOf(file);
	const codex = join(folder, file.replace(/\.js$/, '.json'));
	return {
		file,
		className: constructor.name,
		name: description.name,
		icons: icons(file, description.icon),
		credentials: description.credentials.map((/** @type {{name: string}} */ { name }) => name),
		codex: existsSync(codex) ? JSON.parse(readFileSync(codex, 'utf8')) : null,
	};
}

console.log(
	JSON.stringify({ credentials: n8n.credentials.map(credential), nodes: n8n.nodes.map(node) }),
);
