import type { Provider } from '../provider';
import { accountErrors } from './accountErrors';
import { standardPaths } from './tokenPaths';

/**
 * VoIPEX, `POST https://auth.voipex.io/token` with a form (VoIPEX, "Authorization"). The server is a
 * Keycloak: its refusals are read as Keycloak means them, and its refresh grant is documented.
 */
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
			message: 'VoIPEX refused the sign-in: wrong password, locked account or one-time code.',
			description:
				'Check "Username" and "Password" in the credential. If they are right, the account may be locked for a while, or it asks for a one-time code and cannot sign in here.',
		},
		...accountErrors('VoIPEX'),
		{
			status: 400,
			providerCode: 'unauthorized_client',
			code: 'access_denied',
			message: 'VoIPEX does not let this client sign in with a password.',
			description:
				'Check "Client ID" in the credential; the documented one is "api". If it is right, ask VoIPEX to enable the password grant for it.',
		},
		{
			status: 401,
			providerCode: 'unauthorized_client',
			code: 'credentials_rejected',
			message: 'VoIPEX does not know this client.',
			description: 'Check "Client ID" in the credential; the documented one is "api".',
		},
		{
			providerCode: 'invalid_client',
			code: 'credentials_rejected',
			message: 'VoIPEX does not know this client.',
			description: 'Check "Client ID" in the credential; the documented one is "api".',
		},
	],
	rejectedAdvice: 'Check "Username" and "Password" in the credential.',
};
