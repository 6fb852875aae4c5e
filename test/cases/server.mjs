import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { text } from 'node:stream/consumers';

/**
 * What a server answers: status, body and headers, or a connection that it closes or breaks.
 *
 * @typedef {[status: number, body?: unknown, headers?: Record<string, string | string[]>] | 'close' | 'reset'} Answer
 * @typedef {object} Asked
 * @property {string} path
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {string[]} rawHeaders
 * @property {string} body
 * @typedef {(asked: Asked, index: number) => Answer} Respond
 */

export const TOKEN = 'tok-abcdefghijkl';

/** @type {Respond} an API that wants the token */
const admit = ({ headers }) =>
	headers.authorization === `Bearer ${TOKEN}` ? [200, {}] : [401, {}];

/** @param {string} name */
const pem = (name) => readFileSync(new URL(`../sandbox/tls/${name}.pem`, import.meta.url));

/**
 * A server on loopback with any number of places, each of which has a sign-in and an API of its own: to
 * the package each is another login.
 *
 * @param {import('node:tls').TlsOptions} [tls] makes it one of https
 */
export async function startServer(tls) {
	/** @type {Map<string, (method: string, asked: Asked) => Answer>} */
	const places = new Map();
	const server =
		tls === undefined
			? createServer(respond)
			: createTlsServer({ key: pem('key'), cert: pem('cert'), ...tls }, respond);

	/**
	 * @param {import('node:http').IncomingMessage} request
	 * @param {import('node:http').ServerResponse} response
	 */
	async function respond(request, response) {
		const { method = '', url: path = '', headers, rawHeaders, socket } = request;
		const asked = { path, headers, rawHeaders, body: await text(request) };
		const answer = places.get(path.split('/')[1])?.(method, asked) ?? [404];
		if (answer === 'close') return socket.destroy();
		if (answer === 'reset') return socket.resetAndDestroy();
		const [status, body = '', more = {}] = answer;
		const isText = typeof body === 'string' || Buffer.isBuffer(body);
		response.writeHead(status, {
			...(body !== '' && { 'content-type': isText ? 'text/plain' : 'application/json' }),
			date: new Date(Date.now()).toUTCString(),
			...more,
		});
		return response.end(isText ? body : JSON.stringify(body));
	}

	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		port,
		/**
		 * What it is asked for while it is the proxy of this process.
		 * @param {() => Promise<void>} run
		 */
		async proxy(run) {
			/** @type {(string | undefined)[]} */
			const asked = [];
			server.on('connect', ({ url }, socket) => socket.destroy(void asked.push(url)));
			process.env.https_proxy = `http://127.0.0.1:${port}`;
			await run().finally(() => delete process.env.https_proxy);
			return asked;
		},
		/**
		 * @param {Respond | Answer} signIn
		 * @param {Respond} [api]
		 */
		place(signIn, api = admit) {
			const name = `place${places.size}`;
			const base = `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}/${name}`;
			/** @type {{ signIns: Asked[], calls: Asked[] }} */
			const { signIns, calls } = { signIns: [], calls: [] };
			places.set(name, (method, asked) => {
				if (method !== 'POST' || asked.path.endsWith('/api'))
					return api(asked, calls.push(asked) - 1);
				const index = signIns.push(asked) - 1;
				return typeof signIn === 'function' ? signIn(asked, index) : signIn;
			});
			const form = { tokenUrl: `${base}/token`, username: 'svc-n8n', password: 'Zq7-vTrm-41kX' };
			return { base, api: `${base}/api`, form, signIns, calls };
		},
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

/** A port of this machine on which nobody listens. */
export async function closedPort() {
	const server = await startServer();
	await server.close();
	return server.port;
}
