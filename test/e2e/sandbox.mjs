import { startSandbox } from '../../sandbox/sandbox.mjs';

/**
 * A sandbox of its own port. Its tokens, and what n8n's process has cached for other sandboxes, are
 * strangers to each other: every sandbox starts cold.
 */
export async function openSandbox() {
	const sandbox = await startSandbox({ port: 0 });
	/**
	 * @param {string} name
	 * @param {unknown} [body]
	 * @returns {Promise<any>}
	 */
	const control = async (name, body) => {
		const answer = await fetch(`${sandbox.url}/__sandbox/${name}`, {
			method: body === undefined ? 'GET' : 'POST',
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		if (!answer.ok) throw new Error(`${name}: ${await answer.text()}`);
		return await answer.json();
	};
	return {
		url: sandbox.url,
		close: sandbox.close,
		/** @param {string} endpoint */
		counters: async (endpoint) => (await control('log')).counters[endpoint],
		/** @returns {Promise<string[]>} every link that was issued */
		links: async () =>
			(await control('log?links=1')).links.map((/** @type {{ url: string }} */ { url }) => url),
		/** @param {Record<string, object[]>} script */
		faults: async (script) => await control('faults', script),
		/** @param {Record<string, unknown>} [which] */
		revoke: async (which = {}) => await control('revoke', which),
		/** @param {Record<string, unknown>} seconds */
		lifetime: async (seconds) => await control('lifetime', seconds),
	};
}
