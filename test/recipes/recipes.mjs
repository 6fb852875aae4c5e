import { readFileSync } from 'node:fs';
import { rowsOf, sectionOf, textOf } from '../markdown.mjs';

/**
 * @typedef {Record<string, string>} Values
 *
 * @typedef {object} Message of which only what is named is there
 * @property {string} [method]
 * @property {string} [path] with its query
 * @property {number} [status]
 * @property {Record<string, string[]>} headers
 * @property {Array<[string, string]>} [form]
 * @property {unknown} [json]
 * @property {string} [text]
 */

/**
 * A product: what docs/recipes.md says about it, and its documented exchange from exchanges.http, in
 * which `<name>` is a value of the person, and `<token>`, `<random>`, `<ends>` one of the product.
 */
export const recipes = readFileSync(new URL('exchanges.http', import.meta.url), 'utf8')
	.split(/^(?=## )/m)
	.map((section) => {
		const [head, request, granted, refused, call] = section.trim().split('\n\n');
		const [product, ...lines] = head.replace('## ', '').split('\n');
		/** @type {Values} */
		const settings = Object.fromEntries(lines.map((line) => line.split(/: (.*)/)));
		const { lifetime, token = 'token-<random>', code = 'credentials_rejected' } = settings;
		const text = sectionOf(textOf('docs/recipes.md'), product);
		return {
			...{ product, text, fields: rowsOf(text).slice(2), request, granted, refused, call },
			...{ token, code, lifetime: lifetime === undefined ? null : Number(lifetime) },
		};
	});

/** @typedef {(typeof recipes)[number]} Recipe */

/**
 * A text in which each `<name>` is replaced; names without a value stay.
 *
 * @param {string} text
 * @param {Values} values
 */
export const fill = (text, values) =>
	text.replace(/<([\w -]+)>/g, (found, name) => values[name] ?? found);

/** @param {string} text */
export const namesIn = (text) => [...text.matchAll(/<([\w-]+)>/g)].map(([, name]) => name);

/**
 * A message of exchanges.http: a first line, headers, and a body, which is JSON, a form or text.
 *
 * @param {string} text
 * @returns {Message}
 */
export function readMessage(text) {
	const [first, ...lines] = text.split('\n');
	const [method, path] = first.split(' ');
	/** @type {Message} */
	const message = path ? { method, path, headers: {} } : { status: Number(first), headers: {} };
	for (const line of lines) {
		const [, name, value] = /^([\w.-]+): (.*)$/.exec(line) ?? [];
		if (name === 'Basic') {
			message.headers.authorization = [`Basic ${btoa(value.replace(' ', ':'))}`];
		} else if (name) (message.headers[name] ??= []).push(value);
		else if (/^[{["]/.test(line)) message.json = JSON.parse(line);
		else if (path) message.form = readForm(line);
		else message.text = line;
	}
	return message;
}

/** @param {string} line @returns {Array<[string, string]>} */
const readForm = (line) =>
	line.split('&').map((pair) => /** @type {[string, string]} */ (pair.split(/=(.*)/, 2)));
