import { tokenError } from '../../errors';
import { toDotted } from '../../json';
import { isHeaderName } from '../../names';

/**
 * Reads a choice. An expression may give anything, and the form hides fields by it.
 *
 * @param label - the field as the form shows it
 * @param choices - the default first
 * @throws `invalid_configuration` for what is not in the list
 */
export function readChoice<Choice extends string>(
	label: string,
	choices: readonly [Choice, ...Choice[]],
	value: unknown = choices[0],
): Choice {
	const chosen = choices.find((choice) => choice === value);
	if (chosen !== undefined) return chosen;
	throw tokenError(
		'invalid_configuration',
		`"${label}" has a value that is not in its list.`,
		`Choose a value from the list. An expression must return one of: ${choices.join(', ')}.`,
	);
}

/**
 * Reads "Token Lifetime (Seconds)"; a numeric text from an expression is accepted.
 *
 * @returns undefined for 0 and for nothing
 * @throws `invalid_configuration`
 */
export function readTokenLifetime(value: unknown): number | undefined {
	const seconds = typeof value === 'string' ? Number(value.trim()) : (value ?? 0);
	if (typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0) {
		return seconds || undefined;
	}
	throw tokenError(
		'invalid_configuration',
		'"Token Lifetime (Seconds)" is not a number of seconds.',
		'Enter a number, or 0 to leave it to the server.',
	);
}

/**
 * Reads "Access Token Field": a path, `$` for the whole body, `header:<name>` or `cookie:<name>`.
 *
 * @throws `invalid_configuration` for a header or a cookie that cannot be
 */
export function readTokenField(value: unknown): string {
	const text = toDotted(readName(value)) || 'access_token';
	const place = readPlace(text);
	if (place !== undefined) return place;
	throw tokenError(
		'invalid_configuration',
		`The ${text.slice(0, 6).toLowerCase()} name in "Access Token Field" is not valid.`,
		'Write it like header:X-Auth-Token or cookie:sid.',
	);
}

/** Spells a place of the response in one way. @returns undefined for a header or a cookie that cannot be */
export function readPlace(text: string): string | undefined {
	const [, kind = '', name = ''] = /^(header|cookie)\s*:(.*)$/is.exec(text) ?? [];
	if (kind === '') return text;
	return isHeaderName(name.trim()) ? `${kind.toLowerCase()}:${name.trim()}` : undefined;
}

/** Reads a name or a path. @param standard - what an empty field means */
export function readName(value: unknown, standard = ''): string {
	return (typeof value === 'string' && value.trim()) || standard;
}
