import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import timekeeper from 'timekeeper';

/**
 * Runs a server for the tests: on a free port of loopback, and on a clock that only they move, by lines on its
 * standard input. It ends with that.
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
