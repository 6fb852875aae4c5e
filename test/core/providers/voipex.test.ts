import { describe, expect, it } from '@jest/globals';
import { fixtures } from '../../fixtures.mjs';
import { process, responseOf } from '../support';
import { error, rejected, says, testMessages } from './messages';

describe('a token of VoIPEX', () => {
	it('is read from the literal example response', () => {
		expect(process('voipex', responseOf(fixtures.voipex.answer))).toEqual({
			accessToken: '*****',
			refreshToken: '*****',
			lifetime: 3000,
			refreshLifetime: 7200,
			scope: 'profile email',
			response: fixtures.voipex.answer,
		});
	});

	it('has a refresh token without end where Keycloak gives its life as zero', () => {
		const response = { access_token: 'abc', refresh_token: 'def', refresh_expires_in: 0 };
		const tokenSet = process('voipex', responseOf(response));
		expect(tokenSet.refreshToken).toBe('def');
		expect(tokenSet).not.toHaveProperty('refreshLifetime');
	});
});

/** Its error responses are those of Keycloak. */
describe('what people read of VoIPEX', () => {
	const refused = says(
		'VoIPEX rejected the login: wrong password, locked account or one-time code.',
		'Check "Username" and "Password". If they are correct, the account may be locked for some time, or it needs a one-time code and cannot sign in here.',
	);
	const notAllowed = says(
		'VoIPEX does not let this client sign in with a password.',
		'If it is correct, ask VoIPEX to enable the password grant for it.',
	);
	const unknown = says(
		'VoIPEX does not know this client.',
		'Check "Client ID"; the documented one is api.',
	);
	const notSetUp = 'Account is not fully set up';
	const account = says('account', 'Sign in to VoIPEX');

	testMessages('voipex', [
		[
			401,
			error('invalid_grant', 'Invalid user credentials'),
			rejected,
			'Invalid user credentials',
			refused,
		],
		[400, error('invalid_grant', notSetUp), rejected, notSetUp, account],
		[400, error('unauthorized_client', 'Not allowed'), 'access_denied', 'Not allowed', notAllowed],
		[401, error('unauthorized_client', 'No client'), rejected, 'No client', unknown],
		[401, error('invalid_client'), rejected, 'invalid_client', unknown],
	]);
});
