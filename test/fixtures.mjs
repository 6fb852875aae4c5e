/**
 * What the tests and the demo know of each credential: one file in `test/fixtures` per entry of the
 * registry, under the same name, and one for B2COPY Seamless, which holds no token.
 *
 * @typedef {object} Fixture
 * @property {string} title what people see in n8n
 * @property {Record<string, Field>} fields the public contract of the form: what saved credentials
 *   hold. Written down and not read from the class, so that a renamed field is noticed
 * @property {Record<string, any>} form filled in for the documented host
 * @property {string} endpoint the address that this form leads to
 * @property {any} answer the example of the provider's own page, value for value
 * @property {(issued: unknown) => object} minimal the least that a good answer holds, with this token
 *   or link
 * @property {(sandbox: string) => Record<string, any>} account the form that works at a sandbox of
 *   this address
 *
 * @typedef {'string' | 'secret' | 'number' | 'boolean' | 'options' | 'fixedCollection'} FieldType
 * @typedef {[type: FieldType, standard: unknown, options?: string[]]} Field
 *
 * @typedef {import('../credentials/registry.js').ProviderName} ProviderName
 */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';

// Not called require: the type check would look for the files.
const load = createRequire(import.meta.url);

/** @type {{ tokenCredentials: Record<ProviderName, unknown> }} */
const { tokenCredentials } = load('../credentials/registry');

/** The values of Get Auth Token's "Provider", in the registry's order. */
export const providerNames = /** @type {ProviderName[]} */ (Object.keys(tokenCredentials));

/** @type {Array<ProviderName | 'b2copySeamless'>} */
const names = [...providerNames, 'b2copySeamless'];

const files = readdirSync(new URL('fixtures/', import.meta.url));

const missing = names
	.filter((name) => !files.includes(`${name}.mjs`))
	.map(
		(name) =>
			`Add test/fixtures/${name}.mjs: the title and the fields of the credential, a filled-in form with the endpoint it leads to, the provider's example answer and the least good one, and an account at the sandbox. Start from voipex.mjs.`,
	);
const unknown = files
	.map((file) => file.replace(/\.mjs$/, ''))
	.filter((name) => !names.some((known) => known === name))
	.map(
		(name) =>
			`Add ${name} and its credential class to credentials/registry.ts, or remove test/fixtures/${name}.mjs.`,
	);
if (missing.length + unknown.length > 0) throw new Error([...missing, ...unknown].join('\n'));

/** The fixtures by name. */
export const fixtures = /** @type {Record<ProviderName | 'b2copySeamless', Fixture>} */ (
	Object.fromEntries(names.map((name) => [name, load(`./fixtures/${name}.mjs`).fixture]))
);
