const { NodeConnectionTypes, NodeOperationError } = require('n8n-workflow');

/** Puts a text into each item. */
class Example {
	description = {
		displayName: 'Example',
		name: 'example',
		group: ['transform'],
		version: 1,
		description: 'Puts a text into each item',
		defaults: { name: 'Example' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'exampleApi', required: true }],
		properties: [{ displayName: 'Text', name: 'text', type: 'string', default: '' }],
	};

	async execute() {
		const items = this.getInputData();
		for (const [index, item] of items.entries()) {
			try {
				item.json.text = this.getNodeParameter('text', index, '');
			} catch (reason) {
				throw new NodeOperationError(this.getNode(), reason, { itemIndex: index });
			}
		}
		return [items];
	}
}

module.exports = { Example };
