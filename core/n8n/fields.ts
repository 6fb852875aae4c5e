import type { INodeProperties } from 'n8n-workflow';

/**
 * Form fields that credentials share, and fields whose names sound like a secret but hold none: the
 * linter would have them masked, and a masked switch or path cannot be read back in the form.
 */

/** Accepts certificates that cannot be verified. */
export const ignoreSsl: INodeProperties = {
	displayName: 'Ignore SSL Issues (Insecure)',
	name: 'allowUnauthorizedCerts',
	type: 'boolean',
	default: false,
	description:
		'Whether to connect even if the certificate of the server cannot be verified. Only for a server of your own.',
};

/** Accepts plain http to other machines. */
export const allowHttp: INodeProperties = {
	displayName: 'Allow Insecure HTTP',
	name: 'allowInsecureHttp',
	type: 'boolean',
	default: false,
	description:
		'Whether to accept http:// for a server that is not on this machine. The login then crosses the network unencrypted.',
};

/**
 * The hidden, expirable field that makes n8n call a credential before each request. It stays empty:
 * a value would make n8n keep the token in its database and never ask again.
 */
export const session: INodeProperties = {
	displayName: 'Session',
	name: 'sessionToken',
	type: 'hidden',
	typeOptions: { expirable: true, password: true },
	default: '',
};

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
		'The name of the secret key in the request. The documentation of B2COPY has both spellings; change it only if a right key is refused.',
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

/** Where an answer keeps the token. */
export const accessTokenField: INodeProperties = {
	displayName: 'Access Token Field',
	name: 'accessTokenField',
	type: 'string',
	default: 'access_token',
	description:
		'Where the answer has the token. Use dots for nested fields, for example data.token.',
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
