import { tokenError } from './errors';
import type { Field, Inputs, Provider } from './provider';

/**
 * Reads a provider's fields from the credential form.
 *
 * Identifiers lose white space at both ends. Secrets only lose the line breaks and tabs that come
 * along when they are pasted: a space may belong to a password.
 *
 * @param form - the credential as n8n hands it over; numbers from expressions are accepted
 * @throws `invalid_configuration` that names the field
 */
export function readInputs(provider: Provider, form: Record<string, unknown>): Inputs {
	const inputs: Record<string, string> = {};
	for (const [name, field] of Object.entries(provider.fields)) {
		inputs[name] = clean(field, form[name]);
	}
	for (const [name, field] of Object.entries(provider.fields)) {
		if (isNeeded(field, inputs) && inputs[name]?.trim() === '') {
			throw tokenError(
				'invalid_configuration',
				`The field "${field.label}" is empty.`,
				`Open the credential and fill in "${field.label}".`,
			);
		}
	}
	return inputs;
}

function clean(field: Field, value: unknown): string {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
	return field.secret ? text.replace(/^[\r\n\t]+|[\r\n\t]+$/g, '') : text.trim();
}

function isNeeded(field: Field, inputs: Inputs): boolean {
	if (field.optional) return false;
	return field.when === undefined || inputs[field.when.field] === field.when.is;
}

/** The values of all secret fields, for the redactor. */
export function secretsOf(provider: Provider, inputs: Inputs): string[] {
	return Object.entries(provider.fields)
		.filter(([, field]) => field.secret)
		.map(([name]) => inputs[name] ?? '')
		.filter((secret) => secret !== '');
}
