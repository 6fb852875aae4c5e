import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const CHUNK = Buffer.alloc(16 * 1024, ' ');

/**
 * Sends JSON as it is.
 *
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {unknown} json
 */
export function sendJson(response, status, json) {
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(JSON.stringify(json, null, 2));
}

/**
 * Writes an answer, as slowly or as incompletely as the fault wants. Ends quietly when the client goes away.
 *
 * @param {import('node:http').ServerResponse} response
 * @param {{ status: number, headers: Record<string, string>, bytes: Buffer }} answer
 * @param {import('./faults.mjs').Fault} fault
 */
export async function send(response, { status, headers, bytes }, fault) {
	const gone = new AbortController();
	const { signal } = gone;
	response.once('close', () => gone.abort());
	const wait = (/** @type {number} */ ms) => sleep(ms, undefined, { signal });

	try {
		if (fault.delay) await wait(fault.delay);
		if (fault.reset === 'before') return void response.destroy();

		const length = fault.endless ? {} : { 'content-length': String(bytes.length) };
		response.writeHead(status, { ...length, ...headers });
		if (!fault.reset && !fault.bodyDelay && !fault.drip && !fault.endless) {
			return void response.end(bytes);
		}

		response.flushHeaders();
		if (fault.bodyDelay) await wait(fault.bodyDelay);
		if (fault.reset) return await breakOff(response, fault.reset === 'body' ? bytes : undefined);
		await pipeline(piecesOf(bytes, fault, wait), response, { signal });
	} catch (reason) {
		if (!signal.aborted) throw reason;
	}
}

/**
 * @param {Buffer} bytes
 * @param {import('./faults.mjs').Fault} fault
 * @param {(ms: number) => Promise<void>} wait
 */
async function* piecesOf(bytes, { endless, drip }, wait) {
	if (endless || !drip) yield bytes;
	while (endless) {
		yield CHUNK;
		await wait(drip ?? 10);
	}
	for (const byte of drip ? bytes : []) {
		yield Buffer.of(byte);
		await wait(drip ?? 0);
	}
}

/**
 * Destroys the connection once what was written so far, and half of the body if given, is out.
 *
 * @param {import('node:http').ServerResponse} response
 * @param {Buffer} [bytes]
 */
async function breakOff(response, bytes = Buffer.alloc(0)) {
	const half = bytes.subarray(0, Math.floor(bytes.length / 2));
	await new Promise((done) => response.write(half, done));
	response.destroy();
}
