import { describe, expect, it } from '@jest/globals';
import { b2copyBackOfficeExample } from '../examples.mjs';
import { process, responseOf } from '../support';
import { testMessages } from './messages';

const CHECK_LOGIN =
	'Check "Email" and "Password" in the credential. The Back Office blocks a login for about 10 minutes after five attempts in a minute.';

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
			'This Back Office user has two-factor authentication on, so it cannot sign in here.',
			'Turn it off for this user in the Back Office (System > Users > Users > Edit > Actions > Disable 2FA), or use a service user without it.',
		],
		[
			401,
			{ message: 'Invalid credentials.' },
			'credentials_rejected',
			'B2COPY Back Office refused the sign-in. Its response: "Invalid credentials."',
			CHECK_LOGIN,
		],
		[
			422,
			{ errors: { email: ['The email must be a valid email address.'] } },
			'credentials_rejected',
			'B2COPY Back Office refused the sign-in. Its response: "email: The email must be a valid email address."',
			CHECK_LOGIN,
		],
		[
			400,
			{ error: 'Bad login' },
			'credentials_rejected',
			'B2COPY Back Office refused the sign-in. Its response: "Bad login".',
			CHECK_LOGIN,
		],
		[401, '', 'credentials_rejected', 'B2COPY Back Office refused the sign-in.', CHECK_LOGIN],
		[
			200,
			{ status: 401, message: 'Wrong password' },
			'credentials_rejected',
			'B2COPY Back Office refused the sign-in. Its response: "Wrong password".',
			CHECK_LOGIN,
		],
		[
			404,
			'',
			'invalid_configuration',
			'B2COPY Back Office does not take a sign-in at this address (HTTP 404).',
			'Check "Base URL" in the credential.',
		],
	]);
});
