/** The time of one `get` on a warm cache, making the grant from the credential form included. */
import { createRequire } from 'node:module';

import { fixture } from '../test/fixtures/voipex.mjs';
import { median } from './median.mjs';

// Not called require: the type check would look for the built files.
const load = createRequire(import.meta.url);

/**
 * @param {{ rounds: number, calls: number }} size
 * @returns {Promise<{ one: number, many: number }>} microseconds, for one key and for 1,000 of them
 */
export async function measureGet({ rounds, calls }) {
	const { createEngine } = load('../dist/core/engine/engine.js');
	const { createGrant } = load('../dist/core/grant.js');
	const { VoipexApi } = load('../dist/credentials/VoipexApi.credentials.js');
	const { definition } = VoipexApi;
	const { properties } = new VoipexApi();

	const answer = { access_token: 'token', token_type: 'Bearer', expires_in: 3000 };
	const http = async () => ({ status: 200, headers: {}, body: JSON.stringify(answer) });
	const engine = createEngine();
	const options = { timeout: 30_000 };
	/** @param {Record<string, unknown>} form */
	const get = async (form) =>
		await engine.get(createGrant(definition, properties, form, http), options);

	const forms = Array.from({ length: 1000 }, (_, index) => ({
		...fixture.form,
		username: `user${index}@example.com`,
	}));
	for (const form of forms) await get(form);

	/** @param {number} keys */
	const times = async (keys) => {
		const taken = [];
		for (let call = 0; call < calls; call += 1) {
			const form = forms[call % keys];
			const start = process.hrtime.bigint();
			const { source } = await get(form);
			taken.push(Number(process.hrtime.bigint() - start) / 1000);
			if (source !== 'cache') throw new Error('A warm get went to the provider.');
		}
		return median(taken);
	};

	/** @type {{ one: number[], many: number[] }} */
	const found = { one: [], many: [] };
	// The first round is for the compiler.
	for (let round = 0; round <= rounds; round += 1) {
		const [one, many] = [await times(1), await times(1000)];
		if (round === 0) continue;
		found.one.push(one);
		found.many.push(many);
	}
	return { one: median(found.one), many: median(found.many) };
}
