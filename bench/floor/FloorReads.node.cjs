const { NodeConnectionTypes } = require('n8n-workflow');

/** Reads the credential for each item, one after the other, and does nothing else. */
class FloorReads {
	description = {
		displayName: 'Floor Reads',
		name: 'floorReads',
		group: ['transform'],
		version: 1,
		description: 'Reads a credential for each item',
		defaults: { name: 'Floor Reads' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sprykerGlueApi', required: true }],
		properties: [],
	};

	async execute() {
		const items = this.getInputData();
		for (const item of items.keys()) await this.getCredentials('sprykerGlueApi', item);
		return [items];
	}
}

module.exports = { FloorReads };
