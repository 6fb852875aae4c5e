const { NodeConnectionTypes } = require('n8n-workflow');

const LANES = 50;

/** Reads the credential for each item and asks for its link, 50 at a time, and does nothing else. */
class FloorLinks {
	description = {
		displayName: 'Floor Links',
		name: 'floorLinks',
		group: ['transform'],
		version: 1,
		description: 'Asks for a link for each item',
		defaults: { name: 'Floor Links' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'b2copySeamlessApi', required: true }],
		properties: [],
	};

	async execute() {
		const items = this.getInputData();
		const outputs = [];
		let next = 0;
		const lane = async () => {
			while (next < items.length) {
				const item = next++;
				const { baseUrl, secretKey } = await this.getCredentials('b2copySeamlessApi', item);
				const { data } = await this.helpers.httpRequest({
					method: 'POST',
					url: `${baseUrl}/api/v1/standalone/auth/getAuthUrl`,
					body: {
						secret_key: secretKey,
						account_id: items[item].json.accountId,
						investment_platform_id: '1',
					},
					json: true,
				});
				outputs[item] = { json: { url: data.url }, pairedItem: { item } };
			}
		};
		await Promise.all(Array.from({ length: LANES }, lane));
		return [outputs];
	}
}

module.exports = { FloorLinks };
