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
function load(file) {
	const type = new (require(join(folder, file))[basename(file).split('.')[0]])();
	const { name, icon } = type.description ?? type;
	return {
		file,
		name,
		icons: Object.values(icon).map((path) =>
			existsSync(join(folder, dirname(file), path.replace(/^file:/, ''))),
		),
		authenticates: Object.hasOwn(type, 'authenticate'),
	};
}

console.log(JSON.stringify([...n8n.credentials, ...n8n.nodes].map(load)));
