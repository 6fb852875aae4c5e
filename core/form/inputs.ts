import { tokenError, type TokenError } from '../errors';
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
		if (!isTextual(form[name])) throw noText(field);
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

/** Whether a value can be sent as a text: what else an expression gives would be dropped. */
export function isTextual(value: unknown): boolean {
	return ['string', 'number', 'undefined'].includes(typeof value) || value === null;
}

function noText({ label }: Field): TokenError {
	return tokenError(
		'invalid_configuration',
		`The field "${label}" holds something that is not a text.`,
		`Correct the expression in "${label}" of the credential: it has to give a text or a number.`,
	);
}

function clean(field: Field, value: unknown): string {
	const text = String(value ?? '');
	return field.secret ? text.replace(/^[\r\n\t]+|[\r\n\t]+$/g, '') : text.trim();
}
