import http from 'node:http';
import https from 'node:https';
import { createControl } from './control.mjs';
import { answerEndpoint } from './endpoint.mjs';
import { createFaults } from './faults.mjs';
import { createLog } from './log.mjs';
import { maskAuthorization, maskBody, maskForm } from './mask.mjs';
import { providers } from './providers/index.mjs';
import { send } from './send.mjs';
import { doesWork, shape } from './shape.mjs';
import { createTokens } from './tokens.mjs';
import { answerWhoami } from './whoami.mjs';

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
			return serveControl(incoming, response, { name: path.slice(CONTROL.length), query });
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
			return send(response, tooLarge, {});
		}
		const request = { method, path, query, headers, body };
		entry.body = maskBody(request);

		const fault = (route && state.faults.take(route.name)) ?? {};
		const answer = doesWork(fault) ? (route?.answer(request) ?? notFound) : undefined;
		const shaped = shape(answer, fault, request);
		record(entry, { answer, faulted: Object.keys(fault).length > 0, status: shaped.status });
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

	/**
	 * @param {http.IncomingMessage} incoming
	 * @param {http.ServerResponse} response
	 * @param {{ name: string, query: string }} asked
	 */
	async function serveControl(incoming, response, { name, query }) {
		const reply = (/** @type {number} */ status, /** @type {unknown} */ json) => {
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(`${JSON.stringify(json, null, 2)}\n`);
		};
		const body = await readBody(incoming);
		if (!body) return send(response, tooLarge, {});
		if (!Object.hasOwn(control, name)) {
			const known = Object.keys(control).map((known) => CONTROL + known);
			return reply(404, { message: `Unknown control endpoint. Known: ${known.join(', ')}.` });
		}
		const { method, run } = control[name];
		if (incoming.method !== method) return reply(405, { message: `Use ${method}.` });
		try {
			const given =
				method === 'GET'
					? Object.fromEntries(new URLSearchParams(query))
					: parse(body.toString().trim());
			reply(200, run(given));
		} catch (reason) {
			if (!(reason instanceof TypeError)) throw reason;
			reply(400, { message: reason.message });
		}
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

/**
 * The routes of every provider, and the state behind them.
 *
 * @param {() => number} now
 */
function createServices(now) {
	/** @type {Map<string, { name: string, answer: (request: import('./types.mjs').Request) => import('./types.mjs').Answer }>} */
	const routes = new Map();
	/** @type {Record<string, import('./tokens.mjs').Tokens>} */
	const tokens = {};

	for (const provider of providers) {
		const own = createTokens({ now, lifetime: provider.lifetime });
		tokens[provider.name] = own;
		for (const endpoint of provider.endpoints) {
			routes.set(`/${provider.name}${endpoint.path}`, {
				name: `${provider.name}.${endpoint.name}`,
				answer: (request) => answerEndpoint(endpoint, request, { tokens: own, now }),
			});
		}
		routes.set(`/${provider.name}/whoami`, {
			name: `${provider.name}.whoami`,
			answer: (request) => answerWhoami(provider.name, request, own),
		});
	}
	const endpoints = [...routes.values()].map(({ name }) => name);
	const state = { log: createLog({ now, endpoints }), faults: createFaults(endpoints), tokens };
	return { routes, state };
}

const tooLarge = { status: 413, headers: { connection: 'close' }, bytes: Buffer.alloc(0) };
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

/** @param {string} body */
function parse(body) {
	try {
		const input = body === '' ? {} : JSON.parse(body.toString().trim());
		if (input !== null && typeof input === 'object') return input;
	} catch {
		// Said below, in words that help more than the parser's.
	}
	throw new TypeError('The body must be a JSON object.');
}
