/** Packages that are no folder of modules: from Maven, Go and Debian. */
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import execa from 'execa';

/** Unpacks an archive from Maven. @param {string} folder @param {string} artifact */
export async function unpackMaven(folder, artifact) {
	const where = [`-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`];
	await execa('mvn', ['--quiet', 'dependency:copy', ...where]);
	const [archive] = await readdir(folder);
	await execa('unzip', ['-q', join(folder, archive), '-d', folder]);
}

/**
 * Builds a program in Go. A module's own `replace` counts only when it is said again here.
 *
 * @param {string} folder
 * @param {{ program: string, version: string, tags?: string, replace?: string }} packages
 */
export async function buildGo(folder, { program, version, tags = '', replace }) {
	/** @param {string[]} args */
	const go = async (...args) => await execa('go', args, { cwd: folder });
	await go('mod', 'init', 'servers');
	if (replace) await go('mod', 'edit', `-replace=${replace}`);
	await go('get', `${program}@${version}`);
	await go('build', '-mod=mod', '-tags', tags, '-o', folder, program);
}

/**
 * Unpacks packages of Debian, and what they depend on and this machine lacks. Nothing is installed, so that no
 * service starts and no folder of the system changes.
 *
 * @param {string} folder
 * @param {string[]} names with versions, such as `etcd-server=3.4.23*`
 */
export async function unpackDebian(folder, names) {
	const archives = join(folder, 'archives');
	await mkdir(join(archives, 'partial'), { recursive: true });
	const where = ['-o', `Dir::Cache::archives=${archives}/`, '-o', 'Debug::NoLocking=true'];
	const how = ['--yes', '--download-only', '--reinstall', '--no-install-recommends'];
	const download = async () => await execa('apt-get', ['install', ...how, ...where, ...names]);
	// The lists of a new machine are empty or old.
	await download().catch(async () => await execa('apt-get', ['update']).then(download));
	for (const file of await readdir(archives)) {
		if (file.endsWith('.deb')) await execa('dpkg-deb', ['-x', join(archives, file), folder]);
	}
}
