import type { Provider } from '../provider';

/** B2COPY API, "Authorization in the Back Office". The body of its refresh endpoint is not published. */
export const b2copyBackOffice: Provider = {
	title: 'B2COPY Back Office',
	noun: 'sign-in',
	endpoint: { base: 'baseUrl', path: '/api/v2/signin' },
	encoding: 'json',
	parameters: { email: 'email', password: 'password' },
	refresh: false,
	paths: [
		{
			accessToken: 'accessToken.token',
			createdAt: 'accessToken.createdAt',
			expiresAt: 'accessToken.expiresAt',
			refreshToken: 'refreshToken.token',
		},
	],
	errorRules: [
		{
			flag: '2faRequired',
			code: 'two_factor_required',
			message: 'This Back Office user has two-factor authentication on, so it cannot sign in here.',
			description:
				'Turn it off for this user in the Back Office (System > Users > Users > Edit > Actions > Disable 2FA), or use a service user without it.',
		},
	],
	rejectedAdvice:
		'Check "Email" and "Password". The Back Office blocks a login for about 10 minutes after five attempts in one minute.',
};
