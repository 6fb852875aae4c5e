import { startSandbox } from '../../sandbox/sandbox.mjs';

/**
 * A sandbox of its own port. Its tokens, and what n8n's process has cached for other sandboxes, are
 * strangers to each other: every sandbox starts cold.
 */
export async function openSandbox() {
	const { url, close } = await startSandbox({ port: 0 });
	/**
	 * @param {string} name
	 * @param {unknown} [body] without it the control is read
	 * @returns {Promise<any>}
	 */
	const control = async (name, body) => {
		const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
		const answer = await fetch(`${url}/__sandbox/${name}`, init);
		if (!answer.ok) throw new Error(`${name}: ${await answer.text()}`);
		return await answer.json();
	};
	return {
		url,
		close,
		/** What was asked, with counters. */
		log: async () => await control('log'),
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
		/** @param {Record<string, number>} limits per provider, of sessions an account may have */
		sessions: async (limits) => await control('sessions', limits),
		/** @param {Record<string, Record<string, string>>} logins names and passwords per provider */
		accounts: async (logins) => await control('accounts', logins),
		/** Forgets everything. */
		reset: async () => await control('reset', {}),
	};
}
