import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** The repository's root. The npm scripts all start here. */
export const root = process.cwd();

/**
 * Packs the package as `npm publish` would, but does not build it: tests that pack at the same time
 * would take `dist` away from each other.
 *
 * @param {string} folder where the tarball goes
 * @returns {string} the path of the tarball
 */
export function pack(folder) {
	const options = ['--ignore-scripts', '--loglevel=error', '--pack-destination', folder];
	const printed = execFileSync('npm', ['pack', ...options], { cwd: root, encoding: 'utf8' });
	return join(folder, printed.trim());
}

/**
 * Unpacks a tarball made by {@link pack}.
 *
 * @param {string} tarball
 * @param {string} folder is created
 * @returns {string} the same folder, which now holds `package.json`
 */
export function unpack(tarball, folder) {
	mkdirSync(folder, { recursive: true });
	execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
	return folder;
}
