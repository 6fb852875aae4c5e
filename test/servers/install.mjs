/** Installs the packages of a real server, pinned, once. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import execa from 'execa';
import { buildGo, unpackDebian, unpackMaven } from './archives.mjs';

/**
 * @typedef {object} Packages
 * @property {string} [name] of what several servers share
 * @property {Record<string, string>} [npm] versions by name
 * @property {Record<string, unknown>} [overrides] as in package.json
 * @property {Record<string, string>} [pypi] versions by name, into a virtual environment
 * @property {string} [python] the program that makes it, else `python3`
 * @property {string[]} [debian] with versions, such as `etcd-server=3.4.23*`
 * @property {string} [maven] a zip, `group:artifact:version:zip`
 * @property {Parameters<typeof buildGo>[1]} [go]
 */

/**
 * Installs what is not there yet. A stamp, written last, says what was installed to the end.
 *
 * @param {string} name of the server
 * @param {Packages} packages
 * @returns {Promise<string>} the folder of the packages: `node_modules`, or the virtual environment
 */
export async function install(name, packages) {
	const folder = join(process.cwd(), '.cache', 'servers', name);
	const modules = join(folder, 'node_modules');
	const environment = join(modules, '.venv');
	const [stamp, wanted] = [join(folder, 'installed'), hash(packages)];
	if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
		await rm(folder, { recursive: true, force: true });
		await mkdir(modules, { recursive: true });
		if (packages.npm) await installNpm(folder, packages);
		if (packages.pypi) await installPypi(environment, packages);
		if (packages.debian) await unpackDebian(modules, packages.debian);
		if (packages.maven) await unpackMaven(modules, packages.maven);
		if (packages.go) await buildGo(modules, packages.go);
		await writeFile(stamp, wanted);
	}
	return packages.pypi ? environment : modules;
}

/** @param {Packages} packages */
const hash = (packages) => createHash('sha256').update(JSON.stringify(packages)).digest('hex');

/** @param {string} folder @param {Packages} packages */
async function installNpm(folder, { npm: dependencies, overrides }) {
	const manifest = { private: true, dependencies, overrides };
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
	const quiet = ['--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
	const how = ['--ignore-scripts', '--legacy-peer-deps', '--prefix', folder];
	await execa('npm', ['install', ...how, ...quiet], { cwd: folder });
}

/** @param {string} environment @param {Packages} packages */
async function installPypi(environment, { pypi = {}, python = 'python3' }) {
	await execa(python, ['-m', 'venv', environment]);
	const wanted = Object.entries(pypi).map(([name, version]) => `${name}==${version}`);
	const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
	await execa(join(environment, 'bin', 'python'), [...pip, ...wanted]);
}
