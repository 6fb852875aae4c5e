import { expect, it } from '@jest/globals';
import type { ErrorCode } from '../../../core/errors';
import type { ProviderName } from '../../../credentials/registry';
import { formOf, process, quotedIn, refusalOf, responseOf } from '../support';

/** Codes that many rows have. */
export const rejected = 'credentials_rejected';
export const wrong = 'invalid_configuration';

/** A standard error response. */
export const error = (code: string, text?: string) => ({ error: code, error_description: text });

/** Sentences of a provider's own. */
export const says = (message: string, description: string) => ({ message, description });

/**
 * A response of the token endpoint, its code, and what is quoted of it. Sentences stand only where they
 * are the provider's own, each in one row.
 */
export type Row = [
	status: number,
	body: unknown,
	code: ErrorCode,
	quoted: string,
	words?: { message?: string; description?: string },
];

/** Tests that each of these responses leads to its code, its quoted text and its words. */
export function testMessages(name: ProviderName, rows: Row[], change: object = {}) {
	it.each(rows)('HTTP %i %j is %s: %s', async (status, body, code, quoted, words = {}) => {
		const response = responseOf(body, { status });
		const refusal = await refusalOf(() => process(name, response, formOf(name, change)));
		const { errorCode, message, description } = refusal;
		expect({ errorCode, quoted: quotedIn(message) }).toEqual({ errorCode: code, quoted });
		expect(message).toContain(words.message ?? '');
		expect(description).toContain(words.description ?? '');
	});
}
