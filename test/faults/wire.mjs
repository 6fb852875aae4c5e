import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import dns from 'node:dns';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { freePort } from '../../demo/n8n.mjs';
import { startSandbox } from '../../sandbox/sandbox.mjs';
import { openSandbox } from '../e2e/sandbox.mjs';

const require = createRequire(import.meta.url);

/**
 * The function behind n8n's `helpers.httpRequest`, without the execution around it.
 *
 * @type {(options: import('n8n-workflow').IHttpRequestOptions) => Promise<any>}
 */
export const httpRequest = require(
	join(dirname(require.resolve('@n8n/backend-network')), 'http', 'axios', 'request.js'),
).httpRequest;

/** @param {string} name */
const pem = (name) => readFileSync(new URL(`../sandbox/tls/${name}.pem`, import.meta.url));

/** Two sandboxes, one of them with a self-signed certificate, and a place that must never be asked. */
export async function startWire() {
	const plain = await openSandbox();
	const selfSigned = await startSandbox({ port: 0, tls: { key: pem('key'), cert: pem('cert') } });
	const elsewhere = await openSandbox();
	const closed = `http://127.0.0.1:${await freePort()}`;

	return {
		/** The sandbox under its other name: for the package another address, so another credential. */
		sandbox: plain.url,
		sameByAnotherName: plain.url.replace('127.0.0.1', 'localhost'),
		target: `${elsewhere.url}/spryker/whoami`,
		/** @type {Record<import('./faults.mjs').Fault['place'] & string, string>} */
		places: {
			closed,
			unknown: 'https://unknown.invalid',
			silent: 'https://silent.invalid',
			selfSigned: selfSigned.url,
		},
		/** @type {(script: Record<string, import('../../sandbox/faults.mjs').Fault[]>) => Promise<any>} */
		script: plain.faults,
		reset: plain.reset,
		/** @param {string} endpoint */
		requests: async (endpoint) => (await plain.counters(endpoint)).requests,
		askedElsewhere: async () => (await elsewhere.log()).requests.length,
		close: () => Promise.all([plain, selfSigned, elsewhere].map((sandbox) => sandbox.close())),
	};
}

/** @type {Record<string, string>} */
const answersOfDns = { 'unknown.invalid': 'ENOTFOUND', 'silent.invalid': 'EAI_AGAIN' };

/**
 * Answers for the name service, so that no test depends on the one of this machine.
 *
 * @param {{ spyOn: (object: any, name: string) => any }} jest
 */
export function fakeDns(jest) {
	const real = dns.lookup;
	jest
		.spyOn(dns, 'lookup')
		.mockImplementation((/** @type {string} */ host, /** @type {any[]} */ ...rest) => {
			const code = answersOfDns[host];
			if (code === undefined) return /** @type {any} */ (real)(host, ...rest);
			rest.at(-1)(Object.assign(new Error(`getaddrinfo ${code} ${host}`), { code }));
		});
}

/**
 * A promise's outcome, or the given one if it does not come.
 *
 * @template T
 * @param {Promise<T>} promise
 * @param {number} patience milliseconds
 * @param {T} hung
 * @returns {Promise<T>}
 */
export const unlessHanging = async (promise, patience, hung) =>
	await Promise.race([promise, sleep(patience, hung, { ref: false })]);
