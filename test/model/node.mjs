import { createServer } from 'node:http';

import { ExecuteContext } from 'n8n-core';
import { Workflow } from 'n8n-workflow';

/**
 * Runs Get Auth Token in n8n's own execution context, as one execution.
 *
 * @param {import('n8n-workflow').INodeType} type the node's class
 * @param {object} execution
 * @param {string} execution.provider
 * @param {Record<string, unknown>} execution.form the credential
 * @param {import('n8n-workflow').INodeParameters} [execution.options]
 * @param {AbortSignal} [execution.cancelled]
 */
export async function run(type, { provider, form, options = {}, cancelled }) {
	const credential = `${provider}Api`;
	/** @type {import('n8n-workflow').INode} */
	const node = {
		id: '1',
		name: 'Get Auth Token',
		type: 'getAuthToken',
		typeVersion: 1,
		position: [0, 0],
		parameters: { provider, options },
		credentials: { [credential]: { id: '1', name: credential } },
		onError: 'continueRegularOutput',
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => type,
			getByNameAndVersion: () => type,
			getKnownTypes: () => ({}),
		},
	});
	const items = [{ json: {} }];
	const input = { main: [items] };
	const additionalData = {
		credentialsHelper: {
			isCredentialUsableByNode: () => true,
			getDecrypted: async () => ({ ...form }),
		},
	};
	const runData = { resultData: { runData: {} }, executionData: undefined };
	const context = new ExecuteContext(
		workflow,
		node,
		/** @type {any} */ (additionalData),
		'manual',
		/** @type {any} */ (runData),
		0,
		items,
		input,
		{ data: input, node, source: null },
		[],
		cancelled,
	);
	const [output] = /** @type {any[]} */ (await type.execute?.call(context));
	return {
		/** @type {Record<string, any>[]} */
		items: output.map((/** @type {any} */ { json }) => json),
		hints: context.hints.map(({ message }) => message),
	};
}

/** A token endpoint that answers when the test says so. */
export async function openSlowProvider() {
	/** @type {import('node:http').ServerResponse[]} */
	const waiting = [];
	const server = createServer((_, response) => {
		waiting.push(response);
		server.emit('asked');
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}`,
		/**
		 * Waits until it has been asked that often.
		 *
		 * @param {number} times
		 */
		async asked(times) {
			while (waiting.length < times) await new Promise((resolve) => server.once('asked', resolve));
		},
		/** How often it has been asked. */
		count: () => waiting.length,
		/**
		 * Answers everybody who is waiting.
		 *
		 * @param {object} answer
		 */
		answer(answer) {
			for (const response of waiting) {
				if (response.writableEnded) continue;
				response.writeHead(200, { 'content-type': 'application/json' });
				response.end(JSON.stringify(answer));
			}
		},
		close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
	};
}
