import type { IExecuteFunctions } from 'n8n-workflow';
import { tokenError } from '../../core/errors';
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
	return {
		provider: readProvider(context.getNodeParameter('provider', itemIndex)),
		forceNewToken: options.forceNewToken === true,
		minimumValidity: readNumber(minimumValidity, 'Minimum Validity (Seconds)', 0, MAX_SECONDS),
		timeout: readTimeout(options),
		simplify: context.getNodeParameter('simplify', itemIndex, true) !== false,
		includeRefreshToken: context.getNodeParameter('includeRefreshToken', itemIndex, false) === true,
		outputField: String(options.outputField ?? '').trim(),
	};
}

const MAX_SECONDS = Number.MAX_SAFE_INTEGER;

function readProvider(value: unknown): ProviderName {
	const provider = Object.keys(tokenCredentials).find((name) => name === value);
	if (provider !== undefined) return provider as ProviderName;
	throw tokenError(
		'invalid_input',
		'"Provider" has a value that is not in the list.',
		'Choose a provider from the list.',
	);
}
