/**
 * A stand-in for a language model, so that the agent example runs without an account at one: it calls the
 * first tool that it is offered, then answers with what the tool said.
 *
 * It speaks OpenAI's chat completions, as n8n's OpenAI Chat Model does.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** @typedef {{ role: string, content: string }} Message */

/**
 * @returns {Promise<{ url: string, requests: () => string[], close: () => Promise<void> }>}
 *   the base URL for the credential, and all that was sent to it: lines, headers and bodies
 */
export async function startModel() {
	/** @type {string[]} */
	const requests = [];
	const server = createServer(async (request, response) => {
		const body = await text(request);
		requests.push([request.method, request.url, ...request.rawHeaders, body].join('\n'));
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify(answer(body)));
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}/v1`,
		requests: () => requests,
		async close() {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
}

/** @param {string} body of the request; empty when n8n tests the credential */
function answer(body) {
	if (!body) return { object: 'list', data: [{ id: 'stand-in', object: 'model' }] };
	/** @type {{ messages: Message[], tools?: { function: { name: string } }[] }} */
	const { messages, tools = [] } = JSON.parse(body);
	const last = messages.at(-1);
	return last?.role === 'tool' || tools.length === 0
		? completion('stop', { content: `The tool said: ${last?.content}` })
		: completion('tool_calls', { content: null, tool_calls: [callOf(tools[0].function.name)] });
}

/** @param {string} name */
const callOf = (name) => ({
	id: 'call-1',
	type: 'function',
	function: { name, arguments: '{}' },
});

/**
 * @param {string} reason
 * @param {object} message
 */
const completion = (reason, message) => ({
	id: 'completion-1',
	object: 'chat.completion',
	created: 0,
	model: 'stand-in',
	choices: [{ index: 0, finish_reason: reason, message: { role: 'assistant', ...message } }],
	usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});
