import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { publish } from '../../demo/n8n.mjs';
import { startSandbox } from '../../sandbox/sandbox.mjs';
import { faults } from '../faults/faults.mjs';
import { formOf, services } from '../faults/services.mjs';
import { searcherFor } from '../secrets.mjs';
import { behaviour } from './behaviour.mjs';
import { canaryScript, findCanaries, linkCanary, secretCanary, tokenCanary } from './canaries.mjs';
import { openN8n } from './harness.mjs';
import { database, decryptedCredentials, files, recordAnswers } from './places.mjs';
import { openSandbox } from './sandbox.mjs';
import { done, getAuthToken, httpRequest, seamlessLink, webhook, workflow } from './workflows.mjs';

/** @typedef {import('../faults/services.mjs').Service} Service */
/** @typedef {import('../faults/faults.mjs').Fault & { api?: object }} Fault */
/** @typedef {import('./workflows.mjs').Node} Node */
/** @typedef {import('./places.mjs').Finding} Finding */

const LONG = 40 * 60_000;
const pem = (/** @type {string} */ name) =>
	readFileSync(new URL(`../sandbox/tls/${name}.pem`, import.meta.url));

/** What goes wrong behind a good sign-in. @type {Fault[]} */
const apiFaults = [
	{ name: 'the API refuses the token', api: { status: 401, json: { message: 'no' } }, expect: {} },
	{ name: 'the API is down', api: { status: 500, json: { message: 'no' } }, expect: {} },
	{ name: 'nothing', expect: {} },
];

const audited = services.filter(({ refreshAfter }) => refreshAfter === undefined);

/** One of each secret for each service, the same for all of its credentials and answers. */
const canaries = Object.fromEntries(
	audited.map(({ name, secrets }) => [
		name,
		{
			login: Object.fromEntries(secrets.map((field) => [field, secretCanary()])),
			issued: { accessToken: tokenCanary(), refreshToken: tokenCanary(), link: linkCanary() },
		},
	]),
);

/** @param {'login' | 'issued'} kind @returns {Record<string, string>} */
const namedCanaries = (kind) =>
	Object.fromEntries(
		Object.entries(canaries).flatMap(([name, own]) =>
			Object.entries(own[kind]).map(([field, value]) => [`${name} ${field}`, value]),
		),
	);

/** @type {Awaited<ReturnType<typeof openN8n>>} */
let n8n;
/** @type {ReturnType<typeof recordAnswers>} */
let recorder;
/** @type {string} */
let errorWorkflow;

beforeAll(async () => {
	recorder = recordAnswers();
	n8n = await openN8n({ N8N_LOG_LEVEL: 'debug' });
	const type = 'n8n-nodes-base.errorTrigger';
	const trigger = { name: 'Error Trigger', type, typeVersion: 1, parameters: {} };
	const saved = await n8n.ask('POST', '/workflows', workflow([trigger], done));
	if (behaviour.publishesErrorWorkflows) await publish(n8n.ask, saved);
	errorWorkflow = saved.id;
});
afterAll(async () => {
	await n8n?.close();
	recorder?.restore();
});

/**
 * Publishes nodes in a row behind a webhook, with the error workflow; both outputs of a node lead on.
 *
 * @param {Node[]} nodes
 * @returns {Promise<(query: Record<string, string>) => Promise<unknown>>} runs it once, to its end
 */
async function publishRow(nodes) {
	const trigger = webhook();
	trigger.parameters.responseData = 'firstEntryJson';
	const draft = workflow([trigger], ...nodes, done);
	for (const { name, onError } of nodes) {
		const { main } = draft.connections[name];
		if (onError === 'continueErrorOutput') main.push(main[0]);
	}
	const settings = { ...draft.settings, errorWorkflow };
	await publish(n8n.ask, await n8n.ask('POST', '/workflows', { ...draft, settings }));
	return async (query) => {
		const url = `${n8n.url}/webhook/${trigger.parameters.path}?${new URLSearchParams(query)}`;
		return await (await fetch(url)).text();
	};
}

/** What the webhook's query says about this run. */
const query = (/** @type {string} */ name) => `$('Webhook').first().json.query.${name}`;

const typeOf = (/** @type {Service} */ { name }) => `${name}Api`;
const providerOf = (/** @type {Service} */ { endpoint }) => endpoint.split('.')[0];

