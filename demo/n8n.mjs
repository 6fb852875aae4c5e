/** A real n8n with this package: packed, installed the way n8n does it, started, asked, stopped. */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { lastLines, modules, n8nProgram, node, npm } from './install.mjs';
import { start } from './process.mjs';
import { stop } from './stop.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The only account of a throw-away n8n; the editor asks for it. */
export const owner = {
	email: 'owner@example.com',
	firstName: 'Demo',
	lastName: 'Owner',
	password: 'Demo12345',
};

/** Whether this version of n8n has the module; a name that it does not know stops it. */
function isModule(/** @type {string} */ name) {
	return existsSync(join(modules, 'n8n', 'dist', 'modules', name));
}

/** What n8n calls a workflow whose triggers it has set up, or could not. */
const settled = new Set(['published', 'partial', 'failed']);

const PASSED_ON = ['HOME', 'LANG', 'SystemRoot', 'USERPROFILE'];

/** Nothing of the person's own n8n, and no call to the outside. */
const quiet = {
	DB_SQLITE_POOL_SIZE: '3', // what n8n 2 does; the single connection of n8n 1 mixes up parallel calls
	EXTERNAL_FRONTEND_HOOKS_URLS: '',
	N8N_AI_ENABLED: 'false',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
};

/**
 * Asks n8n's own API, below `/rest`, and gives the answer's `data`.
 *
 * @typedef {(method: string, path: string, body?: unknown) => Promise<any>} Ask
 */

/** @param {string} userFolder */
function environment(userFolder) {
	return {
		...Object.fromEntries(PASSED_ON.map((name) => [name, process.env[name]])),
		...quiet,
		N8N_DISABLED_MODULES: ['instance-ai', 'mcp-registry'].filter(isModule).join(),
		PATH: [dirname(node), process.env.PATH].join(delimiter), // n8n starts its task runner as `node`
		N8N_LOG_LEVEL: 'info',
		N8N_USER_FOLDER: userFolder,
		// What n8n leaves in the folder for temporary files goes with the user folder.
		TEMP: userFolder,
		TMP: userFolder,
		TMPDIR: userFolder,
	};
}

/**
 * Builds and packs the package.
 *
 * @param {string} destination the folder for the tarball
 * @returns {Promise<string>} the tarball's path
 * @throws {Error} named `Stop`, with npm's words, when the build or the packing does not succeed
 */
export async function packPackage(destination) {
	await runNpm(['run', 'build'], root);
	const printed = await runNpm(['pack', '--silent', '--pack-destination', destination], root);
	return join(destination, printed.trim().split('\n').at(-1) ?? '');
}

/**
 * Installs the package into a user folder, step by step as n8n's own "install community node" does,
 * but from a tarball instead of the registry.
 *
 * @param {string} tarball as {@link packPackage} returns it
 * @param {string} userFolder
 */
export async function installPackage(tarball, userFolder) {
	const nodesFolder = join(userFolder, '.n8n', 'nodes');
	const { name } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
	const packageFolder = join(nodesFolder, 'node_modules', name);
	await mkdir(packageFolder, { recursive: true });
	await completed(
		start('tar', ['-xzf', tarball, '-C', packageFolder, '--strip-components=1']),
		'unpack the package',
	);
	const manifest = join(packageFolder, 'package.json');
	const shipped = JSON.parse(await readFile(manifest, 'utf8'));
	for (const kind of ['devDependencies', 'peerDependencies', 'optionalDependencies']) {
		delete shipped[kind];
	}
	await writeFile(manifest, JSON.stringify(shipped, null, 2));
	const how = ['--offline', '--no-audit', '--no-fund', '--no-bin-links', '--no-package-lock'];
	const shallow = ['--install-strategy=shallow', '--ignore-scripts'];
	await runNpm(['install', ...how, ...shallow], packageFolder);
	await writeFile(
		join(nodesFolder, 'package.json'),
		JSON.stringify({
			name: 'installed-nodes',
			private: true,
			dependencies: { [name]: shipped.version },
		}),
	);
}

/**
 * Runs one of n8n's commands, such as `import:workflow`, to its end.
 *
 * @param {string} userFolder
 * @param {string[]} args
 * @param {Record<string, string>} [settings] more of n8n's environment variables
 * @returns {Promise<string>} what it printed
 */
export async function runCommand(userFolder, args, settings = {}) {
	const env = {
		...environment(userFolder),
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		...settings,
	};
	return await completed(start(node, [n8nProgram, ...args], { env }), `run ${args[0]}`);
}

