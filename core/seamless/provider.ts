import type { Service } from '../provider';

/**
 * B2COPY's seamless authorization, `POST {host}/api/v1/standalone/auth/getAuthUrl` with a JSON body
 * (B2COPY API, "Seamless authorization"). It issues a link instead of a token.
 */
export const b2copySeamless: Service = {
	title: 'B2COPY',
	noun: 'link request',
	endpoint: { base: 'baseUrl', path: '/api/v1/standalone/auth/getAuthUrl' },
	errorRules: [
		...[400, 422].map((status) => ({
			status,
			text: /secrete?[ _]?key/i,
			code: 'credentials_rejected' as const,
			message: 'B2COPY does not accept the secret key.',
			description:
				'Copy "Secret Key" again from the Back Office (System > Settings > Side Auth). If it is right, choose the other spelling in "Secret Key Parameter".',
		})),
		...[401, 403].map((status) => ({
			status,
			code: 'credentials_rejected' as const,
			message: 'B2COPY refused the secret key.',
			description:
				'Copy "Secret Key" again from the Back Office (System > Settings > Side Auth). It is emptied there when other settings on that page are saved: if it is empty, enter a new one and save.',
		})),
		...[400, 402, 409, 410, 422].map((status) => ({
			status,
			code: 'link_rejected' as const,
			message: 'B2COPY issued no link for this client account.',
			description:
				'Check that the account exists, and that "Investment Platform ID" names the platform it belongs to.',
		})),
	],
	rejectedAdvice:
		'Check that the client account exists on this investment platform and that "Investment Platform ID" is right.',
};
