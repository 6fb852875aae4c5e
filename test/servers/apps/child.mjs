import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createInterface } from 'node:readline';
import timekeeper from 'timekeeper';

/**
 * Runs a server for the tests: on a free port of loopback, and on a clock that only they move, by lines on its
 * standard input. It ends with that.
 *
 * @param {(url: string) => Promise<import('node:http').RequestListener>} create
 * @param {import('node:https').ServerOptions} [tls] for HTTPS, where a client may have a certificate too
 */
export async function serve(create, tls) {
	/** @type {import('node:http').RequestListener} */
	let listener;
	/** @type {import('node:http').RequestListener} */
	const listen = (request, response) => listener(request, response);
	const ask = { requestCert: true, rejectUnauthorized: false };
	const server = tls ? createSecureServer({ ...tls, ...ask }, listen) : createServer(listen);
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	const url = `${tls ? 'https' : 'http'}://127.0.0.1:${port}`;
	listener = await create(url);
	const print = (/** @type {object} */ message) => console.log(JSON.stringify(message));
	createInterface(process.stdin)
		.on('line', (line) => {
			const { advance } = JSON.parse(line);
			timekeeper.travel(Date.now() + advance * 1000);
			print({ advanced: advance });
		})
		.on('close', () => process.exit());
	print({ url });
}
