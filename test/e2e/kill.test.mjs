import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from '@jest/globals';

import {
	freePort,
	installPackage,
	publish,
	runCommand,
	signIn,
	startN8n,
} from '../../demo/n8n.mjs';
import { searcherFor } from '../secrets.mjs';
import { linkCanary, tokenCanary } from './canaries.mjs';
import { account } from './account.mjs';
import { behaviour } from './behaviour.mjs';
import { openSandbox } from './sandbox.mjs';
import { httpRequest, seamlessLink, webhook, workflow } from './workflows.mjs';

/** The types whose tokens the sandbox's Spryker and B2COPY endpoints issue, and the link. */
const issued = { accessToken: tokenCanary(), refreshToken: tokenCanary(), link: linkCanary() };

/** @type {string} */
let userFolder;
/** @type {Awaited<ReturnType<typeof openSandbox>>} */
let sandbox;
/** @type {Awaited<ReturnType<typeof startN8n>>} */
let n8n;

beforeEach(async () => {
	sandbox = await openSandbox();
	userFolder = await mkdtemp(join(tmpdir(), 'n8n-auth-token-'));
	await installPackage(String(process.env.E2E_TARBALL), userFolder);
	n8n = await startN8n({ userFolder, port: await freePort() });
});
afterEach(async () => {
	await n8n?.stop();
	await sandbox.close();
	await rm(userFolder, { recursive: true, force: true, maxRetries: 5 });
});

it('n8n killed in a burst loses no credential, stores no token in clear, and goes on when it is back', async () => {
	const token = { access_token: issued.accessToken, refresh_token: issued.refreshToken };
	await sandbox.faults({
		'voipex.token': [{ json: { ...token, expires_in: 3000 }, times: 'always' }],
		'voipex.whoami': [{ json: { ok: true }, delay: 200, times: 'always' }],
		'b2copy.link': [
			{ json: { status: 200, data: { url: issued.link } }, delay: 200, times: 'always' },
		],
	});
	let ask = await signIn(n8n.url);
	const save = async (/** @type {string} */ type) => {
		const data = account(type, sandbox.url);
		const { id, name } = await ask('POST', '/credentials', { name: type, type, data });
		return { [type]: { id, name } };
	};
	const trigger = webhook();
	const draft = workflow(
		[trigger],
		httpRequest(`${sandbox.url}/voipex/whoami`, await save('voipexApi')),
		seamlessLink(await save('b2copySeamlessApi'), { parameters: { accountId: '77632289' } }),
		answer,
	);
	// Nothing of what the node gives out is kept, so that a link in the database is one too many.
	const settings = { ...draft.settings, saveDataSuccessExecution: 'none' };
	const saved = await ask('POST', '/workflows', { ...draft, settings });
	await publish(ask, saved);
	const call = async () => (await fetch(`${n8n.url}/webhook/${trigger.parameters.path}`)).status;
	const before = (await exported()).map(filledIn);

	const burst = Array.from({ length: 100 }, () => call().catch(() => 'broken off'));
	await requestsTo('voipex.whoami', 20);
	await n8n.kill();
	expect(await Promise.all(burst)).toContain('broken off');

	n8n = await startN8n({ userFolder, port: Number(new URL(n8n.url).port) });
	ask = await signIn(n8n.url);
	expect(await Promise.all(Array.from({ length: 20 }, call))).toEqual(Array(20).fill(200));
	const after = await exported();
	expect(after.map(filledIn)).toEqual(before);
	expect(searcherFor(issued)(await everything())).toEqual([]);
	const { accessToken, ...others } = issued;
	const open = JSON.stringify(after);
	expect(searcherFor(others)(open)).toEqual([]);
	expect(open.includes(accessToken)).toBe(behaviour.keepsExpressions);
});

/** @type {import('./workflows.mjs').Node} */
const answer = {
	name: 'Answer',
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: { mode: 'raw', jsonOutput: '{"done": true}', options: {} },
};

/** The stored credentials as they decrypt. */
async function exported() {
	const printed = await runCommand(userFolder, ['export:credentials', '--all', '--decrypted']);
	return JSON.parse(printed.slice(printed.indexOf('[{'), printed.lastIndexOf(']') + 1));
}

/** What a person has filled in, without what n8n keeps beside it. @param {any} credential as exported */
function filledIn({ id, name, type, data }) {
	return { id, name, type, data: { ...data, sessionToken: undefined, sharedToken: undefined } };
}

/**
 * @param {string} endpoint
 * @param {number} count
 */
async function requestsTo(endpoint, count) {
	while ((await sandbox.counters(endpoint)).requests < count);
}

/** The bytes of all that n8n has written, the packages aside, and what it printed. */
async function everything() {
	const folder = join(userFolder, '.n8n');
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const written = entries.filter(
		(entry) => entry.isFile() && !/node_modules/.test(entry.parentPath),
	);
	const texts = written.map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1'));
	return [n8n.output(), ...(await Promise.all(texts))].join('\n');
}
