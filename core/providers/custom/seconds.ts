import { tokenError } from '../../errors';

/**
 * Reads a number of seconds that switches something on; a numeric text from an expression is accepted.
 *
 * @param label - the field as the form shows it
 * @returns undefined for 0 and for nothing
 * @throws `invalid_configuration`
 */
export function readSeconds(value: unknown, label: string): number | undefined {
	const seconds = typeof value === 'string' ? Number(value.trim()) : (value ?? 0);
	if (typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0) {
		return seconds === 0 ? undefined : seconds;
	}
	throw tokenError(
		'invalid_configuration',
		`"${label}" is not a number of seconds.`,
		`Enter a number in "${label}", or 0 to leave it to the server.`,
	);
}
