import { createRequire } from 'node:module';
import { providers } from '../../sandbox/providers/index.mjs';
import { thorough } from '../depth.mjs';
import { fixtures, providerNames } from '../fixtures.mjs';
import { faults } from './faults.mjs';

/**
 * What the faults need to know of an endpoint of the sandbox, all of it derived from the registry and the fixtures.
 *
 * @typedef {object} Service
 * @property {keyof typeof fixtures} name of the credential, without Api
 * @property {string} title for lists
 * @property {import('./faults.mjs').Kind} kind
 * @property {string} endpoint the sandbox's name for it
 * @property {string} token where a good answer has its token or link
 * @property {string} [type] where a good answer has the token's type, if it has one
 * @property {string[]} issued all places of a good answer that hold a secret
 * @property {Record<string, any>} form the account at the sandbox
 * @property {string[]} secrets names of the form's secret fields
 * @property {number} [refreshAfter] seconds after which a token is renewed by the refresh grant, where that is
 *   what the faults are for
 */

// Not called require: the type check would look for the files.
const load = createRequire(import.meta.url);

/** @type {typeof import('../core/support.js')} */
const { exchangeOf } = load('../core/support');

const ORIGIN = 'http://127.0.0.1';
const ISSUED = 'what the provider issues';

/** The sandbox's endpoints by path. */
const endpoints = Object.fromEntries(
	providers.flatMap(({ name, endpoints }) =>
		endpoints.map((endpoint) => [`/${name}${endpoint.path}`, `${name}.${endpoint.name}`]),
	),
);

/** All values in JSON with their dotted paths.
 * @type {(json: unknown, path?: string[]) => Array<[path: string, value: unknown]>} */
const leaves = (json, path = []) =>
	json && typeof json === 'object'
		? Object.entries(json).flatMap(([name, value]) => leaves(value, [...path, name]))
		: [[path.join('.'), json]];

/**
 * @param {keyof typeof fixtures} name
 * @param {import('./faults.mjs').Kind} kind
 * @param {string} endpoint
 * @returns {Service}
 */
function serviceOf(name, kind, endpoint) {
	const { account, fields, minimal, answer } = fixtures[name];
	const form = account('');
	const [token = ''] = leaves(minimal(ISSUED)).find(([, value]) => value === ISSUED) ?? [];
	const places = leaves(answer).map(([path]) => path);
	return {
		name,
		title: name,
		kind,
		endpoint,
		token,
		type: places.find((path) => path === 'token_type'),
		issued: [...new Set([token, ...places.filter((path) => /token$/i.test(path))])],
		form,
		secrets: Object.keys(form).filter((field) => fields[field]?.[0] === 'secret'),
	};
}

const signIns = providerNames.map((name) => {
	const { provider, url } = exchangeOf(name, fixtures[name].account(ORIGIN));
	const service = serviceOf(name, 'token', endpoints[url.pathname]);
	const refresh = { ...service, title: `${name}, refresh`, refreshAfter: 3600 };
	return { service, refreshes: provider.refresh ? [refresh] : [] };
});

/** Sign-ins, link requests, and those that are renewals by a refresh token. */
export const services = [
	...signIns.map(({ service }) => service),
	serviceOf('b2copySeamless', 'link', 'b2copy.link'),
	...signIns.flatMap(({ refreshes }) => refreshes),
];

/**
 * A service's credential form at the address of a sandbox.
 *
 * @param {Service} service @param {string} address @param {Record<string, boolean>} [more]
 * @returns {Record<string, any>}
 */
export const formOf = ({ name }, address, more) => ({
	...fixtures[name].account(address),
	...more,
});

/**
 * Whether this run tries a fault at a service. A sample has each fault once per group of services, at another
 * service from fault to fault, and wherever a service has a code of its own for it.
 *
 * @param {import('./faults.mjs').Fault} fault
 * @param {Service} service
 */
export function isTried(fault, service) {
	if (thorough || service.name in fault.expect) return true;
	const group = services.filter((other) => groupOf(other) === groupOf(service));
	return group[faults.indexOf(fault) % group.length] === service;
}

/** @param {Service} service */
export const groupOf = ({ kind, refreshAfter }) => (refreshAfter === undefined ? kind : 'refresh');

/**
 * A fault's script for the sandbox.
 *
 * @param {import('./faults.mjs').Fault} fault
 * @param {Service} service
 * @param {string} target an address that must never be asked
 */
export function scriptOf({ script = {} }, { token, type = 'token_type' }, target) {
	return typeof script === 'function' ? script({ token, type, target }) : script;
}
