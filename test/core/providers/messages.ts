import { expect, it } from '@jest/globals';
import type { ErrorCode } from '../../../core/errors';
import type { ProviderName } from '../../../credentials/registry';
import { formOf, process, refusalOf, responseOf } from '../support';

/** A response of the token endpoint and what people read about it, word for word. */
export type Row = [
	status: number,
	body: unknown,
	code: ErrorCode,
	message: string,
	description: string,
];

/** Tests that each of these responses leads to its code and its words. */
export function testMessages(name: ProviderName, rows: Row[], change: object = {}) {
	it.each(rows)('HTTP %i %j is %s: %s', async (status, body, errorCode, message, description) => {
		const response = responseOf(body, { status });
		const refusal = await refusalOf(() => process(name, response, formOf(name, change)));
		expect(refusal).toMatchObject({ errorCode, message, description });
	});
}
