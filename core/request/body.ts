import type { HttpResponse } from './http';

const utf8 = new TextDecoder();

/** Takes in the body of a response, a stream of bytes or read already, up to so many bytes. */
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
	// A name in another encoding is no reason to lose the token beside it.
	return { body: utf8.decode(Buffer.concat(chunks)) };
}

function isStream(body: unknown): body is AsyncIterable<Buffer> & { destroy(): void } {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
