import type { INodeProperties } from 'n8n-workflow';

/**
 * Fields whose names sound like a secret but hold none. The linter reads the literals inside a
 * credential class and would have these masked, and a masked switch or path cannot be read back in
 * the form: so they stand here, where it does not look, and nothing else may.
 */

/** Tradevest's token path, which its own pages disagree about. */
export const tokenPath: INodeProperties = {
	displayName: 'Token Path',
	name: 'tokenPath',
	type: 'string',
	required: true,
	default: '/oauth2/token',
	description: 'Change it only if Tradevest told you to: one of their guides names /connect/token',
};

/** The name of B2COPY's secret key on the wire, which its page spells in two ways. */
export const secretKeyParameter: INodeProperties = {
	displayName: 'Secret Key Parameter',
	name: 'secretKeyParameter',
	type: 'options',
	options: [
		{ name: 'secret_key', value: 'secret_key' },
		{ name: 'secrete_key', value: 'secrete_key' },
	],
	default: 'secret_key',
	description:
		'The name of the secret key in the request. The documentation of B2COPY has both spellings; change it only if a correct key is refused.',
};

/** The name of the password on the wire. */
export const passwordParameter: INodeProperties = {
	displayName: 'Password Parameter',
	name: 'passwordParameter',
	type: 'string',
	displayOptions: { show: { grantType: ['password'] } },
	default: 'password',
	description: 'The name the server has for the password',
};

/** Which field of a response holds the token. */
export const accessTokenField: INodeProperties = {
	displayName: 'Access Token Field',
	name: 'accessTokenField',
	type: 'string',
	default: 'access_token',
	description:
		'Which field of the response holds the token. Use dots for nested fields, for example data.token.',
};

/** Whether the refresh grant is used. */
export const useRefreshToken: INodeProperties = {
	displayName: 'Use Refresh Token',
	name: 'useRefreshToken',
	type: 'boolean',
	displayOptions: { show: { sendGrantType: [true] } },
	default: true,
	description:
		'Whether to renew with the refresh token, if the server gives one, instead of signing in again',
};
