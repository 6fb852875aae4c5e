import { createServer } from 'node:http';

import { createN8n } from '../n8n.mjs';

/**
 * Runs Get Auth Token in n8n's own execution context, as one execution.
 *
 * @param {import('n8n-workflow').INodeType} type the node's class
 * @param {import('n8n-workflow').ICredentialType} credential
 * @param {object} execution
 * @param {string} execution.provider
 * @param {Record<string, unknown>} execution.form the credential
 * @param {import('n8n-workflow').INodeParameters} [execution.options]
 * @param {AbortSignal} [execution.cancelled]
 */
export async function run(type, credential, { provider, form, options = {}, cancelled }) {
	const { name } = credential;
	const { items, hints } = await createN8n({ [name]: credential }, { [name]: form }).execute(type, {
		parameters: { provider, options },
		onError: 'continueRegularOutput',
		cancelled,
	});
	return { items: items.map(({ json }) => json), hints };
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
