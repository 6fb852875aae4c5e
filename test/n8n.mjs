import pick from 'lodash/pick.js';
import { ExecuteContext, RoutingNode } from 'n8n-core';
import { LoggerProxy, NodeHelpers, Workflow } from 'n8n-workflow';

/**
 * @typedef {import('n8n-workflow').ICredentialType} CredentialType
 * @typedef {import('n8n-workflow').INode} Node
 * @typedef {Record<string, any>} Data
 */

/** The node that may use any credential, as n8n knows it. */
const HTTP_REQUEST = 'n8n-nodes-base.httpRequest';

/**
 * Does what n8n does with its own n8n-workflow when it starts, by which a package knows it.
 *
 * @param {Pick<typeof import('n8n-workflow'), 'LoggerProxy'>} library
 */
export function start({ LoggerProxy }) {
	const [error, warn, info, debug] = Array.from({ length: 4 }, () => () => undefined);
	LoggerProxy.init({ error, warn, info, debug });
}

/**
 * n8n in this process: its own execution context and request functions, with a stand-in for its
 * credential store that calls a credential type when and how n8n 2.41 does.
 *
 * @param {Record<string, CredentialType>} types the credential types by name
 * @param {Record<string, Data | ((itemIndex: number) => Data)>} stored what people filled in, by
 * credential type; a function stands for expressions
 */
export function createN8n(types, stored) {
	start({ LoggerProxy });
	/** @type {Data[]} what n8n wrote back into its store */
	const persisted = [];

	const credentialsHelper = {
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		/**
		 * Each request gets an object of its own. n8n completes it with the standard values of the form, and
		 * drops the values of fields that the form does not show.
		 */
		async getDecrypted(_additional, _node, /** @type {string} */ name, ...others) {
			const form = stored[name];
			const itemIndex = others.at(3)?.itemIndex ?? 0;
			const values = structuredClone(typeof form === 'function' ? form(itemIndex) : form);
			const { properties } = types[name];
			const shown = NodeHelpers.getNodeParameters(properties, values, true, false, null, null);
			return { ...shown, ...pick(values, ['allowedHttpRequestDomains', 'allowedDomains']) };
		},
		authenticate: async (credentials, /** @type {string} */ name, options) =>
			await /** @type {any} */ (types[name]).authenticate(credentials, options),
		async preAuthentication(helpers, credentials, /** @type {string} */ name, node, expired) {
			const { properties, preAuthentication } = types[name];
			const field = properties.find(
				({ type, typeOptions }) => type === 'hidden' && typeOptions?.expirable,
			)?.name;
			if (field === undefined || preAuthentication === undefined) return undefined;
			if (credentials[field] !== '' && !expired) return undefined;
			const output = await preAuthentication.call(helpers, credentials);
			if (output[field] === undefined || node.credentials === undefined) return undefined;
			persisted.push(output);
			const form = stored[name];
			const isPerItem = typeof form === 'function';
			stored[name] = isPerItem ? (item) => ({ ...form(item), ...output }) : { ...form, ...output };
			return Object.assign(credentials, output);
		},
	};

	/**
	 * @param {object} execution
	 * @param {import('n8n-workflow').INodeType} [execution.type] without one: HTTP Request
	 * @param {Data} [execution.parameters]
	 * @param {Data[]} [execution.items] the JSON of each
	 * @param {Node['onError']} [execution.onError]
	 * @param {AbortSignal} [execution.cancelled]
	 */
	function contextOf({ type, parameters = {}, items = [{}], onError, cancelled }) {
		/** @type {any} */
		const node = {
			id: '1',
			name: type?.description.displayName ?? 'HTTP Request',
			type: type?.description.name ?? HTTP_REQUEST,
			typeVersion: 1,
			position: [0, 0],
			parameters,
			credentials: Object.fromEntries(Object.keys(types).map((name) => [name, { id: '1', name }])),
			...(onError && { onError }),
		};
		const known = type ?? { description: { properties: [] } };
		const workflow = new Workflow({
			nodes: [node],
			connections: {},
			active: false,
			nodeTypes: /** @type {any} */ ({
				...{ getByName: () => known, getByNameAndVersion: () => known },
				getKnownTypes: () => ({}),
			}),
		});
		const input = { main: [items.map((json, item) => ({ json, pairedItem: { item } }))] };
		return new ExecuteContext(
			workflow,
			/** @type {any} */ (workflow.getNode(node.name)),
			/** @type {any} */ ({ credentialsHelper }),
			'manual',
			/** @type {any} */ ({ resultData: { runData: {} } }),
			0,
			input.main[0],
			input,
			{ data: input, node, source: null },
			[],
			cancelled,
		);
	}

	return {
		persisted,
		stored,
		/**
		 * A request as nodes of the community make it, with a credential of this type.
		 * @param {string} name @param {import('n8n-workflow').IHttpRequestOptions} options
		 */
		async request(name, options) {
			const context = contextOf({});
			return await context.helpers.httpRequestWithAuthentication.call(context, name, options);
		},
		/**
		 * A request as the HTTP Request and GraphQL nodes make it.
		 * @param {string} name @param {import('n8n-workflow').IRequestOptions} options
		 */
		async legacyRequest(name, options) {
			const context = contextOf({});
			return await context.helpers.requestWithAuthentication.call(context, name, options);
		},
		/**
		 * Tests a credential by its own `test`, as n8n does when somebody saves it: a node made of nothing
		 * but that request sends it.
		 *
		 * @param {string} name of the credential type
		 * @returns {Promise<string>} `OK`, or the message that n8n shows
		 */
		async test(name) {
			const { request, rules = [] } = /** @type {any} */ (types[name].test);
			const routing = { request };
			/** @type {any} */
			const type = {
				description: {
					name: 'n8n-nodes-base.noOp',
					displayName: 'No Operation',
					version: 1,
					credentials: [{ name, required: true }],
					properties: [{ displayName: 'Temp', name: 'temp', type: 'string', routing, default: '' }],
				},
			};
			const data = await credentialsHelper.getDecrypted(undefined, undefined, name);
			const node = new RoutingNode(contextOf({ type }), type, { id: '1', name, type: name, data });
			return await node.runNode().then(
				() => 'OK',
				({ message, cause }) => {
					const { status, statusText } = cause?.response ?? {};
					const rule = rules.find(({ properties }) => properties.value === status);
					if (status === undefined) return cause?.code ?? message;
					return rule?.properties.message ?? statusText;
				},
			);
		},
		/**
		 * Runs a node and gives its output items and hints.
		 *
		 * @param {import('n8n-workflow').INodeType} type
		 * @param {Omit<Parameters<typeof contextOf>[0], 'type'>} [execution]
		 */
		async execute(type, execution = {}) {
			const context = contextOf({ type, ...execution });
			const [items] = /** @type {any[][]} */ (await type.execute?.call(context));
			return { items, hints: context.hints.map(({ message }) => message) };
		},
	};
}
