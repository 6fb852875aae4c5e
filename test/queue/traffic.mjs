/** Many executions, and what they cost. */
import { setTimeout as sleep } from 'node:timers/promises';

import { services } from '../faults/services.mjs';
import { account } from '../e2e/account.mjs';
import { openSandbox } from '../e2e/sandbox.mjs';
import { httpRequest } from '../e2e/workflows.mjs';

/** @typedef {Awaited<ReturnType<typeof openScenario>>} Scenario */

/** The token credentials, with the sandbox's name for where each signs in. */
export const tokenServices = services.filter(
	({ kind, refreshAfter }) => kind === 'token' && refreshAfter === undefined,
);

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
 */
export async function openScenario(queue, name, { form = {}, before = [] } = {}) {
	const { endpoint } = tokenServices.find((service) => service.name === name) ?? tokenServices[0];
	const [provider] = endpoint.split('.');
	const sandbox = await openSandbox();
	const type = `${name}Api`;
	const credentials = await queue.saveCredential(type, account(type, sandbox.url, form));
	const { id } = credentials[type];
	const node = httpRequest(`${sandbox.url}/${provider}/whoami`, credentials);
	const workflow = await queue.publish(...before, node);
	/** @param {string} columns */
	const rows = async (columns) => {
		const table = `execution_entity WHERE "workflowId" = '${workflow.id}'`;
		const lines = await queue.query(`SELECT ${columns} FROM ${table} ORDER BY "createdAt"`);
		return lines.map((line) => line.split('|'));
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
		close: sandbox.close,

		/**
		 * Starts executions, all at once or at a steady rate, and waits for all of them.
		 *
		 * In queue mode n8n now and then forgets to answer a webhook whose execution has ended, most of all
		 * one that failed at once. So {@link outcomes}, not the answers, tell how executions ended.
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
		/** How all executions so far ended, and how many milliseconds after the first one they began. */
		async outcomes() {
			const found = await rows(`status, extract(epoch from "startedAt") * 1000`);
			const times = found.map(([, startedAt]) => Number(startedAt));
			const first = Math.min(...times);
			return found.map(([status], index) => ({ status, after: Math.round(times[index] - first) }));
		},
		/** The executions that did not succeed. */
		async failures() {
			return (await this.outcomes()).filter(({ status }) => status !== 'success');
		},
		/** The ids of the executions. */
		executions: async () => (await rows('id')).map(([value]) => value),
		/** How often somebody signed in or refreshed. */
		async signIns() {
			const { granted, refreshed } = await sandbox.counters(endpoint);
			return granted + refreshed;
		},
		/** How the calls of the protected resource ended. */
		calls: async () => await sandbox.counters(`${provider}.whoami`),
		/** How often the stored credential was written since it was made. */
		writes: async () => await queue.writes(id),
	};
}

/**
 * Says what was measured, for the report.
 *
 * @param {string} scenario
 * @param {Record<string, unknown>} figures
 */
export function report(scenario, figures) {
	const parts = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
	process.stderr.write(`queue mode, ${scenario}: ${parts.join(', ')}\n`);
}
