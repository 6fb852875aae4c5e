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
				'Copy "Secret Key" again from the Back Office (System > Settings > Side Auth). If it is correct, choose the other spelling in "Secret Key Parameter".',
		})),
		...[401, 403].map((status) => ({
			status,
			code: 'credentials_rejected' as const,
			message: 'B2COPY rejected the secret key.',
			description:
				'Copy "Secret Key" again from the Back Office (System > Settings > Side Auth). Saving other settings on that page clears it: if it is empty, enter a new key and save.',
		})),
		...[400, 402, 409, 410, 422].map((status) => ({
			status,
			code: 'link_rejected' as const,
			message: 'B2COPY issued no link for this client account.',
			description:
				'Check that the account exists and belongs to the platform in "Investment Platform ID".',
		})),
	],
	rejectedAdvice:
		'Check that the account exists and belongs to the platform in "Investment Platform ID".',
};