/**
 * The nodes under audit: HTTP Request and the package's own node, in one mode, with a credential of
 * their own, so that each of them signs in once for each run.
 *
 * @param {Service} service
 * @param {string} mode
 * @param {Partial<Node>} settings
 * @returns {Promise<{ http: Node, own: Node }>}
 */
async function nodesFor(service, mode, settings) {
	const isLink = service.kind === 'link';
	const credential = async (/** @type {string} */ consumer) => {
		const user = `={{ ${JSON.stringify(`${consumer}-${mode}-`)} + ${query('case')} }}`;
		const fields = ['email', 'username', 'clientId'].filter((field) => field in service.form);
		return await n8n.saveCredential(typeOf(service), {
			...formOf(service, `={{ ${query('base')} }}`),
			...Object.fromEntries(fields.map((field) => [field, user])),
			...canaries[service.name].login,
			allowUnauthorizedCerts: `={{ ${query('insecure')} === 'true' }}`,
		});
	};
	const options = { timeout: `={{ Number(${query('timeout')}) }}`, ...(isLink && { retries: 0 }) };
	const accountId = '77632289';
	const own = isLink
		? seamlessLink(await credential('own'), { parameters: { accountId, options } })
		: getAuthToken(service.name, await credential('own'), {
				parameters: { options, includeRefreshToken: true },
			});
	const post = { method: 'POST', sendBody: true, specifyBody: 'json', jsonBody: '{}' };
	const url = `={{ ${query('base')} }}/${providerOf(service)}/whoami`;
	const http = httpRequest(url, await credential('http'), isLink ? post : {});
	const named = (/** @type {Node} */ node) => ({
		...node,
		...settings,
		name: `${node.name} ${mode}`,
	});
	return { http: named(http), own: named(own) };
}

/**
 * What shows itself in n8n by its way of failing: the first fault of each code, and all that echo. Each is
 * met by one of the credentials, in turn; one that is about a certain credential, by that.
 *
 * @param {Service} service
 */
function faultsFor({ kind, name }) {
	const turns = audited.filter((other) => other.kind === kind).map((other) => other.name);
	const codes = new Set();
	return faults
		.filter(({ name: title, expect: expected }) => {
			const code = expected[kind];
			if (code === undefined || (codes.has(code) && !title.includes('echo'))) return false;
			return codes.add(code);
		})
		.filter(({ expect: expected }, index) => {
			const named = turns.find((turn) => turn in expected);
			return (named ?? turns[index % turns.length]) === name;
		});
}

/**
 * Runs the faults of a service through each mode: stopping, going on, and diverting.
 *
 * @param {Service} service
 * @returns {Promise<number>} how many runs it took
 */
async function audit(service) {
	const stop = await nodesFor(service, 'stops', {});
	const goOn = await nodesFor(service, 'goes on', { onError: 'continueRegularOutput' });
	const divert = await nodesFor(service, 'diverts', { onError: 'continueErrorOutput' });
	const both = await publishRow([goOn.http, divert.http, goOn.own, divert.own]);
	const [http, own] = [await publishRow([stop.http]), await publishRow([stop.own])];
	const sandbox = await openSandbox();
	const selfSigned = await openSelfSigned();
	const elsewhere = await openSandbox();
	const { issued, login } = canaries[service.name];
	const places = {
		closed: 'http://127.0.0.1:9',
		unknown: 'https://unknown.invalid',
		silent: 'https://unknown.invalid',
		selfSigned: selfSigned.url,
	};
	let runs = 0;
	/** @type {Fault[]} */
	const met = [...faultsFor(service), ...apiFaults];
	for (const [index, fault] of met.entries()) {
		const base = fault.place ? places[fault.place] : sandbox.url;
		const script = canaryScript(fault, service, issued, `${elsewhere.url}/spryker/whoami`);
		const api = fault.api ?? { json: { ok: true } };
		const scripts = {
			[service.endpoint]: [{ ...script, times: 'always' }],
			[`${providerOf(service)}.whoami`]: [{ ...api, times: 'always' }],
		};
		await sandbox.faults(scripts);
		await selfSigned.faults(scripts);
		const insecure = fault.insecureTls === true;
		const timeout = String(fault.timeout ?? 20_000);
		const about = { base, case: String(index), insecure: String(insecure), timeout };
		const form = { ...formOf(service, base, { allowUnauthorizedCerts: insecure }), ...login };
		const started = [own(about), http(about), n8n.testCredential(typeOf(service), form)];
		// The package waits 30 seconds where nobody can set it.
		if (fault.timeout === undefined) started.push(both(about));
		await Promise.all(started);
		runs += started.length;
	}
	expect(await elsewhere.counters('spryker.whoami')).toMatchObject({ requests: 0 });
	await Promise.all([sandbox, selfSigned, elsewhere].map(({ close }) => close()));
	return runs;
}

