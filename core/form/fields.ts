import { tokenError, type ErrorCode } from '../errors';
import type { Inputs, Provider } from '../provider';

/** A property of a credential class, reduced to what is read here. */
export interface FormProperty {
	displayName: string;
	name: string;
	type?: string;
	default: unknown;
	required?: boolean;
	typeOptions?: { password?: boolean };
	displayOptions?: Partial<Record<'show' | 'hide', Record<string, unknown[] | undefined>>>;
}

/** The fields that take part in a grant, by their names. Messages name them by their labels. */
export type Fields = Record<string, { label: string; secret: boolean; required: boolean }>;

/**
 * Picks the named properties out of the credential's form, the one home of labels, masks and "required". Of several
 * with one name the first that is shown counts, as in n8n.
 */
export function readFields(
	names: Iterable<string>,
	properties: readonly FormProperty[],
	form: Record<string, unknown>,
): Fields {
	const defaults = Object.fromEntries(properties.map(({ name, default: value }) => [name, value]));
	const values = { ...defaults, ...form };
	const fields: Fields = {};
	for (const name of names) {
		const property = properties.find((other) => other.name === name && isShown(other, values));
		if (property === undefined) continue;
		const { displayName: label, typeOptions, required = false } = property;
		fields[name] = { label, secret: typeOptions?.password === true, required };
	}
	return fields;
}

function isShown({ displayOptions }: FormProperty, values: Record<string, unknown>): boolean {
	const { show = {}, hide = {} } = displayOptions ?? {};
	const holds = ([name, accepted]: [string, unknown[] | undefined]) =>
		accepted?.includes(values[name]) === true;
	return Object.entries(show).every(holds) && !Object.entries(hide).some(holds);
}

/** The form fields that a provider's data refers to. */
export function fieldNames(provider: Provider): Set<string> {
	const { endpoint, parameters, client, keyPair, assertion } = provider;
	const { base, hosts, pathField } = endpoint;
	const names = [base, hosts?.field, pathField, ...Object.keys(parameters)];
	const keys = Object.values({ ...keyPair, ...assertion?.fields });
	return new Set(
		[...names, client?.id, client?.secret, ...keys].filter((name) => name !== undefined),
	);
}

/** Reads a switch: an expression or n8n's public API may give the text "false". @throws for a text */
export function readSwitch(value: unknown, label: string, code: ErrorCode): boolean {
	if (typeof value === 'boolean') return value;
	const todo = 'An expression must return true or false without quotation marks.';
	throw tokenError(code, `"${label}" is neither on nor off.`, `Turn it on or off. ${todo}`);
}

/** Checks the switches of a form. @throws `invalid_configuration` */
export function checkSwitches(properties: readonly FormProperty[], form: Record<string, unknown>) {
	for (const { type, name, displayName } of properties) {
		if (type === 'boolean') readSwitch(form[name] ?? false, displayName, 'invalid_configuration');
	}
}

/** Reads a provider's fields from the form. Secrets keep their spaces, which may belong to a password. */
export function readInputs(fields: Fields, form: Record<string, unknown>): Inputs {
	const inputs: Record<string, string> = {};
	for (const [name, { label, secret, required }] of Object.entries(fields)) {
		const value = toText(form[name], secret);
		if (value === undefined || (required && value.trim() === '')) {
			throw tokenError(
				'invalid_configuration',
				`The field "${label}" is ${value === undefined ? 'not a text' : 'empty'}.`,
				`Fill in "${label}" in the credential. An expression must return a text or a number.`,
			);
		}
		inputs[name] = value;
	}
	return inputs;
}

/** @returns undefined for anything but a text, a number or nothing */
function toText(value: unknown, secret: boolean): string | undefined {
	const text = value ?? '';
	if (typeof text !== 'string' && typeof text !== 'number') return undefined;
	return secret ? withoutLineEnds(String(text)) : String(text).trim();
}

/** A text without the line breaks and tabs that are pasted along with a secret. */
export function withoutLineEnds(text: string): string {
	return text.replace(/^[\r\n\t]+|[\r\n\t]+$/g, '');
}

/** Shorter values of a parameter or a query are words like `read`, which may be shown. */
const MIN_UNDECLARED_LENGTH = 8;

/**
 * Everything in a form that nobody may see: masked values, sent or not (a provider may know an earlier one),
 * headers, and what may be a secret in additional parameters and in the query of the URL.
 */
export function secretValues(
	{ additionalParameters = [], headers = [] }: Provider,
	properties: readonly FormProperty[],
	form: Record<string, unknown>,
	url: URL,
): string[] {
	const masked = properties
		.filter(({ typeOptions }) => typeOptions?.password === true)
		.flatMap(({ name }) => keyBody(toText(form[name], true) ?? ''));
	const hidden = headers.flatMap(([, value]) => [value, basicPassword(value)]);
	const undeclared = [...url.searchParams].map(([name, value]) => value || name);
	for (const [, value, isSecret] of additionalParameters) {
		(isSecret ? hidden : undeclared).push(...textsIn(value));
	}
	const long = undeclared.filter(({ length }) => length >= MIN_UNDECLARED_LENGTH);
	return [...new Set([...masked, ...hidden, ...long])].filter((secret) => secret !== '');
}

/** Of a private key what is secret, so that a text may speak of private keys and of its owner. */
function keyBody(text: string): string {
	const [, body] = /-----BEGIN [A-Z ]*PRIVATE KEY-----(.+?)-----END/s.exec(text) ?? [];
	return body?.replace(/\\[nr]|\s/g, '') ?? text;
}

/** The password in a header that is HTTP Basic: the server decodes it, and may repeat it. */
function basicPassword(header: string): string {
	const [, encoded = ''] = /^basic\s+(\S+)$/i.exec(header.trim()) ?? [];
	const pair = Buffer.from(encoded, 'base64').toString();
	return pair.replace(/^[^:]*:?/, '');
}

function textsIn(value: unknown): string[] {
	if (typeof value === 'string' || typeof value === 'number') return [String(value)];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** What a sign-in sends and anybody may see: the fields that are not masked, and the address without its query. */
export function publicValues(fields: Fields, inputs: Inputs, { host, pathname, origin }: URL) {
	const shown = Object.entries(inputs).filter(([name]) => fields[name]?.secret === false);
	const values = [...shown.map(([, value]) => value), host, pathname, origin + pathname];
	return values.filter((value) => value !== '' && !value.includes('?'));
}
