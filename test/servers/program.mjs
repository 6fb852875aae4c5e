/** What the files in `real/` use. */
import { symlink, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastLines } from '../../demo/install.mjs';
import { start } from '../../demo/process.mjs';

/**
 * Starts a program and waits until it answers.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ url: string, cwd: string, env?: Record<string, string> }} options `cwd` is also its home
 * @throws {Error} with its last lines when it ends, or does not answer for five minutes
 */
export async function run(command, args, options) {
	let program = await launch(command, args, options);
	return {
		output: () => program.output(),
		stop: async () => await program.stop(),
		/** Ends it and starts it again, with more in its environment. */
		async restart(/** @type {Record<string, string>} */ env = {}) {
			await program.stop();
			program = await launch(command, args, { ...options, env: { ...options.env, ...env } });
		},
	};
}

/**
 * Runs an application that is written here, a module that listens on `process.env.PORT`.
 *
 * @param {{ folder: string, modules: string, node: string, port: number }} place
 * @param {string} source
 * @param {Record<string, string>} [env]
 */
export async function runApp({ folder, modules, node, port }, source, env) {
	await symlink(modules, join(folder, 'node_modules'));
	await writeFile(join(folder, 'app.mjs'), source);
	const url = `http://127.0.0.1:${port}`;
	const options = { url, cwd: folder, env: { PORT: `${port}`, ...env } };
	return { url, ...(await run(node, ['app.mjs'], options)) };
}

/** @type {(...started: Parameters<typeof run>) => Promise<ReturnType<typeof start>>} */
async function launch(command, args, { url, cwd, env = {} }) {
	const loopback = join(process.cwd(), 'test', 'servers', 'loopback.cjs');
	const program = start(command, args, {
		cwd,
		folder: cwd,
		env: {
			...{
				PATH: [dirname(command), process.env.PATH].join(delimiter),
				HOME: cwd,
				TMPDIR: cwd,
				LANG: 'C.UTF-8',
			},
			...{ NODE_OPTIONS: `--require=${loopback}`, NODE_NO_WARNINGS: '1' },
			...env,
		},
	});
	let hasEnded = false;
	void program.ended.then(() => (hasEnded = true));
	const isUp = async () => await fetch(url, { redirect: 'manual' }).then(Boolean, () => false);
	for (const end = Date.now() + 300_000; !(await isUp()); await sleep(250)) {
		if (!hasEnded && Date.now() < end) continue;
		await program.stop();
		throw new Error(`${command} did not answer at ${url}:\n${lastLines(program.output())}`);
	}
	return program;
}

/**
 * Asks a server for something in JSON.
 *
 * @param {string} url
 * @param {unknown} [body] without one it is a GET
 * @param {Record<string, string>} [headers]
 * @returns {Promise<any>} the JSON of the response, or its text
 * @throws {Error} with the response when its status is no success
 */
export async function ask(url, body, headers = {}) {
	const response = await fetch(url, {
		method: body === undefined ? 'GET' : 'POST',
		headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const text = await response.text();
	if (!response.ok) throw new Error(`${url}: ${response.status} ${text}`);
	return /^[[{]/.test(text) ? JSON.parse(text) : text;
}
