import { fixtures } from '../fixtures.mjs';

/**
 * What the faults need to know of an endpoint of the sandbox.
 *
 * @typedef {object} Service
 * @property {keyof typeof fixtures} name of the credential, without Api
 * @property {string} [title] for lists, if it is not the name
 * @property {import('./faults.mjs').Kind} kind
 * @property {string} endpoint the sandbox's name for it
 * @property {string} token where a good answer has its token or link
 * @property {string} [type] where a good answer has the token's type, if it has one
 * @property {string[]} issued all places of a good answer that hold a secret
 * @property {Record<string, string>} form the account at the sandbox
 * @property {string[]} secrets names of the form's secret fields
 * @property {number} [refreshAfter] seconds after which a token is renewed by the refresh grant, where that is
 *   what the faults are for
 */

/** @type {Array<Omit<Service, 'form' | 'secrets'>>} */
const signIns = [
	{
		name: 'b2copyBackOffice',
		kind: 'token',
		endpoint: 'b2copy.signin',
		token: 'accessToken.token',
		issued: ['accessToken.token', 'refreshToken.token'],
	},
	{
		name: 'sprykerGlue',
		kind: 'token',
		endpoint: 'spryker.token',
		token: 'access_token',
		type: 'token_type',
		issued: ['access_token', 'refresh_token'],
	},
	{
		name: 'voipex',
		kind: 'token',
		endpoint: 'voipex.token',
		token: 'access_token',
		type: 'token_type',
		issued: ['access_token', 'refresh_token'],
	},
	{
		name: 'tradevest',
		kind: 'token',
		endpoint: 'tradevest.token',
		token: 'access_token',
		type: 'token_type',
		issued: ['access_token'],
	},
	{
		name: 'customTokenGrant',
		kind: 'token',
		endpoint: 'custom.token',
		token: 'access_token',
		type: 'token_type',
		issued: ['access_token', 'refresh_token'],
	},
	{
		name: 'b2copySeamless',
		kind: 'link',
		endpoint: 'b2copy.link',
		token: 'data.url',
		issued: ['data.url'],
	},
];

const refreshed = signIns.flatMap((service) =>
	['voipex', 'customTokenGrant'].includes(service.name) ? [{ ...service, refreshAfter: 3600 }] : [],
);

/** Sign-ins, link requests, and those that are renewals by a refresh token. */
export const services = [
	...signIns,
	...refreshed.map((service) => ({ ...service, title: `${service.name}, refresh` })),
].map((service) => ({
	title: service.name,
	...service,
	form: formOf(service, ''),
	secrets: secretsOf(service),
}));

/**
 * A service's credential form at an address.
 *
 * @param {Pick<Service, 'name'>} service
 * @param {string} address of a sandbox
 * @param {Record<string, boolean>} [more]
 * @returns {Record<string, any>}
 */
export function formOf({ name }, address, more) {
	return { ...fixtures[name].account(address), ...more };
}

/** @param {Pick<Service, 'name'>} service */
function secretsOf({ name }) {
	const { account, fields } = fixtures[name];
	return Object.keys(account('')).filter((field) => fields[field]?.[0] === 'secret');
}
