/**
 * The verification scan, before publishing: n8n's own scanner over what it would download later,
 * the source tree and the packed tarball. Warnings count as findings here.
 *
 * Usage: npm run scan
 */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
	SOURCE_FILE_PATTERNS,
	analyzePackage,
	buildScanConfig,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { pack, root, unpack } from './artefact/pack.mjs';

/** What `analyzePackageByName` gives to `analyzePackage` for the tarball. */
const TARBALL_FILE_PATTERNS = ['**/*.js', 'package.json'];

const fromScanner = createRequire(
	createRequire(import.meta.url).resolve('@n8n/scan-community-package/scanner/scanner.mjs'),
);
const { ESLint } = fromScanner('eslint');
const { globSync } = fromScanner('fast-glob');
const temp = fromScanner('tmp');

/**
 * The scanner's check once more, to see what its verdict leaves out: warnings, and how many files
 * there were.
 *
 * @param {string} folder
 * @param {string[]} patterns
 */
async function lint(folder, patterns) {
	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
	});
	const files = globSync(patterns, {
		cwd: folder,
		absolute: true,
		ignore: ['node_modules/**', '**/package-lock.json'],
	});
	const results = await eslint.lintFiles(files);
	const formatter = await eslint.loadFormatter('stylish');
	return { files: files.length, report: await formatter.format(results) };
}

/**
 * @param {string} name
 * @param {string} folder
 * @param {string[]} patterns
 * @returns {Promise<boolean>} true when there is nothing to report
 */
async function scan(name, folder, patterns) {
	const verdict = await analyzePackage(folder, patterns);
	const { files, report } = await lint(folder, patterns);
	const clean = verdict.passed && files > 0 && report === '';
	console.log(`${clean ? 'clean' : 'FINDINGS'}: ${name}, ${files} files (${patterns.join(', ')})`);
	if (!clean) console.log(report || verdict.details || verdict.message);
	return clean;
}

temp.setGracefulCleanup();
execFileSync('npm', ['run', 'build', '--silent'], { cwd: root, stdio: 'inherit' });
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
