/** What the package says by itself, without n8n's server: the same words have to reach the person. */
import { createRequire } from 'node:module';

import upperFirst from 'lodash/upperFirst.js';

import { createN8n } from '../n8n.mjs';

const require = createRequire(import.meta.url);

/** A credential as it ships. @param {string} type @returns {import('n8n-workflow').ICredentialType} */
export function credentialOf(type) {
	const name = upperFirst(type);
	const { [name]: Credential } = require(`../../dist/credentials/${name}.credentials.js`);
	return new Credential();
}

/** @param {string} type of a credential @param {Record<string, unknown>} data */
const credentialAlone = (type, data) => createN8n({ [type]: credentialOf(type) }, { [type]: data });

/** The message of a credential test. @param {string} type @param {Record<string, unknown>} data */
export const testWords = async (type, data) => await credentialAlone(type, data).test(type);

/**
 * The message and the description of a request that is not sent, because the sign-in is refused.
 *
 * @param {string} type
 * @param {Record<string, unknown>} data
 * @returns {Promise<{ message: string, description: string }>}
 */
export async function requestWords(type, data) {
	const request = credentialAlone(type, data).request(type, { url: 'http://127.0.0.1:9' });
	const { message, description } = await request.catch((/** @type {any} */ reason) => reason);
	return { message, description };
}
