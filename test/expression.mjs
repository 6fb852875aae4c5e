import { Workflow } from 'n8n-workflow';

/**
 * What n8n makes of an expression in a node.
 *
 * @param {string} expression as n8n stores it, with `=` in front
 * @param {{ json?: object, parameters?: object, credentials?: object }} [around] the item, the node's own
 * parameters and the credential it refers to
 */
export function evaluate(expression, { json = {}, parameters = {}, credentials = {} } = {}) {
	const node = {
		...{ id: '1', name: 'Node', type: 'node', typeVersion: 1 },
		...{ position: /** @type {[number, number]} */ ([0, 0]), parameters },
	};
	const nodeTypes = { getByNameAndVersion: () => undefined };
	const workflow = new Workflow(
		/** @type {any} */ ({ nodes: [node], connections: {}, active: false, nodeTypes }),
	);
	return workflow.expression.getParameterValue(
		expression,
		null,
		0,
		0,
		node.name,
		[{ json: /** @type {any} */ (json) }],
		'internal',
		/** @type {any} */ ({ $credentials: credentials }),
	);
}
