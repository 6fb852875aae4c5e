import { describe, expect, it } from '@jest/globals';
import { voipexExample } from '../examples.mjs';
import { process, responseOf } from '../support';
import { testMessages } from './messages';

describe('a token of VoIPEX', () => {
	it('is read from the literal example response', () => {
		expect(process('voipex', responseOf(voipexExample))).toEqual({
			accessToken: '*****',
			refreshToken: '*****',
			lifetime: 3000,
			refreshLifetime: 7200,
			scope: 'profile email',
			response: voipexExample,
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
	testMessages('voipex', [
		[
			401,
			{ error: 'invalid_grant', error_description: 'Invalid user credentials' },
			'credentials_rejected',
			'Invalid user credentials',
			{
				message: 'VoIPEX rejected the login: wrong password, locked account or one-time code.',
				description:
					'Check "Username" and "Password". If they are correct, the account may be locked for some time, or it needs a one-time code and cannot sign in here.',
			},
		],
		[
			400,
			{ error: 'invalid_grant', error_description: 'Account is not fully set up' },
			'credentials_rejected',
			'Account is not fully set up',
			{ message: 'account', description: 'Sign in to VoIPEX' },
		],
		[
			400,
			{ error: 'invalid_grant', error_description: 'Token is not active' },
			'credentials_rejected',
			'Token is not active',
			{ description: '"Username" and "Password"' },
		],
		[
			400,
			{ error: 'unauthorized_client', error_description: 'Client not allowed' },
			'access_denied',
			'Client not allowed',
			{
				message: 'VoIPEX does not let this client sign in with a password.',
				description: 'If it is correct, ask VoIPEX to enable the password grant for it.',
			},
		],
		[
			401,
			{ error: 'unauthorized_client', error_description: 'Invalid client secret' },
			'credentials_rejected',
			'Invalid client secret',
			{ description: '"Client ID"' },
		],
		[
			401,
			{ error: 'invalid_client', error_description: 'Invalid client' },
			'credentials_rejected',
			'Invalid client',
			{
				message: 'VoIPEX does not know this client.',
				description: 'Check "Client ID"; the documented one is api.',
			},
		],
	]);
});

describe('what VoIPEX responds if it is no token endpoint', () => {
	testMessages('voipex', [
		[200, '<!DOCTYPE html><title>Sign in</title>', 'malformed_response', ''],
		[200, 'OK', 'malformed_response', ''],
		[200, {}, 'malformed_response', ''],
		[200, { success: false, message: 'Not now' }, 'credentials_rejected', 'Not now'],
		[200, { access_token: 'a\nb' }, 'malformed_response', ''],
		[200, { access_token: 'abc', token_type: 'mac' }, 'malformed_response', ''],
	]);
});
