import type { Provider } from '../provider';
import { standardPaths } from './tokenPaths';

/**
 * Tradevest API reference, "Get Token". A guide of theirs names `/connect/token` with a scope instead. It refuses
 * with a bare code and HTTP 400, a wrong secret included.
 */
export const tradevest: Provider = {
	title: 'Tradevest',
	noun: 'sign-in',
	endpoint: {
		base: 'authUrl',
		hosts: {
			field: 'environment',
			urls: {
				test: 'https://b2b.auth.platform-test.tradevest.ai',
				pretest: 'https://b2b.auth.platform-pretest.tradevest.ai',
				production: 'https://b2b.auth.platform-prod.tradevest.ai',
			},
		},
		pathField: 'tokenPath',
	},
	encoding: 'form',
	grantType: 'client_credentials',
	parameters: { scope: 'scope' },
	client: { authentication: 'body', id: 'clientId', secret: 'clientSecret' },
	refresh: false,
	paths: [standardPaths],
	errorRules: [
		{
			status: 400,
			providerCode: 'unauthorized_client',
			code: 'access_denied',
			message: 'Tradevest does not let this client obtain tokens.',
			description: 'Ask Tradevest to enable the client credentials grant for this client.',
		},
		{
			providerCode: 'unsupported_grant_type',
			code: 'invalid_configuration',
			message: 'Tradevest does not offer the client credentials grant at this address.',
			description: 'Check "Token Path". The API reference says /oauth2/token.',
		},
		{
			providerCode: 'invalid_request',
			code: 'invalid_configuration',
			message: 'Tradevest cannot process this sign-in.',
			description: 'Check "Token Path" and "Scope".',
		},
	],
	rejectedAdvice:
		'Check "Client ID", "Client Secret" and "Environment". Each environment has its own client.',
};
