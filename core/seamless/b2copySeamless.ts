import type { Service } from '../provider';

/** Marks the response of a working address that holds no link. */
export const NO_LINK = 'no_link';

const KEY_REJECTED = {
	code: 'credentials_rejected',
	message: 'B2COPY rejected the secret key.',
	description:
		'Copy "Secret Key" again from the Back Office (System > Settings > Side Auth); saving other settings there clears it. If it is correct, choose the other spelling in "Secret Key Parameter".',
} as const;

const CLIENT_REJECTED = {
	code: 'link_rejected',
	message: 'B2COPY issued no link for this client account.',
	description:
		'Check that the account exists and belongs to the platform in "Investment Platform ID".',
} as const;

/** B2COPY API, "Seamless authorization". It issues a link instead of a token. */
export const b2copySeamless: Service = {
	title: 'B2COPY',
	noun: 'link request',
	endpoint: { base: 'baseUrl', path: '/api/v1/standalone/auth/getAuthUrl' },
	errorRules: [
		...[400, 422].map((status) => ({ status, text: /secrete?[ _]?key/i, ...KEY_REJECTED })),
		...[401, 403].map((status) => ({ status, ...KEY_REJECTED })),
		...[400, 402, 409, 410, 422].map((status) => ({ status, ...CLIENT_REJECTED })),
	],
	rejectedAdvice: 'Check "Secret Key" and "Investment Platform ID".',
};
