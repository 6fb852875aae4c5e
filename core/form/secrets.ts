import type { Inputs, Provider } from '../provider';
import type { Fields, FormProperty } from './fields';
import { isTextual, readInputs } from './inputs';

/** Shorter values of a parameter or a query are words like `read`, which may be shown. */
const MIN_UNDECLARED_LENGTH = 8;

/**
 * Everything that a sign-in sends and nobody may see: the masked fields, the values of headers and
 * secret parameters, and those that may be secrets though no field says so, in additional parameters
 * and in the query of the URL.
 */
export function secretsOf(
	{ additionalParameters: extra = [], headers = [] }: Provider,
	fields: Fields,
	inputs: Inputs,
	url: URL,
): string[] {
	const masked = Object.entries(fields)
		.filter(([, { secret }]) => secret)
		.map(([name]) => inputs[name] ?? '');
	const hidden = [
		...masked,
		...headers.flatMap(([, value]) => [value, passwordIn(value)]),
		...extra.flatMap(([, value, secret]) => (secret ? textsIn(value) : [])),
	];
	const undeclared = [
		...extra.flatMap(([, value, secret]) => (secret ? [] : textsIn(value))),
		// A key may stand there without a name.
		...[...url.searchParams].map(([name, value]) => value || name),
	];
	return [
		...hidden.filter((secret) => secret !== ''),
		...undeclared.filter(({ length }) => length >= MIN_UNDECLARED_LENGTH),
	];
}

/** The password in the value of a header that is HTTP Basic: the server decodes it, and may repeat it. */
function passwordIn(value: string): string {
	const [, encoded = ''] = /^basic\s+(\S+)$/i.exec(value.trim()) ?? [];
	const [, ...password] = Buffer.from(encoded, 'base64').toString().split(':');
	return password.join(':');
}

/** The texts and numbers in what an expression gave. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string' || typeof value === 'number') return [String(value)];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/**
 * The masked values that the form holds and a sign-in does not send, for example the client secret
 * of an earlier choice: a provider may know them from then.
 */
export function unsentSecretsOf(
	properties: readonly FormProperty[],
	fields: Fields,
	form: Record<string, unknown>,
): string[] {
	const masked = properties.filter(
		({ name, typeOptions }) =>
			typeOptions?.password === true && !Object.hasOwn(fields, name) && isTextual(form[name]),
	);
	const unsent = masked.map(({ name, displayName: label }) => [
		name,
		{ label, secret: true, required: false },
	]);
	const values = Object.values(readInputs(Object.fromEntries(unsent) as Fields, form));
	return values.filter((value) => value !== '');
}

/** What a sign-in sends and anybody may see: the fields that are not masked, and the address. */
export function knownOf(fields: Fields, inputs: Inputs, url: URL): string[] {
	const shown = Object.entries(fields)
		.filter(([, { secret }]) => !secret)
		.map(([name]) => inputs[name] ?? '');
	return [...shown, url.host, url.pathname, `${url.origin}${url.pathname}`].filter(
		// A query may hold a secret.
		(value) => value !== '' && !value.includes('?'),
	);
}
