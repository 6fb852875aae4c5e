import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';
import { readSeamlessOnce } from '../../core/n8n';
import type { Seamless } from '../../core/seamless/credential';
import { readAccountId, readPlatformId } from '../../core/seamless/identifiers';
import { B2copySeamlessApi } from '../../credentials/B2copySeamlessApi.credentials';
import { numberParameter, parametersOf, timeoutOf } from '../parameters';

/** One item, read and checked before anything is sent. */
export interface Item {
	/** The credential as this item has it: its fields may hold expressions. */
	credentials: ICredentialDataDecryptedObject;
	seamless: Seamless;
	accountId: string;
	investmentPlatformId: string;
	includeInputFields: boolean;
	/** How many items may be under way at once; that of the first item counts. */
	maxConcurrency: number;
	/** Milliseconds for each try. */
	timeout: number;
	/** Tries after the first. */
	retries: number;
}

const { properties } = new B2copySeamlessApi();

/**
 * Reads one item's parameters and its credential.
 *
 * @throws `invalid_input`, `invalid_configuration`, `insecure_url`
 */
export async function readItem(context: IExecuteFunctions, itemIndex: number): Promise<Item> {
	const parameter = parametersOf(context, itemIndex);
	const accountId = readAccountId(parameter('accountId'));
	const credentials = await context.getCredentials('b2copySeamlessApi', itemIndex);
	const seamless = readSeamlessOnce(properties, credentials);
	const platform = parameter('investmentPlatformId', '');
	const options = parameter('options', {}) as Record<string, unknown>;
	return {
		credentials,
		seamless,
		accountId,
		investmentPlatformId:
			platform === '' ? seamless.investmentPlatformId : readPlatformId(platform),
		maxConcurrency: numberParameter(options.maxConcurrency ?? 50, 'Max Concurrency', 1, 1000),
		includeInputFields: options.includeInputFields === true,
		timeout: timeoutOf(options),
		retries: numberParameter(options.retries ?? 2, 'Retries', 0, 10),
	};
}
