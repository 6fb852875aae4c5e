import { createServer } from 'node:http';
import timekeeper from 'timekeeper';

/**
 * Runs an authorization server as a child process of the tests: on a free port of loopback, and on a
 * clock that only the tests move.
 *
 * @param {(url: string) => Promise<import('node:http').RequestListener>} create
 */
export async function serve(create) {
	/** @type {import('node:http').RequestListener} */
	let listener;
	const server = createServer((request, response) => listener(request, response));
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	const url = `http://127.0.0.1:${port}`;
	listener = await create(url);
	process.on('message', (/** @type {{ advance: number }} */ { advance }) => {
		timekeeper.travel(Date.now() + advance * 1000);
		process.send?.({ advanced: advance });
	});
	process.on('disconnect', () => process.exit());
	process.send?.({ url });
}
