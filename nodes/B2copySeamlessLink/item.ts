import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';
import { readSeamlessOnce } from '../../core/n8n';
import type { Seamless } from '../../core/seamless/credential';
import { readAccountId, readPlatformId } from '../../core/seamless/identifiers';
import { B2copySeamlessApi } from '../../credentials/B2copySeamlessApi.credentials';
import { createCredentials } from '../credentials';
import { numberParameter, timeoutOf } from '../options';
import { createParameters } from '../parameters';

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

const { name: TYPE, properties } = new B2copySeamlessApi();

/**
 * Makes the function that reads one item's parameters and its credential.
 *
 * @returns the function; it throws `invalid_input`, `invalid_configuration`, `insecure_url`
 */
export function createItems(context: IExecuteFunctions): (itemIndex: number) => Promise<Item> {
	const parametersOf = createParameters(context);
	const readCredential = createCredentials(context, TYPE, (credentials) => ({
		credentials,
		seamless: readSeamlessOnce(properties, credentials),
	}));
	return async (itemIndex) => {
		const parameter = parametersOf(itemIndex);
		const accountId = readAccountId(parameter('accountId'));
		const { credentials, seamless } = await readCredential(itemIndex);
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
	};
}
