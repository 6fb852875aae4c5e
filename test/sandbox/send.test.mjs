import http from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { send } from '../../sandbox/send.mjs';

/** @type {http.Server} */
let server;
afterEach(() => {
	server.close();
});

const answer = { status: 200, headers: {}, bytes: Buffer.from('{}') };

/**
 * Sends the answer to a client that goes away as soon as the server is at work.
 *
 * @param {import('../../sandbox/faults.mjs').Fault} fault
 */
const sendToNobody = (fault) =>
	new Promise((resolve, reject) => {
		/** @type {http.ClientRequest} */
		let request;
		server = http.createServer((_request, response) => {
			send(response, answer, fault).then(resolve, reject);
			setImmediate(() => request.destroy());
		});
		server.listen(0, '127.0.0.1', () => {
			const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
			request = http.get({ host: '127.0.0.1', port, agent: false }, (response) => {
				response.on('error', () => {});
				response.resume();
			});
			request.on('error', () => {});
		});
	});

describe('an answer that nobody waits for any more', () => {
	it.each([
		['delay', { delay: 600_000 }],
		['bodyDelay', { bodyDelay: 600_000 }],
		['drip', { drip: 600_000 }],
		['endless', { endless: true }],
	])('stops: %s', async (_name, fault) => {
		await expect(sendToNobody(fault)).resolves.toBeUndefined();
	});
});
