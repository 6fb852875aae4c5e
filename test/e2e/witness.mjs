import { once } from 'node:events';
import { createServer } from 'node:http';

/**
 * A server on loopback that notes whatever reaches it, as a server or as a proxy.
 *
 * @typedef {object} Asked
 * @property {string} method
 * @property {string} path as a server; as a proxy the whole address, or host and port
 * @property {URLSearchParams} query
 * @property {Record<string, any>} headers
 * @property {string} body
 *
 * @param {(asked: Asked) => { status?: number, headers?: Record<string, string>, json?: unknown } | undefined} answer
 * without one the connection is closed
 */
export async function openWitness(answer = () => ({})) {
	/** @type {Asked[]} */
	const requests = [];
	const server = createServer(async (request, response) => {
		const { method = '', url = '', headers } = request;
		const { searchParams: query } = new URL(url, 'http://localhost');
		const path = url.split('?')[0];
		const body = (await request.toArray()).join('');
		const asked = { method, path, query, headers, body };
		requests.push(asked);
		const answered = answer(asked);
		if (answered === undefined) return void response.destroy();
		const { status = 200, headers: more, json = {} } = answered;
		response.writeHead(status, { 'content-type': 'application/json', ...more });
		response.end(JSON.stringify(json));
	});
	server.on('connect', ({ url = '', headers }, socket) => {
		const query = new URLSearchParams();
		requests.push({ method: 'CONNECT', path: url, query, headers, body: '' });
		socket.destroy();
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}`,
		requests,
		/** @param {string} path */
		asked: (path) => requests.filter((request) => request.path === path),
		close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
	};
}
