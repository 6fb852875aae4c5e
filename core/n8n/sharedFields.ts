import type { INodeProperties } from 'n8n-workflow';

/** Accepts certificates that cannot be verified. */
export const ignoreSsl: INodeProperties = {
	displayName: 'Ignore SSL Issues (Insecure)',
	name: 'allowUnauthorizedCerts',
	type: 'boolean',
	default: false,
	description:
		"Whether to connect even if the server's certificate cannot be verified. Use it only for your own server.",
};

/** Accepts plain http to other machines. */
export const allowHttp: INodeProperties = {
	displayName: 'Allow Insecure HTTP',
	name: 'allowInsecureHttp',
	type: 'boolean',
	default: false,
	description:
		'Whether to allow http:// for a server on another machine. The login is then sent unencrypted.',
};

/**
 * The hidden, expirable field that makes n8n call a credential before each request. It stays empty:
 * a value would make n8n keep the token in its database and never ask again.
 */
export const expirableField: INodeProperties = {
	displayName: 'Session',
	name: 'sessionToken',
	type: 'hidden',
	typeOptions: { expirable: true, password: true },
	default: '',
};

/** Lets the processes of n8n share the token. */
export const shareToken: INodeProperties = {
	displayName: 'Share Token',
	name: 'shareToken',
	type: 'boolean',
	default: true,
	description:
		'Whether n8n keeps the token in this credential, encrypted, so that all workers use it and a restart needs no new sign-in. If off, and before n8n 2.34, each process signs in separately.',
};

/** Where n8n keeps the token that its processes share. */
export const sharedToken: INodeProperties = {
	displayName: 'Shared Token',
	name: 'sharedToken',
	type: 'hidden',
	typeOptions: { password: true },
	default: '',
};

/** What ends the form of every credential that holds a token. */
export const tokenFields = [ignoreSsl, allowHttp, shareToken, expirableField, sharedToken];
