/** Many executions, and what they cost. */
import { setTimeout as sleep } from 'node:timers/promises';

import { services } from '../faults/services.mjs';
import { openSandbox } from '../e2e/sandbox.mjs';
import { openWitness } from '../e2e/witness.mjs';
import { httpRequest } from '../e2e/workflows.mjs';
import { account } from '../e2e/world.mjs';

/** @typedef {Awaited<ReturnType<typeof openScenario>>} Scenario */
/** @typedef {ReturnType<NonNullable<Parameters<typeof openWitness>[0]>>} Witnessed */

/** @type {Set<{ close(): Promise<unknown> }>} */
const servers = new Set();

/** Ends the sandboxes and servers of all scenarios. */
export const closeServers = async () => await Promise.all([...servers].map(({ close }) => close()));

/**
 * A server with a login that the sandbox does not have at `/login`, and what its API accepts at `/api`.
 *
 * @param {(signIn: number) => Witnessed} login the response to each sign-in, counted from 1
 * @param {(headers: Record<string, any>, signIn: number) => boolean} accepts whether the API takes a request, which has
 *   `Authorization: Bearer t-<number of the sign-in>`
 */
export async function openServer(login, accepts) {
	let signIns = 0;
	const server = await openWitness(({ path, headers }) => {
		if (path === '/login') return login((signIns += 1));
		const signIn = Number(/^Bearer t-(\d+)$/.exec(headers.authorization)?.[1]);
		return { status: accepts(headers, signIn) ? 200 : 401 };
	});
	servers.add(server);
	return server;
}

/** Milliseconds that n8n has for its answer once all executions have ended. */
const GRACE = 10_000;

/**
 * A credential of its own at a sandbox of its own, and a published workflow that calls the sandbox's
 * protected resource with it.
 *
 * @param {import('./queue.mjs').Queue} queue
 * @param {string} name of the credential, without Api
 * @param {object} [options]
 * @param {Record<string, unknown>} [options.form] changes to the account
 * @param {import('../e2e/workflows.mjs').Node[]} [options.before] nodes that come first
 * @param {Awaited<ReturnType<typeof openServer>>} [options.server] in place of the sandbox
 */
export async function openScenario(queue, name, { form = {}, before = [], server } = {}) {
	const { endpoint } = services.find((service) => service.name === name) ?? services[0];
	const [provider] = endpoint.split('.');
	const sandbox = await openSandbox();
	servers.add(sandbox);
	const type = `${name}Api`;
	const credentials = await queue.saveCredential(type, account(type, sandbox.url, form));
	const { id } = credentials[type];
	const api = server ? `${server.url}/api` : `${sandbox.url}/${provider}/whoami`;
	const node = httpRequest(api, credentials);
	const workflow = await queue.publish(...before, node);
	/** @param {string} columns */
	const rows = async (columns) => {
		const table = `execution_entity WHERE "workflowId" = '${workflow.id}'`;
		const lines = await queue.query(`SELECT ${columns} FROM ${table} ORDER BY "createdAt"`);
		return lines.map((line) => line.split('|'));
	};
	/** How often somebody signed in or refreshed. */
	const signIns = async () => {
		if (server !== undefined) return server.asked('/login').length;
		const { granted, refreshed } = await sandbox.counters(endpoint);
		return granted + refreshed;
	};
	/** How many executions have ended, and how many have not, those that wait to begin included. */
	const progress = async () => {
		const stopped = await rows('"stoppedAt" IS NOT NULL');
		const ended = stopped.filter(([value]) => value === 't').length;
		return { ended, unfinished: stopped.length - ended };
	};
	return {
		sandbox,
		provider,
		node,
		type,
		/** Of the credential. */
		id,
		call: workflow.call,
		progress,
		signIns,

		/**
		 * Starts executions, all at once or at a steady rate, and waits for all of them.
		 *
		 * In queue mode n8n now and then forgets to answer a webhook whose execution has ended, most of all
		 * one that failed at once. So its database, not the answers, tells how executions ended.
		 *
		 * @param {number} count
		 * @param {number} [perSecond]
		 * @returns the answers, without the forgotten ones
		 */
		async run(count, perSecond = Infinity) {
			const { ended } = await progress();
			const forgotten = new AbortController();
			const calls = Promise.all(
				Array.from({ length: count }, async (_value, index) => {
					await sleep((index * 1000) / perSecond);
					const startedAt = Date.now();
					return await workflow.call({ signal: forgotten.signal }).then(
						(answer) => [{ startedAt, ...answer }],
						(reason) => (forgotten.signal.aborted ? [] : Promise.reject(reason)),
					);
				}),
			);
			let answered = false;
			const watch = async () => {
				while (!answered && (await progress()).ended < ended + count) await sleep(1000);
				for (let waited = 0; !answered && waited < GRACE; waited += 500) await sleep(500);
				forgotten.abort();
			};
			const [answers] = await Promise.all([calls.finally(() => (answered = true)), watch()]);
			return answers.flat();
		},
		/**
		 * What the executions so far came to, printed as well.
		 *
		 * @param {string} title of what was tried
		 * @param {number} [before] sign-ins that do not count
		 */
		async figures(title, before = 0) {
			const found = await rows(`status, extract(epoch from "startedAt") * 1000`);
			const first = Math.min(...found.map(([, startedAt]) => Number(startedAt)));
			const failed = found.filter(([status]) => status !== 'success');
			const figures = {
				/** How many milliseconds after the first execution each that failed began. */
				failures: failed.map(([, startedAt]) => Math.round(Number(startedAt) - first)),
				signIns: (await signIns()) - before,
				/** How often the stored credential was written since it was made. */
				writes: await queue.writes(id),
				/** How the calls of the protected resource ended. */
				calls: await sandbox.counters(`${provider}.whoami`),
			};
			const { failures, signIns: counted, writes } = figures;
			const text = `failed ${failures.length}, sign-ins ${before} and ${counted}, writes ${writes}`;
			process.stderr.write(`queue mode, ${title}: ${text}\n`);
			return figures;
		},
		/** The ids of the executions. */
		executions: async () => (await rows('id')).map(([value]) => value),
	};
}
