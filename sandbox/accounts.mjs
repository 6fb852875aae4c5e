/**
 * @typedef {ReturnType<typeof createAccounts>} Accounts
 */

/**
 * The logins that one provider knows.
 *
 * @param {Record<string, string>} initial passwords, or client secrets, by name
 */
export function createAccounts(initial) {
	const passwords = new Map(Object.entries(initial));
	return {
		/**
		 * @param {unknown} name
		 * @param {unknown} password
		 */
		accepts: (name, password) =>
			typeof name === 'string' && passwords.has(name) && passwords.get(name) === password,
		/**
		 * Adds accounts, or changes their passwords. What was issued stays good.
		 *
		 * @param {Record<string, string>} changes
		 */
		set(changes) {
			for (const [name, password] of Object.entries(changes)) passwords.set(name, password);
		},
		names: () => [...passwords.keys()],
		reset() {
			passwords.clear();
			this.set(initial);
		},
	};
}
