import { describe, expect, it } from '@jest/globals';
import { b2copyBackOfficeExample } from '../examples.mjs';
import { process, responseOf } from '../support';
import { testMessages } from './messages';

describe('a token of B2COPY Back Office', () => {
	it('is read from the literal example response', () => {
		expect(process('b2copyBackOffice', responseOf(b2copyBackOfficeExample))).toEqual({
			accessToken: b2copyBackOfficeExample.accessToken.token,
			refreshToken: b2copyBackOfficeExample.refreshToken.token,
			lifetime: 36_000,
			response: b2copyBackOfficeExample,
		});
	});

	it('lives from its creation to its expiry', () => {
		const response = {
			'2faRequired': false,
			accessToken: {
				token: 'abc',
				createdAt: '2024-01-01T00:00:00+00:00',
				expiresAt: '2024-01-01T10:00:00+00:00',
			},
			refreshToken: { token: 'def' },
		};
		expect(process('b2copyBackOffice', responseOf(response))).toEqual({
			accessToken: 'abc',
			refreshToken: 'def',
			lifetime: 36_000,
			response,
		});
	});
});

/** Two-factor authentication as its sibling B2CORE has it, and any of the usual error bodies. */
describe('what people read of B2COPY Back Office', () => {
	testMessages('b2copyBackOffice', [
		[
			200,
			{ '2faRequired': true, '2faDetails': { token: 't', provider: 'google', expiresAt: 'x' } },
			'two_factor_required',
			'',
			{
				message:
					'This Back Office user has two-factor authentication on, so it cannot sign in here.',
				description:
					'Turn it off for this user in the Back Office (System > Users > Users > Edit > Actions > Disable 2FA), or use a service user without it.',
			},
		],
		[
			401,
			{ message: 'Invalid credentials.' },
			'credentials_rejected',
			'Invalid credentials.',
			{
				description:
					'Check "Email" and "Password". The Back Office blocks a login for about 10 minutes after five attempts in one minute.',
			},
		],
		[
			422,
			{ errors: { email: ['The email must be a valid email address.'] } },
			'credentials_rejected',
			'email: The email must be a valid email address.',
		],
		[400, { error: 'Bad login' }, 'credentials_rejected', 'Bad login'],
		[401, '', 'credentials_rejected', ''],
		[200, { status: 401, message: 'Wrong password' }, 'credentials_rejected', 'Wrong password'],
		[404, '', 'invalid_configuration', '', { description: '"Base URL"' }],
	]);
});
