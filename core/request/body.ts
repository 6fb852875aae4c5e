import type { HttpResponse } from './http';

/**
 * Takes in the body of a response, as far as it is small enough.
 *
 * @param body - a stream of bytes, or what an HTTP function has already read
 * @param largest - bytes; a longer body is dropped
 * @param signal - drops the body
 */
export async function readBody(
	body: unknown,
	largest: number,
	signal: AbortSignal,
): Promise<Pick<HttpResponse, 'body' | 'fault'>> {
	if (!isStream(body)) return { body: typeof body === 'string' ? body : JSON.stringify(body) };
	const giveUp = () => body.destroy();
	signal.addEventListener('abort', giveUp, { once: true });
	if (signal.aborted) giveUp();
	const chunks: Buffer[] = [];
	let size = 0;
	try {
		for await (const chunk of body) {
			size += chunk.length;
			if (size > largest) return {};
			chunks.push(chunk);
		}
	} catch (fault) {
		return { fault };
	} finally {
		signal.removeEventListener('abort', giveUp);
		body.destroy();
	}
	return { body: decode(Buffer.concat(chunks)) };
}

/** @returns undefined where the bytes are not UTF-8 */
function decode(bytes: Buffer): string | undefined {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return undefined;
	}
}

function isStream(body: unknown): body is AsyncIterable<Buffer> & { destroy(): void } {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
