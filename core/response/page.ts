import type { EndpointResponse } from '../request/http';
import type { ErrorResponse } from './errorResponse';
import { plainText } from './plainText';

/** In characters: a longer text is no sentence for people. */
export const MAX_SENTENCE = 300;

/**
 * Whether a response is a web page. Laravel, Express, Flask and PHP call any text HTML, so what does not
 * begin with markup has to hold some.
 */
export function isPage({ contentType, text }: EndpointResponse): boolean {
	return /^\s*</.test(text) || (/html|xml/i.test(contentType) && text.includes('<'));
}

/**
 * Reads an error response that is plain text, or nothing but a text in JSON.
 *
 * @param body - the parsed JSON, or undefined
 * @returns undefined for a web page, JSON that broke off, and anything longer than a sentence or two
 */
export function parseTextResponse(
	response: EndpointResponse,
	body: unknown,
): ErrorResponse | undefined {
	const isText = body === undefined && !isPage(response) && !/^\s*[[{]/.test(response.text);
	const text = isText ? response.text : body;
	const isSentence = typeof text === 'string' && text.length <= MAX_SENTENCE;
	return isSentence ? { providerCode: '', text: plainText(text) } : undefined;
}
