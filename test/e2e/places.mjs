/** Every place where a running n8n keeps or shows something. */
import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import execa from 'execa';

import { node } from '../../demo/install.mjs';
import { runCommand } from '../../demo/n8n.mjs';

const flatted = createRequire(import.meta.url)('flatted');

/** @typedef {{ place: string, text: string }} Finding */

/** The rows of n8n's whole database as they are, each a line of JSON. @param {string} userFolder */
export async function rawDatabase(userFolder) {
	const file = join(userFolder, '.n8n', 'database.sqlite');
	const dump = fileURLToPath(new URL('dump.mjs', import.meta.url));
	const { stdout } = await execa(node, [dump, file], { maxBuffer: Infinity });
	return stdout.split('\n');
}

/**
 * The same, without what the nodes of this package gave out: that is their job.
 *
 * @param {string} userFolder
 * @returns {Promise<Finding[]>}
 */
export async function database(userFolder) {
	return (await rawDatabase(userFolder)).map((line) => {
		const { table, row } = JSON.parse(line);
		const text = table === 'execution_data' ? withoutOwnOutput(row.data) : '';
		return {
			place: `table ${table}`,
			text: text + JSON.stringify({ ...row, data: undefined }) + (text ? '' : (row.data ?? '')),
		};
	});
}

/**
 * n8n's event log and whatever else it writes, the packages aside.
 *
 * @param {string} userFolder
 * @param {boolean} [withDatabase] also the bytes of its database
 * @returns {Promise<Finding[]>}
 */
export async function files(userFolder, withDatabase = false) {
	const folder = join(userFolder, '.n8n');
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const kept = entries.filter(
		(entry) =>
			entry.isFile() &&
			!/node_modules/.test(entry.parentPath) &&
			(withDatabase || !entry.name.startsWith('database.sqlite')),
	);
	return await Promise.all(
		kept.map(async ({ parentPath, name }) => ({
			place: `file ${name}`,
			text: await readFile(join(parentPath, name), withDatabase ? 'latin1' : 'utf8'),
		})),
	);
}

/**
 * The stored credentials, decrypted.
 *
 * @param {string} userFolder
 * @returns {Promise<any[]>} as n8n exports them
 */
export async function decryptedCredentials(userFolder) {
	const printed = await runCommand(userFolder, ['export:credentials', '--all', '--decrypted']);
	return JSON.parse(printed.slice(printed.indexOf('[{'), printed.lastIndexOf(']') + 1));
}

/** Fields of the nodes' output that hold a token or a link: to give these out is what the nodes are for. */
const OWN = ['accessToken', 'authorization', 'headers', 'query', 'refreshToken', 'response', 'url'];
const NODES = /^(Get Auth Token|B2COPY Seamless Link)/;

/**
 * An execution as n8n stores it, without the tokens and links in the output of this package's nodes.
 *
 * @param {string} data
 */
export function withoutOwnOutput(data) {
	const execution = flatted.parse(data);
	for (const [name, runs] of Object.entries(execution.resultData?.runData ?? {})) {
		if (!NODES.test(name)) continue;
		for (const { data: output } of /** @type {any[]} */ (runs)) {
			for (const { json } of output?.main?.flat() ?? []) for (const key of OWN) delete json[key];
		}
	}
	return JSON.stringify(execution);
}

/**
 * Keeps the text of every answer that n8n gives to anybody in this process.
 *
 * @returns {{ answers: Finding[], restore: () => void }}
 */
export function recordAnswers() {
	const real = globalThis.fetch;
	/** @type {Finding[]} */
	const answers = [];
	globalThis.fetch = async (input, init) => {
		const answer = await real(input, init);
		const { pathname } = new URL(String(input));
		if (pathname.startsWith('/__sandbox/')) return answer;
		const text = await answer.clone().text();
		answers.push({
			place: `answer of ${init?.method ?? 'GET'} ${shortened(pathname)}`,
			text: shown(text),
		});
		return answer;
	};
	return { answers, restore: () => void (globalThis.fetch = real) };
}

/** @param {string} path */
const shortened = (path) => path.replace(/\/[\w-]*\d[\w-]*/g, '/:id');

/** @param {string} text */
function shown(text) {
	const data = text.startsWith('{"data":{') ? JSON.parse(text).data.data : undefined;
	return typeof data === 'string' && data.startsWith('[{') ? withoutOwnOutput(data) : text;
}
