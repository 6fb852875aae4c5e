/**
 * A filled-in form for each provider, with the standard values of the other fields. Not TypeScript,
 * because the linter takes every value of a field called password for a real one.
 */
export const forms = {
	b2copyBackOffice: {
		baseUrl: 'https://b2copy.example',
		email: 'username@example.com',
		password: 'Secret123',
	},
	b2copySeamless: {
		baseUrl: 'https://b2copy.example',
		secretKey: 'Password1234!',
		investmentPlatformId: '1',
		redirectUrl: '',
		secretKeyParameter: 'secret_key',
	},
	sprykerGlue: {
		baseUrl: 'https://glue-backend.shop.example',
		username: 'sonia@spryker.com',
		password: 'change123',
	},
	voipex: {
		authUrl: 'https://auth.voipex.io',
		clientId: 'api',
		username: 'your@email.com',
		password: 'voipex-password',
	},
	tradevest: {
		environment: 'test',
		authUrl: '',
		clientId: 'partner',
		clientSecret: 'partner-secret',
		tokenPath: '/oauth2/token',
		scope: '',
	},
	customTokenGrant: {
		tokenUrl: 'https://auth.example/oauth2/token',
		grantType: 'password',
		username: 'user',
		password: 'custom-password',
		clientId: '',
		clientSecret: '',
		clientAuthentication: 'body',
		scope: '',
		bodyFormat: 'form',
		additionalParameters: {},
		usernameParameter: 'username',
		passwordParameter: 'password',
		sendGrantType: true,
		accessTokenField: 'access_token',
		expiresInField: 'expires_in',
		useRefreshToken: true,
		testUrl: '',
	},
};
