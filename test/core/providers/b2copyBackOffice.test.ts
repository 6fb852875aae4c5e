import { describe, expect, it } from '@jest/globals';
import { fixtures } from '../../fixtures.mjs';
import { process, responseOf } from '../support';
import { rejected, says, testMessages, wrong } from './messages';

it('a token of B2COPY Back Office is read from the literal example response', () => {
	expect(process('b2copyBackOffice', responseOf(fixtures.b2copyBackOffice.answer))).toEqual({
		accessToken: fixtures.b2copyBackOffice.answer.accessToken.token,
		refreshToken: fixtures.b2copyBackOffice.answer.refreshToken.token,
		lifetime: 36_000,
		response: fixtures.b2copyBackOffice.answer,
	});
});

/** Two-factor authentication as its sibling B2CORE has it, and any of the usual error bodies. */
describe('what people read of B2COPY Back Office', () => {
	const twoFactor = { '2faRequired': true, '2faDetails': { token: 't', provider: 'google' } };
	const turnOff = says(
		'This Back Office user has two-factor authentication on, so it cannot sign in here.',
		'Turn it off for this user in the Back Office (System > Users > Users > Edit > Actions > Disable 2FA), or use a service user without it.',
	);
	const check = says(
		'',
		'Check "Email" and "Password". The Back Office blocks a login for about 10 minutes after five attempts in one minute.',
	);
	const email = 'The email must be a valid email address.';

	testMessages('b2copyBackOffice', [
		[
			200,
			{ ...twoFactor, accessToken: { token: 'a-token' } },
			'two_factor_required',
			'2faRequired',
			turnOff,
		],
		[401, { message: 'Invalid credentials.' }, rejected, 'Invalid credentials.', check],
		[422, { errors: { email: [email] } }, rejected, `email: ${email}`],
		[400, { error: 'Bad login' }, rejected, 'Bad login'],
		[401, '', rejected, ''],
		[200, { status: 401, message: 'Wrong password' }, rejected, 'Wrong password'],
		[404, '', wrong, '', { description: '"Base URL"' }],
	]);
});
