import { describe, expect, it } from '@jest/globals';
import { process, responseOf } from '../core/support';
import { fixtures } from '../fixtures.mjs';
import { answers, type Recorded } from './answers.mjs';

const { form } = fixtures.customTokenGrant;

function processed({ status, contentType, text }: Recorded) {
	return process('customTokenGrant', responseOf(text, { status, contentType }), form);
}

function answer({ status, text, ...rest }: Recorded) {
	return { ...rest, status, text, name: `${rest.server}: HTTP ${status} to a ${rest.request}` };
}

const table = answers().map(answer);

describe('what servers written by others answered', () => {
	it.each(table.filter(({ outcome }) => outcome === 'token'))('is a token: $name', (recorded) => {
		expect(processed(recorded)).toMatchObject({
			accessToken: 'the-access_token',
			lifetime: expect.any(Number),
			...(recorded.text.includes('refresh_token') && { refreshToken: 'the-refresh_token' }),
		});
	});

	it.each(table.filter(({ outcome }) => outcome !== 'token'))(
		'is $outcome: $name $text',
		(recorded) => {
			expect(() => processed(recorded)).toThrow(
				expect.objectContaining({
					errorCode: recorded.outcome,
					providerCode: (JSON.parse(recorded.text) as { error: string }).error,
				}),
			);
		},
	);
});
