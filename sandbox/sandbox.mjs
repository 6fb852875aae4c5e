import http from 'node:http';
import https from 'node:https';
import { createControl } from './control.mjs';
import { maskAuthorization, maskBody, maskForm } from './mask.mjs';
import { send } from './send.mjs';
import { createServices } from './services.mjs';
import { doesWork, shape } from './shape.mjs';

const HOST = '127.0.0.1';
const CONTROL = '/__sandbox/';
const MAX_BODY = 1024 * 1024;

/**
 * Starts the documented services on loopback.
 *
 * @param {object} [options]
 * @param {number} [options.port] 0 takes any free port
 * @param {{ key: string | Buffer, cert: string | Buffer }} [options.tls] serves https
 * @param {() => number} [options.now] the clock, in milliseconds
 * @returns {Promise<{ url: string, port: number, close: () => Promise<void> }>}
 * @throws what `listen` throws, EADDRINUSE for one
 */
export async function startSandbox({ port = 4010, tls, now = Date.now } = {}) {
	const { routes, state } = createServices(now);
	const control = createControl(state);

	/** @type {http.RequestListener} */
	const listener = (incoming, response) => {
		serve(incoming, response).catch((reason) => {
			response.destroy();
			if (incoming.complete) console.error(reason);
		});
	};

	/**
	 * @param {http.IncomingMessage} incoming
	 * @param {http.ServerResponse} response
	 */
	async function serve(incoming, response) {
		const { method = '', url = '', headers } = incoming;
		const [path, query = ''] = url.split(/\?(.*)/s, 2);
		if (path.startsWith(CONTROL)) {
			const body = await readBody(incoming);
			const answer = control({ name: path.slice(CONTROL.length), method, query, body });
			return reply(response, answer);
		}
		const route = routes.get(path);
		const { entry, leave } = state.log.enter(route?.name ?? null, {
			method,
			path: path.slice(0, 200),
			query: query ? maskForm(query) : null,
			authorization: maskAuthorization(headers.authorization),
		});
		response.once('close', leave);

		const body = await readBody(incoming);
		if (!body) {
			Object.assign(entry, { status: 413, outcome: 'too_large' });
			return reply(response, { status: 413, json: { message: 'The body is too large.' } });
		}
		const request = { method, path, query, headers, body };
		entry.body = maskBody(request);

		const scripted = route && state.faults.take(route.name);
		const fault = scripted ?? {};
		const answer = doesWork(fault) ? (route?.answer(request) ?? notFound) : undefined;
		const shaped = shape(answer, fault, request);
		record(entry, { answer, faulted: scripted !== undefined, status: shaped.status });
		await send(response, shaped, fault);
	}

	/**
	 * @param {import('./log.mjs').Entry} entry
	 * @param {{ answer: any, faulted: boolean, status: number }} result
	 */
	function record(entry, { answer, faulted, status }) {
		Object.assign(entry, { status, faulted, outcome: answer?.outcome ?? 'faulted' });
		if (!entry.endpoint) return;
		if (answer) state.log.count(entry.endpoint, answer.outcome);
		if (faulted) state.log.count(entry.endpoint, 'faulted');
		if (answer?.link) state.log.link(answer.link);
	}

	const server = tls ? https.createServer(tls, listener) : http.createServer(listener);
	await new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, HOST, () => resolve(undefined));
	});
	const address = /** @type {import('node:net').AddressInfo} */ (server.address());

	return {
		url: `${tls ? 'https' : 'http'}://${HOST}:${address.port}`,
		port: address.port,
		/** Ends every connection, the ones in the middle of an answer included. */
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

const notFound = { status: 404, outcome: 'not_found', json: { message: 'There is nothing here.' } };

/**
 * The whole body, or nothing when it is larger than any sign-in could be.
 *
 * @param {http.IncomingMessage} incoming
 */
async function readBody(incoming) {
	const chunks = [];
	let length = 0;
	for await (const chunk of incoming) {
		length += chunk.length;
		if (length <= MAX_BODY) chunks.push(chunk);
	}
	return length <= MAX_BODY ? Buffer.concat(chunks) : undefined;
}

/**
 * @param {http.ServerResponse} response
 * @param {{ status: number, json: unknown }} answer
 */
function reply(response, { status, json }) {
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(`${JSON.stringify(json, null, 2)}\n`);
}
