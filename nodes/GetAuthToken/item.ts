import type { IExecuteFunctions } from 'n8n-workflow';
import { tokenError } from '../../core/errors';
import { isReserved, readSwitch } from '../../core/n8n';
import { tokenCredentials, type ProviderName } from '../../credentials/registry';
import { readNumber, readTimeout } from '../options';

/** The parameters of one item; with an empty output field the result replaces the input's fields. */
export type Item = ReturnType<typeof readItem>;

/**
 * @returns seconds the token must still be good for, and milliseconds for the sign-in
 * @throws `invalid_input`
 */
export function readItem(context: IExecuteFunctions, itemIndex: number) {
	const options = context.getNodeParameter('options', itemIndex, {});
	const minimumValidity = options.minimumValidity ?? 60;
	const isOn = (value: unknown, label: string) => readSwitch(value, label, 'invalid_input');
	const withRefresh = context.getNodeParameter('includeRefreshToken', itemIndex, false);
	return {
		provider: readProvider(context.getNodeParameter('provider', itemIndex)),
		forceNewToken: isOn(options.forceNewToken ?? false, 'Force New Token'),
		minimumValidity: readNumber(minimumValidity, 'Minimum Validity (Seconds)', 0, MAX_SECONDS),
		timeout: readTimeout(options),
		simplify: isOn(context.getNodeParameter('simplify', itemIndex, true), 'Simplify'),
		includeRefreshToken: isOn(withRefresh, 'Include Refresh Token'),
		outputField: readOutputField(options.outputField),
	};
}

const MAX_SECONDS = Number.MAX_SAFE_INTEGER;

function readOutputField(value: unknown): string {
	const field = String(value ?? '').trim();
	if (!isReserved(field)) return field;
	throw tokenError('invalid_input', `"Output Field" cannot be "${field}".`, 'Enter another name.');
}

function readProvider(value: unknown): ProviderName {
	const provider = Object.keys(tokenCredentials).find((name) => name === value);
	if (provider !== undefined) return provider as ProviderName;
	throw tokenError(
		'invalid_input',
		'"Provider" has a value that is not in the list.',
		'Choose a provider from the list.',
	);
}
