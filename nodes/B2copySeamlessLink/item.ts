import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';
import { readSeamlessOnce } from '../../core/n8n';
import type { Seamless } from '../../core/seamless/credential';
import { readAccountId, readPlatformId } from '../../core/seamless/identifiers';
import { B2copySeamlessApi } from '../../credentials/B2copySeamlessApi.credentials';
import { createCredentials } from '../credentials';
import { numberParameter, timeoutOf } from '../options';
import { createParameters } from '../parameters';

/** One item, as its parameters have it. */
export interface Item {
	accountId: string;
	/** Undefined: that of the credential. */
	investmentPlatformId: string | undefined;
	includeInputFields: boolean;
	/** How many items may be under way at once; that of the first item counts. */
	maxConcurrency: number;
	/** Milliseconds for each try. */
	timeout: number;
	/** Tries after the first. */
	retries: number;
}

/** An item with all that it takes to ask for its link. */
export interface Client extends Item {
	investmentPlatformId: string;
	/** The credential as this item has it: its fields may hold expressions. */
	credentials: ICredentialDataDecryptedObject;
	seamless: Seamless;
}

/**
 * Makes the function that reads one item's parameters.
 *
 * @returns the function; it throws `invalid_input`
 */
export function createItems(context: IExecuteFunctions): (itemIndex: number) => Item {
	const parametersOf = createParameters(context);
	return (itemIndex) => {
		const parameter = parametersOf(itemIndex);
		const accountId = readAccountId(parameter('accountId'));
		const platform = parameter('investmentPlatformId', '');
		const options = parameter('options', {}) as Record<string, unknown>;
		return {
			accountId,
			investmentPlatformId: platform === '' ? undefined : readPlatformId(platform),
			maxConcurrency: numberParameter(options.maxConcurrency ?? 50, 'Max Concurrency', 1, 1000),
			includeInputFields: options.includeInputFields === true,
			timeout: timeoutOf(options),
			retries: numberParameter(options.retries ?? 2, 'Retries', 0, 10),
		};
	};
}

const { name: TYPE, properties } = new B2copySeamlessApi();

/**
 * Makes the function that reads the credential for one item.
 *
 * @returns the function; it throws `invalid_configuration`, `insecure_url`
 */
export function createClients(
	context: IExecuteFunctions,
): (item: Item, itemIndex: number) => Promise<Client> {
	const readCredential = createCredentials(context, TYPE, (credentials) => ({
		credentials,
		seamless: readSeamlessOnce(properties, credentials),
	}));
	return async (item, itemIndex) => {
		const credential = await readCredential(itemIndex);
		const { investmentPlatformId = credential.seamless.investmentPlatformId } = item;
		return { ...item, ...credential, investmentPlatformId };
	};
}