/** A sandbox that Node's own fetch does not trust either. */
async function openSelfSigned() {
	const sandbox = await startSandbox({ port: 0, tls: { key: pem('key'), cert: pem('cert') } });
	const { httpRequest: ask } = await import('../faults/wire.mjs');
	const url = `${sandbox.url}/__sandbox/faults`;
	return {
		...sandbox,
		/** @param {Record<string, object[]>} body */
		faults: (body) => ask({ method: 'POST', url, body, skipSslCertificateValidation: true }),
	};
}

/** Executions that have been read, so that their answers are recorded. @type {Set<string>} */
const executionsRead = new Set();

/** What n8n's API gives the editor, asked for once more at the end: lists, and each thing in full. */
async function readAll() {
	for (const [list, inFull] of [
		['/workflows', ''],
		['/credentials', '?includeData=true'],
	]) {
		for (const { id } of await n8n.ask('GET', list)) await n8n.ask('GET', `${list}/${id}${inFull}`);
	}
	let cursor = '';
	do {
		const { results, nextCursor } = await n8n.ask('GET', `/executions?limit=100${cursor}`);
		/** @type {string[]} */
		const ids = results.map((/** @type {any} */ { id }) => id);
		const unread = ids.filter((id) => !executionsRead.has(id));
		for (const id of unread) executionsRead.add(id);
		await Promise.all(unread.map((id) => n8n.ask('GET', `/executions/${id}`)));
		cursor = nextCursor && `&cursor=${encodeURIComponent(nextCursor)}`;
	} while (cursor);
}

const decrypted = 'the decrypted credentials';

/** @type {Record<string, () => Finding[] | Promise<Finding[]>>} */
const places = {
	'the database': () => database(n8n.userFolder),
	'the event log and other files': () => files(n8n.userFolder),
	'the output at debug level': () => [{ place: 'output', text: n8n.output() }],
	'the answers of the API': () => recorder.answers,
	'the input of the error workflow': async () => {
		const failed = await n8n.executions(errorWorkflow, 1);
		const inputs = failed.map(({ id }) => n8n.ask('GET', `/executions/${id}`));
		return [{ place: 'error workflow', text: JSON.stringify(await Promise.all(inputs)) }];
	},
	[decrypted]: async () => [
		{ place: decrypted, text: JSON.stringify(await decryptedCredentials(n8n.userFolder)) },
	],
};

/** @returns {Promise<Record<string, Finding[]>>} */
async function collect() {
	await readAll();
	const found = Object.entries(places).map(async ([place, find]) => [place, await find()]);
	return Object.fromEntries(await Promise.all(found));
}

describe('after every fault in every mode, with every credential and node', () => {
	/** @type {Awaited<ReturnType<typeof collect>>} */
	let found;

	beforeAll(async () => {
		const runs = await Promise.all(audited.map(audit));
		process.stderr.write(`runs: ${runs.join(' + ')}\n`);
		found = await collect();
	}, LONG);

	it.each(Object.keys(places).filter((place) => place !== decrypted))(
		'there is no secret in %s',
		(place) => {
			// What failed is there, so a secret in its error would be found.
			expect(found[place].some(({ text }) => text.includes('VoIPEX'))).toBe(true);
			const all = { ...namedCanaries('login'), ...namedCanaries('issued') };
			const leaks = found[place].flatMap(({ place: where, text }) =>
				findCanaries(text, all).map((leak) => `${where}: ${leak}`),
			);
			expect([...new Set(leaks)]).toEqual([]);
		},
	);

	it('the decrypted credentials hold logins and the shared tokens, and nothing else that was issued', () => {
		const [{ text }] = found[decrypted];
		const isFound = (/** @type {string} */ value) => searcherFor({ value })(text).length > 0;
		const issued = Object.entries(namedCanaries('issued'));
		const shared = services.filter(({ kind }) => kind === 'token').map(({ name }) => name);
		const expected = behaviour.keepsExpressions ? shared.map((name) => `${name} accessToken`) : [];
		const names = issued.filter(([, value]) => isFound(value)).map(([name]) => name);
		expect(names.sort()).toEqual([...new Set(expected)].sort());
		expect(searcherFor(namedCanaries('login'))(text)).not.toEqual([]);
	});
});
