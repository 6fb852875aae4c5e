import { tokenError } from './errors';

/**
 * Reads a number from a node parameter; numeric text from an expression is accepted, and a
 * fraction is rounded: timers refuse one.
 *
 * @param label - the field as the form shows it
 * @throws `invalid_input`
 */
export function readNumber(value: unknown, label: string, least: number, most: number): number {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number === 'number' && number >= least && number <= most) {
		return Math.round(number);
	}
	throw tokenError(
		'invalid_input',
		`"${label}" is not a number from ${least} to ${most}.`,
		`Enter such a number in "${label}", or remove the option.`,
	);
}

/** The longest time a timer can wait, in milliseconds. */
export const LONGEST_TIMEOUT = 2 ** 31 - 1;