/**
 * Starts n8n and waits until it takes work: before its last line it answers, but loses what is published.
 *
 * @param {object} options
 * @param {string} options.userFolder removed if this process goes without stopping n8n
 * @param {number} options.port
 * @param {string[]} [options.command] another of n8n's commands that do not end, such as `worker`
 * @param {string} [options.ready] what it prints when it takes work
 * @param {Record<string, string>} [options.settings] more of n8n's environment variables
 * @throws {Error} named `Stop`, with n8n's last words, when it ends before it is ready
 */
export async function startN8n({
	userFolder,
	port,
	command = ['start'],
	ready = 'Editor is now accessible',
	settings = {},
}) {
	const program = start(node, [n8nProgram, ...command], {
		env: {
			...environment(userFolder),
			N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			N8N_PORT: String(port),
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
			N8N_SECURE_COOKIE: 'false',
			...settings,
		},
		folder: userFolder,
	});
	if (await program.printed(ready)) {
		return { url: `http://127.0.0.1:${port}`, ...program };
	}
	throw stop(
		`n8n ${command[0]} ended before it was ready:\n${lastLines(program.output())}`,
		`Look at the lines above; removing ${modules} installs n8n afresh.`,
	);
}

/**
 * Makes the owner account, or signs in to it, and returns a way to ask n8n's own API.
 *
 * @param {string} url n8n's address
 * @returns {Promise<Ask>} an answer other than 2xx is thrown, with n8n's message
 */
export async function signIn(url) {
	/** @type {string | undefined} */
	let cookie;
	/** @type {Ask} */
	const ask = async (method, path, body) => {
		const answer = await fetch(`${url}/rest${path}`, {
			method,
			headers: { 'content-type': 'application/json', ...(cookie && { cookie }) },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		cookie ??= answer.headers
			.getSetCookie()
			.find((line) => line.startsWith('n8n-auth='))
			?.split(';')[0];
		const text = await answer.text();
		if (!answer.ok) {
			const message = `n8n answered ${answer.status} to ${method} ${path}: ${text}`;
			throw Object.assign(new Error(message), { status: answer.status });
		}
		const content = text ? JSON.parse(text) : undefined;
		return content && 'data' in content ? content.data : content;
	};
	const { userManagement } = await ask('GET', '/settings');
	if (userManagement.showSetupOnFirstLoad) await ask('POST', '/owner/setup', owner);
	else await ask('POST', '/login', { emailOrLdapLoginId: owner.email, password: owner.password });
	return ask;
}

/**
 * Publishes a workflow and waits until n8n listens to its triggers, which it does a little later.
 *
 * n8n reads what is under way and what is done by two queries: between the two a workflow can look as if
 * nobody had published it.
 *
 * @param {Ask} ask
 * @param {{ id: string, versionId: string }} workflow as n8n returned it
 */
export async function publish(ask, { id, versionId }) {
	await ask('POST', `/workflows/${id}/activate`, { versionId });
	let status = '';
	for (let asked = 0; !settled.has(status) && asked < 600; asked++) {
		if (asked > 0) await sleep(100);
		status = await publicationStatus(ask, id);
	}
	if (status === 'published') return;
	throw stop(
		`n8n did not publish workflow ${id}; its status is "${status}".`,
		"Look into n8n's log for the reason.",
	);
}

/**
 * An n8n without such a status listens once it has answered the activation.
 *
 * @param {Ask} ask
 * @param {string} id of the workflow
 * @returns {Promise<string>}
 */
async function publicationStatus(ask, id) {
	try {
		return (await ask('GET', `/workflows/${id}/publication-status`)).status;
	} catch (reason) {
		if (/** @type {{ status?: number }} */ (reason).status === 404) return 'published';
		throw reason;
	}
}

/**
 * A port of the loopback interface that is free.
 *
 * @param {number} [wanted] tried first
 * @returns {Promise<number>}
 */
export async function freePort(wanted = 0) {
	const server = createServer().listen(wanted, '127.0.0.1');
	const isFree = await once(server, 'listening').then(
		() => true,
		() => false,
	);
	if (!isFree) return await freePort();
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	await once(server.close(), 'close');
	return port;
}

/**
 * @param {string[]} args
 * @param {string} cwd
 */
const runNpm = async (args, cwd) => await completed(npm(args, cwd), `run "npm ${args.join(' ')}"`);

/**
 * @param {ReturnType<typeof start>} program
 * @param {string} purpose
 */
async function completed(program, purpose) {
	const code = await program.ended;
	if (code === 0) return program.output();
	throw stop(`Could not ${purpose}; the exit code was ${code}:`, program.output().trim());
}
