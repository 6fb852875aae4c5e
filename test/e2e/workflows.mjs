/** Small workflows, built from nodes. */
import { randomUUID } from 'node:crypto';

/** @typedef {Omit<import('n8n-workflow').INode, 'id' | 'position'>} Node */
/** @typedef {Record<string, { id: string, name: string }>} Credentials as a node refers to them */

/** A workflow of nodes in a row. @param {Node[]} start @param {Node[]} rest */
export function workflow(start, ...rest) {
	const nodes = [...start, ...rest];
	const pairs = nodes.slice(1).map((node, index) => [nodes[index].name, node.name]);
	const title = nodes.map(({ name }) => name).join(' → ');
	return {
		name: title.slice(0, 120),
		nodes: nodes.map((node, index) => ({ ...node, id: randomUUID(), position: [index * 220, 0] })),
		connections: Object.fromEntries(
			pairs.map(([from, to]) => [from, { main: [[{ node: to, type: 'main', index: 0 }]] }]),
		),
		settings: { executionOrder: 'v1' },
		active: false,
	};
}

/**
 * A manual trigger and the items it gives to the next node.
 *
 * @param {Record<string, unknown>[]} items
 * @returns {Node[]}
 */
export const manualTrigger = (items) => [
	{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
	setFields('Given', { items }),
	{
		name: 'Items',
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		parameters: { fieldToSplitOut: 'items', options: {} },
	},
];

/** @type {(name: string, fields: object) => Node} */
const setFields = (name, fields) => ({
	name,
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: { mode: 'raw', jsonOutput: JSON.stringify(fields), options: {} },
});

/** Ends a workflow with nothing of what came before. */
export const done = setFields('Done', { done: true });

/** @returns {Node} */
export function webhook() {
	const path = randomUUID();
	return {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: { path, responseMode: 'lastNode', responseData: 'allEntries', options: {} },
		webhookId: path,
	};
}

/** @param {Credentials} credentials the first of them */
const predefined = (credentials) => ({
	authentication: 'predefinedCredentialType',
	nodeCredentialType: Object.keys(credentials)[0],
});

/**
 * HTTP Request with one of our credentials.
 *
 * @type {(url: string, credentials: Credentials, parameters?: Record<string, unknown>) => Node}
 */
export const httpRequest = (url, credentials, parameters = {}) => ({
	name: 'HTTP Request',
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: { url, ...predefined(credentials), options: {}, ...parameters },
	credentials,
});

/** @param {string} endpoint @param {Credentials} credentials @returns {Node} */
export const graphql = (endpoint, credentials) => ({
	name: 'GraphQL',
	type: 'n8n-nodes-base.graphql',
	typeVersion: 1.1,
	parameters: { endpoint, ...predefined(credentials), query: '{ viewer { name } }' },
	credentials,
});

/** @type {(provider: string, credentials: Credentials, settings?: Partial<Node>) => Node} */
export const getAuthToken = (provider, credentials, { parameters, ...settings } = {}) => ({
	name: 'Get Auth Token',
	type: 'n8n-nodes-auth-token.getAuthToken',
	typeVersion: 1,
	parameters: { provider, options: {}, ...parameters },
	credentials,
	...settings,
});

/**
 * Asks for the link of the account in each item's `accountId`.
 *
 * @type {(credentials: Credentials, settings?: Partial<Node>) => Node}
 */
export const seamlessLink = (credentials, { parameters, ...settings } = {}) => ({
	name: 'B2COPY Seamless Link',
	type: 'n8n-nodes-auth-token.b2copySeamlessLink',
	typeVersion: 1,
	parameters: { accountId: '={{ $json.accountId }}', options: {}, ...parameters },
	credentials,
	...settings,
});
