import { tokenError } from '../errors';
import type { Inputs } from '../provider';
import type { Field, Fields } from './fields';

/**
 * Reads the values of a provider's fields from the credential form.
 *
 * Identifiers lose white space at both ends. Secrets only lose the line breaks and tabs that come
 * along when they are pasted: a space may belong to a password.
 *
 * @param form - the credential as n8n hands it over; numbers from expressions are accepted
 * @throws `invalid_configuration` that names the field
 */
export function readInputs(fields: Fields, form: Record<string, unknown>): Inputs {
	const inputs: Record<string, string> = {};
	for (const [name, field] of Object.entries(fields)) {
		const value = clean(field, form[name]);
		if (field.required && value.trim() === '') {
			throw tokenError(
				'invalid_configuration',
				`The field "${field.label}" is empty.`,
				`Open the credential and fill in "${field.label}".`,
			);
		}
		inputs[name] = value;
	}
	return inputs;
}

function clean(field: Field, value: unknown): string {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
	return field.secret ? text.replace(/^[\r\n\t]+|[\r\n\t]+$/g, '') : text.trim();
}
