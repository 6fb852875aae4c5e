import type { IExecuteFunctions } from 'n8n-workflow';
import { readAccountId, readPlatformId, readSwitch } from '../../core/n8n';
import { readNumber, readTimeout } from '../options';

/** The parameters of one item; an undefined platform is that of the credential. */
export type Item = ReturnType<typeof readItem>;

/**
 * @returns milliseconds for each try, tries after the first, and how many requests may be under way at
 * once: that of the first item counts @throws `invalid_input`
 */
export function readItem(context: IExecuteFunctions, itemIndex: number) {
	const platform = context.getNodeParameter('investmentPlatformId', itemIndex, '');
	const options = context.getNodeParameter('options', itemIndex, {});
	const included = options.includeInputFields ?? false;
	return {
		accountId: readAccountId(context.getNodeParameter('accountId', itemIndex)),
		investmentPlatformId: platform === '' ? undefined : readPlatformId(platform),
		includeInputFields: readSwitch(included, 'Include Input Fields', 'invalid_input'),
		maxConcurrency: readNumber(options.maxConcurrency ?? 50, 'Max Concurrency', 1, 1000),
		timeout: readTimeout(options),
		retries: readNumber(options.retries ?? 2, 'Retries', 0, 10),
	};
}
