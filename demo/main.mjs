/**
 * The demo: the sandbox, a stand-in for a language model, and a real n8n with this package, its credentials
 * and the example workflows.
 *
 * `npm run demo` keeps it running until Ctrl-C. `npm run demo -- --once` ends it after the first link.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startSandbox } from '../sandbox/sandbox.mjs';
import { stopped } from '../sandbox/stopped.mjs';
import { ensureInstalled } from './install.mjs';
import { load } from './load.mjs';
import { startModel } from './model.mjs';
import { freePort, installPackage, owner, packPackage, signIn, startN8n } from './n8n.mjs';
import { stopAll } from './process.mjs';
import { stop } from './stop.mjs';

const once = process.argv.includes('--once') || process.env.DEMO_ONCE === '1';
const say = (/** @type {string} */ line) => process.stdout.write(`${line}\n`);

if (process.argv.includes('--help')) {
	say('npm run demo [-- --once]   --once ends it after the first link');
	say('N8N_PORT (5678) and SANDBOX_PORT (4010) choose other ports.');
	process.exit();
}

/** @type {(() => Promise<unknown>)[]} */
const undo = [];

try {
	await Promise.race([demo(), stopped()]);
} catch (reason) {
	process.exitCode = 1;
	const { name, message, stack } = /** @type {Error} */ (reason);
	process.stderr.write(`\n${name === 'Stop' ? message : stack}\n`);
} finally {
	if (undo.length > 0) say('\nStopping ...');
	await stopAll();
	for (const step of undo.reverse()) await step();
	process.exit();
}

async function demo() {
	const ports = { sandbox: await port('SANDBOX_PORT', 4010), n8n: await port('N8N_PORT', 5678) };
	await ensureInstalled(say);

	say('Building and packing the package ...');
	const folder = await mkdtemp(join(tmpdir(), 'n8n-auth-token-'));
	undo.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
	await installPackage(await packPackage(folder), folder);

	say('Starting the sandbox and n8n ...');
	const sandbox = await startSandbox({ port: ports.sandbox });
	undo.push(sandbox.close);
	const model = await startModel();
	undo.push(model.close);
	const url = `http://127.0.0.1:${ports.n8n}`;
	const settings = { N8N_EDITOR_BASE_URL: url, WEBHOOK_URL: url };
	const n8n = await startN8n({ userFolder: folder, port: ports.n8n, settings });

	say('Loading credentials and example workflows ...');
	await load(await signIn(n8n.url), sandbox.url, model.url);

	const link = await askForLink(`${n8n.url}/webhook/client-link`, sandbox.url);
	say(describe(n8n.url, sandbox.url, link));
	if (once) return;
	const code = await n8n.ended;
	throw stop(`n8n ended by itself, with exit code ${code}.`, 'Run the command again.');
}

/**
 * @param {string} variable the environment variable that may name the port
 * @param {number} preset
 */
async function port(variable, preset) {
	const wanted = Number(process.env[variable] || preset);
	if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65_535) {
		throw stop(`${variable} is not a port number.`, 'Give a number from 1 to 65535.');
	}
	if ((await freePort(wanted)) === wanted) return wanted;
	throw stop(
		`Port ${wanted} cannot be used; most likely another program has it.`,
		`End that program, or choose another port: ${variable}=${wanted + 1} npm run demo`,
	);
}

/**
 * Does what a CRM would do.
 *
 * @param {string} webhook
 * @param {string} sandbox
 * @returns {Promise<string>} the link, which is known to come from the sandbox
 */
async function askForLink(webhook, sandbox) {
	const answer = await fetch(webhook, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ accountId: '77632289' }),
		redirect: 'manual',
	});
	const link = answer.headers.get('location');
	const { links } = await (await fetch(`${sandbox}/__sandbox/log?links=1`)).json();
	const issued = links.some((/** @type {{ url: string }} */ { url }) => url === link);
	if (answer.status === 302 && link && issued) return link;
	throw stop(
		`The webhook answered ${answer.status} instead of a redirect to a client link: ${await answer.text()}`,
		'Run the command again; if it stays, please report it with these lines.',
	);
}

/**
 * @param {string} n8n
 * @param {string} sandbox
 * @param {string} link
 */
function describe(n8n, sandbox, link) {
	const webhook = `${n8n}/webhook/client-link`;
	return `
A CRM asked the webhook for client 77632289 and was redirected to:
  ${link}

The editor, with everything loaded:
  ${n8n}
  e-mail    ${owner.email}
  password  ${owner.password}

Try:
  curl -i ${webhook} -H 'content-type: application/json' -d '{"accountId": "77632289"}'
  curl -i '${webhook}?accountId=77632289'
  curl -i '${webhook}?accountId=not-a-number'
  curl ${sandbox}/__sandbox/log
${once ? '' : '\nThe link leads to a host that does not exist; only the redirect is real. Ctrl-C stops everything.'}`;
}
