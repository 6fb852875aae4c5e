import type { INodeProperties } from 'n8n-workflow';
import { tokenError } from '../core/errors';

/** The longest time a timer can wait, in milliseconds. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;
const DEFAULT_TIMEOUT_MS = 30_000;

/** The option for how long one request to the provider may take. */
export const timeoutOption: INodeProperties = {
	displayName: 'Timeout (Milliseconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: DEFAULT_TIMEOUT_MS,
	description: 'How long to wait for each response of the provider',
};

/** The timeout among a node's options, in milliseconds. @throws `invalid_input` */
export function readTimeout(options: Record<string, unknown>): number {
	const value = options.timeout ?? DEFAULT_TIMEOUT_MS;
	return readNumber(value, timeoutOption.displayName, 1, MAX_TIMEOUT_MS);
}

/**
 * Reads a number from a node parameter; numeric text from an expression is accepted, and a
 * fraction is rounded: timers refuse one.
 *
 * @param label - the field as the form shows it
 * @throws `invalid_input`
 */
export function readNumber(value: unknown, label: string, min: number, max: number): number {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number === 'number' && number >= min && number <= max) return Math.round(number);
	throw tokenError(
		'invalid_input',
		`"${label}" is not a number from ${min} to ${max}.`,
		`Enter a number from ${min} to ${max}, or remove the option.`,
	);
}
