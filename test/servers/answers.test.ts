import { expect, it } from '@jest/globals';
import { process, responseOf } from '../core/support';
import { fixtures } from '../fixtures.mjs';
import { readAnswers, type Recorded } from './answers.mjs';

/** What an answer has to become: a token, or a refusal with its code and that of RFC 6749 section 5.2. */
function expectedOf({ text, outcome }: Recorded): object {
	const [, providerCode] = /"error": ?"(\w+)"/.exec(text) ?? [];
	if (outcome !== 'token') return { errorCode: outcome, ...(providerCode && { providerCode }) };
	return {
		accessToken: expect.stringMatching(/^the-(access|token)/),
		lifetime: text.includes('expires_in') ? expect.any(Number) : null,
		...(text.includes('refresh_token') && { refreshToken: 'the-refresh_token' }),
	};
}

it.each(readAnswers())('$outcome: $server, HTTP $status to a $request, $text', async (recorded) => {
	const { status, contentType, text, form } = recorded;
	const filledIn = { ...fixtures.customTokenGrant.form, ...form };
	const response = responseOf(text, { status, contentType });
	const outcome = await Promise.resolve()
		.then(() => process('customTokenGrant', response, filledIn))
		.catch((reason: unknown) => reason);
	expect(outcome).toMatchObject(expectedOf(recorded));
});
