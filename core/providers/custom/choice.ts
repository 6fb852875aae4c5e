import { tokenError } from '../../errors';

/**
 * Reads what was picked from a list. An expression may give anything, and the form hides fields by it.
 *
 * @param choices - the standard first
 * @param label - the field as the form shows it
 * @throws `invalid_configuration` for what is not in the list
 */
export function readChoice<Choice extends string>(
	value: unknown,
	choices: readonly [Choice, ...Choice[]],
	label: string,
): Choice {
	const chosen = choices.find((choice) => choice === (value ?? choices[0]));
	if (chosen !== undefined && value !== null) return chosen;
	throw tokenError(
		'invalid_configuration',
		`"${label}" has a value that is not in its list.`,
		`Pick one in the credential; an expression has to give one of ${choices.join(', ')}.`,
	);
}
