/** The time of one `get` on a warm cache, making the grant from the credential form included. */
import { createRequire } from 'node:module';

import { Bench } from 'tinybench';

import { fixture } from '../test/fixtures/voipex.mjs';

// Not called require: the type check would look for the built files.
const load = createRequire(import.meta.url);

/**
 * @param {number} calls
 * @returns {Promise<{ one: number, many: number }>} microseconds, for one key and for 1,000 of them
 */
export async function measureGet(calls) {
	const { createGrant } = load('../dist/core/createGrant.js');
	const { engine } = load('../dist/core/n8n/engine.js');
	const { VoipexApi } = load('../dist/credentials/VoipexApi.credentials.js');
	const { definition } = VoipexApi;
	const { properties } = new VoipexApi();

	const answer = { access_token: 'token', token_type: 'Bearer', expires_in: 3000 };
	const http = async () => ({ status: 200, headers: {}, body: JSON.stringify(answer) });
	const options = { timeout: 30_000 };
	/** @param {Record<string, unknown>} form */
	const get = async (form) =>
		await engine.get(createGrant(definition, properties, form, http), options);

	const forms = Array.from({ length: 1000 }, (_, index) => ({
		...fixture.form,
		username: `user${index}@example.com`,
	}));
	for (const form of forms) await get(form);

	const bench = new Bench({ iterations: calls, warmupIterations: calls, time: 0, warmupTime: 0 });
	let call = 0;
	for (const keys of [1, forms.length]) {
		bench.add(`${keys} keys`, async () => {
			const { source } = await get(forms[call++ % keys]);
			if (source !== 'cache') throw new Error('A warm get went to the provider.');
		});
	}
	await bench.run();
	const [one, many] = bench.tasks.map(({ result }) => /** @type {any} */ (result).latency.p50);
	return { one: one * 1000, many: many * 1000 };
}
