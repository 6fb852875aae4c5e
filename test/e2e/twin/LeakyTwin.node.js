/** The same for a node: it puts the password into its message, which n8n writes to its event log. */
class LeakyTwin {
	description = {
		displayName: 'Leaky Twin',
		name: 'leakyTwin',
		group: ['transform'],
		version: 1,
		description: 'Leaks on purpose',
		defaults: { name: 'Leaky Twin' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'leakyTwinApi', required: true }],
		properties: [],
	};

	/** @this {{ getCredentials: (type: string) => Promise<{ password: string }> }} */
	async execute() {
		const { password } = await this.getCredentials('leakyTwinApi');
		throw new Error(`Sign-in with ${password} did not work.`);
	}
}

module.exports = { LeakyTwin };
