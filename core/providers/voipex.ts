import type { ErrorRule, Provider } from '../provider';
import { standardPaths } from './tokenPaths';

const unknownClient: ErrorRule = {
	code: 'credentials_rejected',
	message: 'VoIPEX does not know this client.',
	description: 'Check "Client ID"; the documented one is api.',
};

/** VoIPEX, "Authorization". The server is a Keycloak: its errors are Keycloak's. */
export const voipex: Provider = {
	title: 'VoIPEX',
	noun: 'sign-in',
	endpoint: { base: 'authUrl', path: '/token' },
	encoding: 'form',
	grantType: 'password',
	parameters: { username: 'username', password: 'password' },
	client: { authentication: 'none', id: 'clientId' },
	refresh: true,
	paths: [standardPaths],
	errorRules: [
		{
			status: 401,
			providerCode: 'invalid_grant',
			code: 'credentials_rejected',
			message: 'VoIPEX rejected the login: wrong password, locked account or one-time code.',
			description:
				'Check "Username" and "Password". If they are correct, the account may be locked for some time, or it needs a one-time code and cannot sign in here.',
		},
		{
			status: 400,
			providerCode: 'unauthorized_client',
			code: 'access_denied',
			message: 'VoIPEX does not let this client sign in with a password.',
			description:
				'Check "Client ID"; the documented one is api. If it is correct, ask VoIPEX to enable the password grant for it.',
		},
		{ status: 401, providerCode: 'unauthorized_client', ...unknownClient },
		{ providerCode: 'invalid_client', ...unknownClient },
	],
	rejectedAdvice: 'Check "Username" and "Password".',
};
