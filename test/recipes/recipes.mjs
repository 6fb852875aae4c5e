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

/** The products: what docs/recipes.md says about each, and its exchange, as exchanges.http explains. */
export const recipes = readFileSync(new URL('exchanges.http', import.meta.url), 'utf8')
	.split(/^## /m)
	.slice(1)
	.map((section) => {
		const [product, ...lines] = section.trim().split('\n');
		/** @type {Values} */
		const {
			token = 'token-<random>',
			code = 'credentials_rejected',
			...named
		} = Object.fromEntries(lines.map((line) => line.split(/: (.*)/)));
		const { 'sign-in': signIn, granted, refused, call, assertion } = named;
		/** @type {Record<string, number> | undefined} */
		const claims = token.startsWith('{') ? JSON.parse(token) : undefined;
		const lifetime = 'lifetime' in named ? Number(named.lifetime) : (claims?.exp ?? null);
		const text = sectionOf(textOf('docs/recipes.md'), product);
		const fields = rowsOf(text).slice(2);
		const exchange = { signIn, granted, refused, call, token, code, claims, lifetime, assertion };
		return { product, text, fields, ...exchange };
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

/** A message of exchanges.http. @param {string} line @returns {Message} */
export function readMessage(line) {
	const [first, ...parts] = line.split(' | ');
	const [method, path] = first.split(' ');
	/** @type {Message} */
	const message = path ? { method, path, headers: {} } : { status: Number(first), headers: {} };
	for (const part of parts) {
		const [, name, value] = /^([\w.-]+): (.*)$/.exec(part) ?? [];
		if (name === 'Basic') {
			message.headers.authorization = [`Basic ${btoa(value.replace(' ', ':'))}`];
		} else if (name) (message.headers[name] ??= []).push(value);
		else if (/^[{["]/.test(part)) message.json = JSON.parse(part);
		else if (path) message.form = [...new URLSearchParams(part)];
		else message.text = part;
	}
	return message;
}
