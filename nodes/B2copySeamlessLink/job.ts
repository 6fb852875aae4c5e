import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';
import { readAccountId, readPlatformId } from '../../core/identifiers';
import { LONGEST_TIMEOUT, readNumber } from '../../core/number';
import { readSeamless, type Seamless } from '../../core/seamless';

/** One item, read and checked before anything is sent. */
export interface Job {
	/** The credential as this item has it: its fields may hold expressions. */
	form: ICredentialDataDecryptedObject;
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

/**
 * Reads one item's parameters.
 *
 * @throws `invalid_input`, `invalid_configuration`, `insecure_url`
 */
export async function readJob(context: IExecuteFunctions, itemIndex: number): Promise<Job> {
	const parameter = (name: string, fallback?: unknown) =>
		context.getNodeParameter(name, itemIndex, fallback) as unknown;
	const accountId = readAccountId(parameter('accountId'));
	const form = await context.getCredentials('b2copySeamlessApi', itemIndex);
	const seamless = readSeamless(form);
	const platform = parameter('investmentPlatformId', '');
	const options = parameter('options', {}) as Record<string, unknown>;
	return {
		form,
		seamless,
		accountId,
		investmentPlatformId:
			platform === '' ? seamless.investmentPlatformId : readPlatformId(platform),
		maxConcurrency: readNumber(options.maxConcurrency ?? 50, 'Max Concurrency', 1, 1000),
		includeInputFields: options.includeInputFields === true,
		timeout: readNumber(options.timeout ?? 30_000, 'Timeout (Milliseconds)', 1, LONGEST_TIMEOUT),
		retries: readNumber(options.retries ?? 2, 'Retries', 0, 10),
	};
}
