import { tokenError } from '../errors';

/** Reads an MT login: digits, as text or as a number from an expression. @throws `invalid_input` */
export function readAccountId(value: unknown): string {
	const text = toText(value);
	if (/^\d{1,20}$/.test(text)) return text;
	throw String(value ?? '').trim() === ''
		? tokenError(
				'invalid_input',
				'The field "Account ID" is empty.',
				"Enter the client's MT login, or an expression that returns it. After a Webhook node it is in $json.body for POST, in $json.query for GET: {{ $json.body?.accountId ?? $json.query?.accountId }}.",
			)
		: tokenError(
				'invalid_input',
				'"Account ID" is not an MT login.',
				'Enter the number of the client account (digits only), or an expression that returns it.',
			);
}

/** Reads the identifier of an investment platform instance. @throws `invalid_input` */
export function readPlatformId(value: unknown): string {
	const text = toText(value);
	if (/^[\w.-]{1,64}$/.test(text)) return text;
	throw tokenError(
		'invalid_input',
		'"Investment Platform ID" is not a valid identifier.',
		'Enter 1 if one MT server is connected. Otherwise ask B2COPY support for the identifier.',
	);
}

function toText(value: unknown): string {
	return typeof value === 'string' || Number.isSafeInteger(value) ? String(value).trim() : '';
}
