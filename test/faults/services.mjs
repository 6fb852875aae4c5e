/**
 * The sandbox's endpoints as a person would enter them.
 *
 * @typedef {object} Service
 * @property {string} name of the provider
 * @property {string} [title] for lists, if it is not the name
 * @property {import('./faults.mjs').Kind} kind
 * @property {string} endpoint the sandbox's name for it
 * @property {string} path what the sandbox serves it below
 * @property {string} base the form field with the address
 * @property {string} [suffix] what the address in the form has beyond the base
 * @property {string} token where a good answer has its token or link
 * @property {string} [type] where a good answer has the token's type, if it has one
 * @property {string[]} issued all places of a good answer that hold a secret
 * @property {Record<string, string>} form
 * @property {string[]} secrets names of the form's secret fields
 * @property {number} [refreshAfter] seconds after which a token is renewed by the refresh grant, where that is
 *   what the faults are for
 */

/** @type {Service[]} */
const signIns = [
	{
		name: 'b2copyBackOffice',
		kind: 'token',
		endpoint: 'b2copy.signin',
		path: '/b2copy',
		base: 'baseUrl',
		token: 'accessToken.token',
		issued: ['accessToken.token', 'refreshToken.token'],
		form: { email: 'username@example.com', password: 'Secret123' },
		secrets: ['password'],
	},
	{
		name: 'sprykerGlue',
		kind: 'token',
		endpoint: 'spryker.token',
		path: '/spryker',
		base: 'baseUrl',
		token: 'access_token',
		type: 'token_type',
		issued: ['access_token', 'refresh_token'],
		form: { username: 'sonia@spryker.com', password: 'change123' },
		secrets: ['password'],
	},
	{
		name: 'voipex',
		kind: 'token',
		endpoint: 'voipex.token',
		path: '/voipex',
		base: 'authUrl',
		token: 'access_token',
		type: 'token_type',
		issued: ['access_token', 'refresh_token'],
		form: { username: 'your@email.com', password: 'voipex-password', clientId: 'api' },
		secrets: ['password'],
	},
	{
		name: 'tradevest',
		kind: 'token',
		endpoint: 'tradevest.token',
		path: '/tradevest',
		base: 'authUrl',
		token: 'access_token',
		type: 'token_type',
		issued: ['access_token'],
		form: {
			environment: 'custom',
			clientId: 'partner',
			clientSecret: 'partner-secret',
			tokenPath: '/oauth2/token',
		},
		secrets: ['clientSecret'],
	},
	{
		name: 'customTokenGrant',
		kind: 'token',
		endpoint: 'custom.token',
		path: '/custom',
		base: 'tokenUrl',
		suffix: '/token',
		token: 'access_token',
		type: 'token_type',
		issued: ['access_token', 'refresh_token'],
		form: {
			grantType: 'password',
			username: 'user',
			password: 'custom-password',
			clientId: 'client',
			clientSecret: 'client-secret',
			clientAuthentication: 'header',
		},
		secrets: ['password', 'clientSecret'],
	},
	{
		name: 'b2copySeamless',
		kind: 'link',
		endpoint: 'b2copy.link',
		path: '/b2copy',
		base: 'baseUrl',
		token: 'data.url',
		issued: ['data.url'],
		form: {
			secretKey: 'Password1234!',
			investmentPlatformId: '1',
			redirectUrl: 'https://my.b2copy-demo.example',
		},
		secrets: ['secretKey'],
	},
];

const refreshed = signIns.flatMap((service) =>
	['voipex', 'customTokenGrant'].includes(service.name) ? [{ ...service, refreshAfter: 3600 }] : [],
);

/** Sign-ins, link requests, and those that are renewals by a refresh token. */
export const services = [
	...signIns,
	...refreshed.map((service) => ({ ...service, title: `${service.name}, refresh` })),
].map((service) => ({ title: service.name, ...service }));

/**
 * A service's credential form at an address.
 *
 * @param {Service} service
 * @param {string} address of a sandbox
 * @param {Record<string, boolean>} [more]
 * @returns {import('n8n-workflow').ICredentialDataDecryptedObject}
 */
export const formOf = ({ base, path, suffix = '', form }, address, more) => ({
	[base]: address + path + suffix,
	...form,
	...more,
});
