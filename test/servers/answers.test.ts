import { describe, expect, it } from '@jest/globals';
import { process, responseOf } from '../core/support';
import { fixtures } from '../fixtures.mjs';
import { readAnswers, type Recorded } from './answers.mjs';

function processed({ status, contentType, text, form }: Recorded) {
	return process('customTokenGrant', responseOf(text, { status, contentType }), {
		...fixtures.customTokenGrant.form,
		...form,
	});
}

/** The code of RFC 6749 section 5.2, where the answer has one. */
function codeOf(text: string): string | undefined {
	return /"error": ?"(\w+)"/.exec(text)?.[1];
}

const table = readAnswers();

describe('an answer of a third-party server', () => {
	it.each(table.filter(({ outcome }) => outcome === 'token'))(
		'is a token: $server, HTTP $status to a $request, $text',
		(recorded) => {
			expect(processed(recorded)).toMatchObject({
				accessToken: expect.stringMatching(/^the-(access|token)/),
				lifetime: recorded.text.includes('expires_in') ? expect.any(Number) : null,
				...(recorded.text.includes('refresh_token') && { refreshToken: 'the-refresh_token' }),
			});
		},
	);

	it.each(table.filter(({ outcome }) => outcome !== 'token'))(
		'is $outcome: $server, HTTP $status to a $request, $text',
		(recorded) => {
			const providerCode = codeOf(recorded.text);
			expect(() => processed(recorded)).toThrow(
				expect.objectContaining({
					errorCode: recorded.outcome,
					...(providerCode !== undefined && { providerCode }),
				}),
			);
		},
	);
});
