import { describe, expect, it } from '@jest/globals';
import { judge } from '../../core/response/tokenResponse';
import { customTokenGrant } from '../../core/providers/customTokenGrant';
import { answers, type Recorded } from './answers.mjs';

const provider = customTokenGrant({ tokenUrl: 'https://server.example/token' });
const inputs = { username: 'a-user', password: 'a-password' };

function judged({ status, contentType, text }: Recorded) {
	return judge(provider, inputs, { status, contentType, text, retryAfter: '', date: undefined });
}

function answer({ status, text, ...rest }: Recorded) {
	return { ...rest, status, text, name: `${rest.server}: HTTP ${status} to a ${rest.request}` };
}

const table = answers().map(answer);

describe('what servers written by others answered', () => {
	it.each(table.filter(({ outcome }) => outcome === 'token'))('is a token: $name', (recorded) => {
		expect(judged(recorded)).toMatchObject({
			accessToken: 'the-access_token',
			lifetime: expect.any(Number),
			...(recorded.text.includes('refresh_token') && { refreshToken: 'the-refresh_token' }),
		});
	});

	it.each(table.filter(({ outcome }) => outcome !== 'token'))(
		'is $outcome: $name $text',
		(recorded) => {
			expect(() => judged(recorded)).toThrow(
				expect.objectContaining({
					errorCode: recorded.outcome,
					providerCode: (JSON.parse(recorded.text) as { error: string }).error,
				}),
			);
		},
	);
});
