import type { INodeProperties } from 'n8n-workflow';

/** Form fields that credentials share. */

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
export const expirableField: INodeProperties = {
	displayName: 'Session',
	name: 'sessionToken',
	type: 'hidden',
	typeOptions: { expirable: true, password: true },
	default: '',
};

/** Whether other processes of n8n get to know the token. */
export const shareToken: INodeProperties = {
	displayName: 'Share Token',
	name: 'shareToken',
	type: 'boolean',
	default: true,
	description:
		'Whether n8n keeps the token in this credential, encrypted, so that all its workers use it and a restart needs no new sign-in. Without it, and before n8n 2.34, each process signs in for itself.',
};

/** Where n8n keeps the token that its processes share. */
export const sharedToken: INodeProperties = {
	displayName: 'Shared Token',
	name: 'sharedToken',
	type: 'hidden',
	typeOptions: { password: true },
	default: '',
};
