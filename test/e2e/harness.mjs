/** A real n8n with this package. */
import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import {
	freePort,
	installPackage,
	packPackage,
	publish,
	signIn,
	startN8n,
} from '../../demo/n8n.mjs';
import { manualTrigger, webhook, workflow } from './workflows.mjs';

/** Milliseconds between two looks at something that n8n is still doing. */
const BETWEEN_LOOKS = 50;

/**
 * Starts an n8n with the package in a user folder of its own.
 *
 * @param {Record<string, string>} [settings] more of n8n's environment variables
 * @param {Record<string, string>} [neighbours] folders of other packages, by name
 */
export async function startInstalled(settings = {}, neighbours = {}) {
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-auth-token-'));
	await installPackage(process.env.E2E_TARBALL ?? (await packPackage(userFolder)), userFolder);
	const modules = join(userFolder, '.n8n', 'nodes', 'node_modules');
	for (const [name, folder] of Object.entries(neighbours)) {
		await cp(folder, join(modules, name), { recursive: true });
	}
	return { userFolder, ...(await startN8n({ userFolder, port: await freePort(), settings })) };
}

/** An n8n that nobody else uses. @param {Parameters<typeof startInstalled>} how */
export async function openN8n(...how) {
	const { url, userFolder, output, stop } = await startInstalled(...how);
	return {
		...(await connect(url)),
		userFolder,
		/** Everything n8n printed. */
		output,

		async close() {
			await stop();
			await rm(userFolder, { recursive: true, force: true, maxRetries: 5 });
		},
	};
}

/** The n8n that test files use one after the other: each with credentials and a sandbox of its own. */
export async function sharedN8n() {
	const { E2E_N8N: url = '', E2E_USER_FOLDER: userFolder = '' } = process.env;
	// The file before has left a connection that n8n may just be closing as idle.
	const connection = await connect(url).catch(async () => await connect(url));
	return { ...connection, userFolder };
}

/**
 * Signs in to a running n8n: what a person does in the editor, and what calls its webhooks.
 *
 * @param {string} url
 * @param {string} [webhooks] the process that takes production webhooks, if it is another one
 */
export async function connect(url, webhooks = url) {
	const ask = await signIn(url);
	const { rawApiKey } = await ask('POST', '/api-keys', {
		label: randomUUID(),
		expiresAt: null,
		scopes: ['credential:create', 'execution:list', 'execution:read'],
	});

	/** @param {string} path below n8n's public API @param {object} [body] to post */
	const api = async (path, body) => {
		const headers = { 'x-n8n-api-key': rawApiKey, 'content-type': 'application/json' };
		const posted = body && { method: 'POST', body: JSON.stringify(body) };
		const send = async () => await fetch(`${url}/api/v1${path}`, { headers, ...posted });
		// A busy n8n closes a connection as idle while the next question is under way.
		const answer = await send().catch((reason) =>
			['ECONNRESET', 'UND_ERR_SOCKET'].includes(reason.cause?.code)
				? send()
				: Promise.reject(reason),
		);
		if (!answer.ok) throw new Error(`n8n answered ${answer.status}: ${await answer.text()}`);
		return await answer.json();
	};

	/**
	 * n8n 1 says that an execution has stopped before it has stored what came out.
	 *
	 * @param {string} id
	 */
	const ended = async (id) => {
		for (;;) {
			const execution = await api(`/executions/${id}?includeData=true`);
			if (execution.stoppedAt && execution.data) return describe(execution);
			await pause(BETWEEN_LOOKS);
		}
	};

	return {
		url,
		/** n8n's own API. */
		ask,
		/** n8n's public API. */
		api,

		/**
		 * Saves a credential.
		 *
		 * @param {string} type
		 * @param {Record<string, unknown>} data
		 * @returns {Promise<Record<string, { id: string, name: string }>>} as a node refers to it
		 */
		async saveCredential(type, data) {
			const { id, name } = await ask('POST', '/credentials', { name: type, type, data });
			return { [type]: { id, name } };
		},

		/**
		 * Tests a credential as its form does, which saves it first where n8n wants that.
		 *
		 * @param {string} type
		 * @param {Record<string, unknown>} data
		 * @returns {Promise<{ status: string, message: string }>}
		 */
		async testCredential(type, data) {
			const { id } = await ask('POST', '/credentials', { name: type, type, data });
			return await ask('POST', '/credentials/test', {
				credentials: { id, name: type, type, data },
			});
		},

		/**
		 * Runs nodes, one after the other, and waits for the end.
		 *
		 * @param {import('./workflows.mjs').Node[]} nodes
		 * @param {Record<string, unknown>[]} [items] what the first of them gets
		 */
		async run(nodes, items = [{}]) {
			const { id } = await ask('POST', '/workflows', workflow(manualTrigger(items), ...nodes));
			return await this.runSaved(id, manualTrigger(items)[0].name);
		},

		/**
		 * @param {string} id of a saved workflow
		 * @param {string} trigger the name of the node to start from
		 */
		async runSaved(id, trigger) {
			const { executionId } = await ask('POST', `/workflows/${id}/run`, {
				workflowData: await ask('GET', `/workflows/${id}`), // read by n8n 1 only
				triggerToStartFrom: { name: trigger },
			});
			return await ended(executionId);
		},

		/**
		 * Publishes nodes behind a webhook that answers with the items of the last one.
		 *
		 * @param {import('./workflows.mjs').Node[]} nodes
		 */
		async publish(...nodes) {
			const trigger = webhook();
			const saved = await ask('POST', '/workflows', workflow([trigger], ...nodes));
			await publish(ask, saved);
			/**
			 * One production execution.
			 *
			 * @param {object} [options]
			 * @param {Record<string, string>} [options.query]
			 * @param {AbortSignal} [options.signal] ends the waiting
			 */
			const call = async ({ query, signal } = {}) => {
				const address = new URL(`${webhooks}/webhook/${trigger.parameters.path}`);
				address.search = String(new URLSearchParams(query));
				const answer = await fetch(address, { signal });
				return { status: answer.status, body: await answer.json() };
			};
			return {
				id: saved.id,
				call,
				/** The statuses of many at once. @param {number} count */
				burst: async (count) => {
					const answers = await Promise.all(Array.from({ length: count }, () => call()));
					return answers.map(({ status }) => status);
				},
			};
		},

		/**
		 * The executions of a published workflow, once that many have ended.
		 *
		 * @param {string} id
		 * @param {number} count
		 */
		async executions(id, count) {
			for (;;) {
				const { data } = await api(`/executions?workflowId=${id}&limit=250`);
				const stopped = data.filter((/** @type {any} */ { stoppedAt }) => stoppedAt);
				if (stopped.length >= count) return stopped;
				await pause(BETWEEN_LOOKS);
			}
		},
	};
}

/** @param {any} execution as the public API gives it */
function describe({ status, data }) {
	const { runData, error } = data.resultData;
	return {
		/** `success` or `error`. */
		status,
		/** What stopped the execution, if something did. */
		error,
		/** How long a node took. @param {string} node */
		milliseconds: (node) => runData[node]?.[0].executionTime ?? 0,
		/**
		 * What a node gave out: the items as they are stored.
		 *
		 * @param {string} node
		 * @param {number} [output]
		 * @returns {{ json: any, pairedItem?: unknown }[]}
		 */
		items: (node, output = 0) => runData[node]?.[0].data?.main[output] ?? [],
	};
}
