import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { createApp } from './app.mjs';

const HOST = '127.0.0.1';

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
export async function startSandbox({ port: wanted = 4010, tls, now = Date.now } = {}) {
	const app = createApp(now);
	const server = tls ? https.createServer(tls, app) : http.createServer(app);
	await once(server.listen(wanted, HOST), 'listening');
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

	return {
		url: `${tls ? 'https' : 'http'}://${HOST}:${port}`,
		port,
		/** Ends every connection, the ones in the middle of an answer included. */
		async close() {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
}
