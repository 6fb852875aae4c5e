import { gzipSync } from 'node:zlib';
import set from 'lodash/set.js';
import unset from 'lodash/unset.js';

/** @typedef {import('./faults.mjs').Fault} Fault */

/** @type {Record<string, BufferEncoding>} */
const charsets = {
	'utf-8': 'utf8',
	'utf-16le': 'utf16le',
	'iso-8859-1': 'latin1',
	'us-ascii': 'ascii',
};

const OWN_ANSWER = ['status', 'body', 'json', 'base64', 'size', 'endless', 'redirect', 'echo'];

/**
 * Whether a request with this fault is really worked on. A fault that brings an answer of its own takes the
 * place of the work, unless it says `grant`.
 *
 * @param {Fault} fault
 */
export function doesWork(fault) {
	return (
		Boolean(fault.grant) || !(fault.reset === 'before' || OWN_ANSWER.some((key) => key in fault))
	);
}

/**
 * What goes over the wire: the answer, or what the fault makes of it.
 *
 * @param {{ status: number, json: unknown, headers?: Record<string, string> } | undefined} answer
 *   undefined when the fault took the place of the work
 * @param {Fault} fault
 * @param {import('./types.mjs').Request} request
 * @returns {{ status: number, headers: Record<string, string>, bytes: Buffer }}
 */
export function shape(answer, fault, request) {
	const content = contentOf(answer, fault, request);
	const charset = fault.charset ?? 'utf-8';
	let bytes = Buffer.isBuffer(content.body)
		? content.body
		: Buffer.from(content.body, charsets[charset]);

	// JSON allows white space at its end, so that a padded answer is still a good one.
	if (fault.size)
		bytes = Buffer.concat([bytes, Buffer.alloc(Math.max(0, fault.size - bytes.length), ' ')]);
	if (fault.truncate) bytes = bytes.subarray(0, Math.floor(bytes.length / 2));
	if (fault.gzip) bytes = gzipSync(bytes);
	// The first byte after gzip's header of ten: a block type that does not exist.
	if (fault.gzip === 'corrupt') bytes[10] = 0xff;

	return {
		status: fault.status ?? content.status,
		bytes,
		headers: {
			...(content.type && { 'content-type': `${content.type}; charset=${charset}` }),
			'cache-control': 'no-store',
			...(fault.gzip && { 'content-encoding': 'gzip' }),
			...content.headers,
			...Object.fromEntries(
				Object.entries(fault.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
			),
		},
	};
}

/**
 * @param {Parameters<typeof shape>[0]} answer
 * @param {Fault} fault
 * @param {import('./types.mjs').Request} request
 * @returns {{ status: number, type?: string, body: string | Buffer, headers?: Record<string, string> }}
 */
function contentOf(answer, fault, request) {
	const status = answer?.status ?? 200;
	if (fault.redirect !== undefined) {
		return { status: 302, body: '', headers: { location: fault.redirect } };
	}
	if (fault.echo) return { status: 400, type: 'application/json', body: echo(request) };
	if ('json' in fault)
		return { status, type: 'application/json', body: JSON.stringify(fault.json) };
	if (fault.body !== undefined) return { status, type: 'text/plain', body: fault.body };
	if (fault.base64 !== undefined) {
		return { status, type: 'application/octet-stream', body: Buffer.from(fault.base64, 'base64') };
	}
	if (answer) {
		const body = JSON.stringify(changed(answer.json, fault));
		return { status, type: 'application/json', body, headers: answer.headers };
	}
	if (fault.size) return { status, type: 'application/json', body: '{}' };
	return { status, type: fault.endless ? 'application/json' : undefined, body: '' };
}

/**
 * Everything that was sent, in the places where clients look for a message and beside them.
 *
 * @param {import('./types.mjs').Request} request
 */
function echo({ method, path, query, headers, body }) {
	const sent = body.toString();
	const text = `You sent ${sent} with ${headers.authorization ?? 'no authorization'}`;
	return JSON.stringify({
		error: 'invalid_grant',
		error_description: text,
		message: text,
		request: { method, path, query, headers, body: sent },
	});
}

/**
 * @param {unknown} json
 * @param {Fault} fault
 */
function changed(json, { patch = {}, omit = [] }) {
	const copy = /** @type {object} */ (structuredClone(json));
	for (const [path, value] of Object.entries(patch)) set(copy, path, value);
	for (const path of omit) unset(copy, path);
	return copy;
}
