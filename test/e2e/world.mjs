import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';

import { fixtures } from '../fixtures.mjs';
import { sharedN8n } from './harness.mjs';
import { openSandbox } from './sandbox.mjs';
import { httpRequest } from './workflows.mjs';

/** @typedef {Awaited<ReturnType<typeof sharedN8n>> & { close?: () => Promise<void> }} N8n */
/** @typedef {{ n8n: N8n, sandbox: Awaited<ReturnType<typeof openSandbox>> }} World */

/**
 * The form fields of an account that a sandbox knows.
 *
 * @param {string} type of the credential
 * @param {string} sandbox its address
 * @param {Record<string, unknown>} [changes]
 */
export function account(type, sandbox, changes) {
	const name = /** @type {keyof typeof fixtures} */ (type.replace(/Api$/, ''));
	return { ...fixtures[name].account(sandbox), ...changes };
}

/**
 * What the tests of a file work with: an n8n and, anew for each test, a sandbox; and what is done with both.
 *
 * @param {() => Promise<N8n>} [open] for a file that needs an n8n of its own
 */
export function useWorld(open = sharedN8n) {
	const world = /** @type {World} */ ({});
	beforeAll(async () => {
		world.n8n = await open();
	});
	afterAll(async () => await world.n8n?.close?.());
	beforeEach(async () => {
		world.sandbox = await openSandbox();
	});
	afterEach(async () => await world.sandbox?.close());
	return Object.assign(world, {
		/** A filled-in form. @param {string} type @param {Record<string, unknown>} [changes] */
		form: (type, changes) => account(type, world.sandbox.url, changes),
		/** The same, saved. @param {string} type @param {Record<string, unknown>} [changes] */
		save: async (type, changes) =>
			await world.n8n.saveCredential(type, account(type, world.sandbox.url, changes)),
		/**
		 * HTTP Request to the protected resource of a provider.
		 *
		 * @param {string} provider
		 * @param {Parameters<typeof httpRequest>[1]} credentials
		 * @param {Parameters<typeof httpRequest>[2]} [parameters]
		 */
		whoami: (provider, credentials, parameters) =>
			httpRequest(`${world.sandbox.url}/${provider}/whoami`, credentials, parameters),
		/** What was asked of an endpoint of the sandbox. @param {string} endpoint */
		counters: async (endpoint) => await world.sandbox.counters(endpoint),
	});
}
