/**
 * The verification scan, before publishing: n8n's own scanner over what it would download later,
 * the source tree and the packed tarball. Warnings count as findings here.
 *
 * Usage: npm run scan
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
	SOURCE_FILE_PATTERNS,
	analyzePackage,
	buildScanConfig,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import execa from 'execa';
import { pack, root, unpack } from './artefact/pack.mjs';

/** What `analyzePackageByName` gives to `analyzePackage` for the tarball. */
const TARBALL_FILE_PATTERNS = ['**/*.js', 'package.json'];

const fromScanner = createRequire(
	createRequire(import.meta.url).resolve('@n8n/scan-community-package/scanner/scanner.mjs'),
);
const { ESLint } = fromScanner('eslint');
const temp = fromScanner('tmp');

/**
 * The scanner's verdict, and its check once more to see what that leaves out: warnings, and how many
 * files there were.
 *
 * @param {string} name
 * @param {string} cwd
 * @param {string[]} patterns
 * @returns {Promise<boolean>} true when there is nothing to report
 */
async function scan(name, cwd, patterns) {
	const verdict = await analyzePackage(cwd, patterns);
	const eslint = new ESLint({
		cwd,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
	});
	const results = await eslint.lintFiles(patterns);
	const report = (await eslint.loadFormatter('stylish')).format(results);
	const clean = verdict.passed && results.length > 0 && report === '';
	console.log(`${clean ? 'clean' : 'FINDINGS'}: ${name}, ${results.length} files (${patterns})`);
	if (!clean) console.log(report || verdict.details || verdict.message);
	return clean;
}

temp.setGracefulCleanup();
await execa('npm', ['run', 'build', '--silent'], { cwd: root, stdio: 'inherit' });
const folder = temp.dirSync({ unsafeCleanup: true }).name;
const tarball = unpack(pack(folder), join(folder, 'package'));

const clean = [
	await scan('source tree', root, SOURCE_FILE_PATTERNS),
	await scan('packed tarball', tarball, TARBALL_FILE_PATTERNS),
].every(Boolean);

console.log(
	clean
		? 'The verification scan found nothing.'
		: 'The verification scan has findings; fix the lines above.',
);
process.exitCode = clean ? 0 : 1;
