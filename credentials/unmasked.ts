import type { INodeProperties } from 'n8n-workflow';
import { namedValues } from './advanced';

/**
 * Fields whose names sound like a secret but hold none. The linter reads the literals inside a credential
 * class and demands a mask for these, but a masked switch or path cannot be read back in the form. So they
 * are here, where the linter does not look, and nothing else may be.
 */

/** Tradevest's token path: their own pages disagree about it. */
export const tokenPath: INodeProperties = {
	displayName: 'Token Path',
	name: 'tokenPath',
	type: 'string',
	required: true,
	default: '/oauth2/token',
	description: 'Change it only if Tradevest told you to. One of their guides says /connect/token.',
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
		'The name of the secret key in the request. B2COPY documents both spellings; change it only if a correct key is rejected.',
};

/** The name of the password on the wire. */
export const passwordParameter: INodeProperties = {
	displayName: 'Password Parameter',
	name: 'passwordParameter',
	type: 'string',
	displayOptions: { show: { showAdvanced: [true], grantType: ['password'] } },
	default: 'password',
	description: 'What the server calls the password',
};

/** Which field of a response holds the token. */
export const accessTokenField: INodeProperties = {
	displayName: 'Access Token Field',
	name: 'accessTokenField',
	type: 'string',
	displayOptions: { show: { showAdvanced: [true] } },
	default: 'access_token',
	description:
		'Where the response has the token: a field, with dots if it is nested, a header, a cookie, or $ for the whole body',
	hint: 'For example data.token or data[0].token or header:X-Subject-Token or cookie:sid or $',
};

/** Whether the refresh grant is used. */
export const useRefreshToken: INodeProperties = {
	displayName: 'Use Refresh Token',
	name: 'useRefreshToken',
	type: 'boolean',
	displayOptions: { show: { showAdvanced: [true], sendGrantType: [true] } },
	default: true,
	description:
		'Whether to renew the token with a refresh token, if the server issues one, instead of signing in again',
};

/** How a token is put on a request: lines with `{token}` in them, not a token. */
export const sendTokenAs: INodeProperties = {
	displayName: 'Send Token As',
	name: 'sendTokenAs',
	type: 'string',
	typeOptions: { rows: 2 },
	displayOptions: { show: { showAdvanced: [true] } },
	default: 'Authorization: Bearer {token}',
	description:
		'How the API expects the token: a header, cookie or query parameter, with {token} where the token goes. Add a line for each other value of the sign-in that the API expects, such as X-CSRF-Token: {data.csrf}, {header:name}, {cookie:name}, or Cookie: {cookies} for all cookies. Prefer headers: queries end up in the logs of servers and proxies.',
	hint: 'For example X-Auth-Token: {token} or Cookie: sid={token} or ?access_token={token}. One per line.',
};

/** How long a token lives where its response does not say, or says too much. */
export const tokenLifetime: INodeProperties = {
	displayName: 'Token Lifetime (Seconds)',
	name: 'tokenLifetime',
	type: 'number',
	typeOptions: { minValue: 0 },
	displayOptions: { show: { showAdvanced: [true] } },
	default: 0,
	description:
		'The longest time to use a token, and its lifetime if the response does not say. 0: as the response says, or an hour.',
};

/** Parameters whose values are masked one by one. */
export const secretParameters: INodeProperties = {
	displayName: 'Secret Parameters',
	name: 'secretParameters',
	type: 'fixedCollection',
	displayOptions: { show: { showAdvanced: [true] } },
	typeOptions: { multipleValues: true },
	placeholder: 'Add parameter',
	default: {},
	description:
		'More parameters, with masked values, for example an API key. After removing one, enter the values below it again.',
	options: [namedValues('Parameter', 'api_key', { typeOptions: { password: true } })],
};

/** The certificate of a private key: everybody may see it. */
export const certificate: INodeProperties = {
	displayName: 'Certificate',
	name: 'certificate',
	type: 'string',
	typeOptions: { rows: 2 },
	placeholder: '-----BEGIN CERTIFICATE-----',
	description:
		'The certificate of the private key, if the server knows the key by it, as Entra does: the PEM file',
	default: '',
};

/** The certificate that goes with the connection. */
export const tlsCertificate: INodeProperties = {
	...certificate,
	displayOptions: { show: { clientAuthentication: ['tlsClientCertificate'] } },
	required: true,
	description: 'The certificate of the private key, with those of its issuers: the PEM file',
	hint: 'For the token request. If the API wants it too, set SSL Certificates in the HTTP Request node.',
};
