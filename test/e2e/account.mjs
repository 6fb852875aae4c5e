import { fixtures } from '../fixtures.mjs';

/**
 * The form fields of an account that a sandbox knows.
 *
 * @param {string} type of the credential
 * @param {string} sandbox its address
 * @param {Record<string, unknown>} [changes]
 * @returns {Record<string, unknown>}
 */
export function account(type, sandbox, changes = {}) {
	const name = /** @type {keyof typeof fixtures} */ (type.replace(/Api$/, ''));
	return { ...fixtures[name].account(sandbox), ...changes };
}
