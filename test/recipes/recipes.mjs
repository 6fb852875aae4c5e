import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod/v4';

const text = z.string().min(1);
const texts = z.record(z.string(), text);
/** The name of a header, as Node.js gives it. */
const name = z.string().regex(/^[a-z\d._-]+$/);
const headers = z.record(name, text).default({});
const json = z.record(z.string(), z.unknown());

/** What a message carries: at most one kind of body, and nothing but what is named. */
const body = { form: texts.optional(), json: z.unknown().optional(), text: text.optional() };

const request = z.strictObject({
	method: z.enum(['GET', 'POST']).default('POST'),
	/** From the path on, with the query if the documentation has one. */
	path: text.startsWith('/'),
	headers,
	/** The id and the secret of HTTP Basic. */
	basic: z.tuple([text, text]).optional(),
	form: texts.optional(),
	json: json.optional(),
});

const response = z.strictObject({
	status: z.int(),
	/** A cookie among them may be one of several. */
	headers: z.record(name, z.union([text, z.array(text)])).default({}),
	...body,
});

/**
 * A product, what to fill in for it, and what it documents of its sign-in. In all texts `<name>` stands
 * for one of the values, and `<token>` for the token, `<ends>` for the time at which it ends.
 */
const schema = z.strictObject({
	product: text,
	/** What its sign-in needs beyond a standard OAuth server. */
	needs: text,
	/** Where the facts are from; `memory` is to be looked up before anybody relies on it. */
	knownFrom: z.enum(['documentation', 'source', 'memory']),
	reference: z.url(),
	/** What people have to know of their own account, each with where to find it. */
	values: z.record(
		z.string(),
		z.strictObject({ find: text, example: text.optional(), secret: z.boolean().default(false) }),
	),
	/** The secret that is wrong where somebody mistyped it. */
	login: text,
	/** The fields of the form that differ from their standard value. */
	form: json,
	notes: z.array(text).min(1),
	signIn: z.strictObject({
		request,
		granted: response,
		refused: response.extend({
			code: text.default('credentials_rejected'),
			/** The product does not document it. */
			assumed: z.boolean().default(false),
		}),
		/** What the token looks like: its text, or the claims of a JWT, in seconds from now. */
		token: z.union([text, z.record(z.string(), z.number())]).default('token-<random>'),
		/** Seconds after which the package signs in again at the latest; null if nothing tells it. */
		lifetime: z.int().nullable(),
	}),
	/** A call of the API that shows that the token arrives where the product wants it. */
	call: request.extend({
		method: z.enum(['GET', 'POST']).default('GET'),
		/** Headers that people add to the HTTP Request node themselves. */
		byHand: headers,
	}),
});

/**
 * @typedef {z.infer<typeof schema>} Recipe
 * @typedef {z.infer<typeof request>} Request
 * @typedef {z.infer<typeof response>} Response
 */

const folder = new URL('.', import.meta.url);

/** All recipes, by product. */
export const recipes = readdirSync(folder)
	.filter((file) => file.endsWith('.json'))
	.map((file) => ({ file, content: JSON.parse(readFileSync(new URL(file, folder), 'utf8')) }))
	.map(({ file, content }) => ({ file, ...parse(file, content) }))
	.sort((one, other) => one.product.localeCompare(other.product, 'en'));

/**
 * @param {string} file
 * @param {unknown} content
 */
function parse(file, content) {
	const { data, error } = schema.safeParse(content);
	if (data) return data;
	throw new Error(`${file} is no recipe:\n${z.prettifyError(error)}`);
}

/**
 * A copy of some JSON in which each `<name>` is replaced; names without a value stay.
 *
 * @template T
 * @param {T} content
 * @param {Record<string, string>} values
 * @returns {T}
 */
export function fill(content, values) {
	if (typeof content === 'string') {
		return /** @type {any} */ (
			content.replace(/<([\w -]+)>/g, (found, name) => values[name] ?? found)
		);
	}
	if (Array.isArray(content)) return /** @type {any} */ (content.map((item) => fill(item, values)));
	if (typeof content !== 'object' || content === null) return content;
	return /** @type {any} */ (
		Object.fromEntries(Object.entries(content).map(([key, item]) => [key, fill(item, values)]))
	);
}

/**
 * The names of the values that some JSON needs.
 *
 * @param {unknown} content
 */
export function namesIn(content) {
	return [...JSON.stringify(content).matchAll(/<([\w -]+)>/g)].map(([, name]) => name);
}
