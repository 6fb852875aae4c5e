import { describe, expect, it } from '@jest/globals';
import { voipexExample } from '../examples.mjs';
import { process, responseOf } from '../support';
import { testMessages } from './messages';

const CHECK_CLIENT = 'Check "Client ID" in the credential; the documented one is "api".';
const ASK_PROVIDER =
	'Check "Auth URL" in the credential; if it is right, ask the provider how it responds to a sign-in.';

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
			'VoIPEX refused the sign-in: wrong password, locked account or one-time code. Its response: "Invalid user credentials".',
			'Check "Username" and "Password" in the credential. If they are right, the account may be locked for a while, or it asks for a one-time code and cannot sign in here.',
		],
		[
			400,
			{ error: 'invalid_grant', error_description: 'Account is not fully set up' },
			'credentials_rejected',
			'This VoIPEX account has to complete its set-up first. Its response: "Account is not fully set up".',
			'The login is right. Sign in to VoIPEX once in a browser with this account and do what it asks, for example set a new password.',
		],
		[
			400,
			{ error: 'invalid_grant', error_description: 'Token is not active' },
			'credentials_rejected',
			'VoIPEX refused the sign-in. Its response: "Token is not active".',
			'Check "Username" and "Password" in the credential.',
		],
		[
			400,
			{ error: 'unauthorized_client', error_description: 'Client not allowed' },
			'access_denied',
			'VoIPEX does not let this client sign in with a password. Its response: "Client not allowed".',
			`${CHECK_CLIENT} If it is right, ask VoIPEX to enable the password grant for it.`,
		],
		[
			401,
			{ error: 'unauthorized_client', error_description: 'Invalid client secret' },
			'credentials_rejected',
			'VoIPEX does not know this client. Its response: "Invalid client secret".',
			CHECK_CLIENT,
		],
		[
			401,
			{ error: 'invalid_client', error_description: 'Invalid client' },
			'credentials_rejected',
			'VoIPEX does not know this client. Its response: "Invalid client".',
			CHECK_CLIENT,
		],
	]);
});

describe('what people read where VoIPEX does not respond as a token endpoint', () => {
	testMessages('voipex', [
		[
			200,
			'<!DOCTYPE html><title>Sign in</title>',
			'malformed_response',
			'VoIPEX responded with a web page instead of a token.',
			ASK_PROVIDER,
		],
		[200, 'OK', 'malformed_response', 'VoIPEX did not respond with JSON.', ASK_PROVIDER],
		[200, {}, 'malformed_response', 'VoIPEX responded without a token.', ASK_PROVIDER],
		[
			200,
			{ success: false, message: 'Not now' },
			'credentials_rejected',
			'VoIPEX refused the sign-in. Its response: "Not now".',
			'Check "Username" and "Password" in the credential.',
		],
		[
			200,
			{ access_token: 'a\nb' },
			'malformed_response',
			'VoIPEX issued a token that cannot be sent in a header.',
			ASK_PROVIDER,
		],
		[
			200,
			{ access_token: 'abc', token_type: 'mac' },
			'malformed_response',
			'VoIPEX issued a token that is not a Bearer token.',
			ASK_PROVIDER,
		],
	]);
});
