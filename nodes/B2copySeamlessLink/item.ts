import type { IExecuteFunctions } from 'n8n-workflow';
import { readAccountId, readPlatformId, readSwitch } from '../../core/n8n';
import { readNumber, readTimeout } from '../options';

/** The parameters of one item; an undefined platform is that of the credential. */
export type Item = ReturnType<ReturnType<typeof createItemReader>>;

/**
 * Makes the function that reads the parameters of an item. Those without an expression are the same for
 * all items, and are read once: n8n takes its time for each.
 *
 * @returns throws `invalid_input`
 */
export function createItemReader(context: IExecuteFunctions) {
	const raw = ['investmentPlatformId', 'options'].map((name) =>
		context.getNodeParameter(name, 0, '', { rawExpressions: true }),
	);
	const isFixed = !JSON.stringify(raw).includes('"=');
	let settings: ReturnType<typeof readSettings> | undefined;
	return (itemIndex: number) => {
		const accountId = readAccountId(context.getNodeParameter('accountId', itemIndex));
		if (!isFixed || settings === undefined) settings = readSettings(context, itemIndex);
		return { accountId, ...settings };
	};
}

/**
 * @returns milliseconds for each try, tries after the first, and how many requests may be under way at
 * once: that of the first item counts
 */
function readSettings(context: IExecuteFunctions, itemIndex: number) {
	const platform = context.getNodeParameter('investmentPlatformId', itemIndex, '');
	const options = context.getNodeParameter('options', itemIndex, {});
	const included = options.includeInputFields ?? false;
	return {
		investmentPlatformId: platform === '' ? undefined : readPlatformId(platform),
		includeInputFields: readSwitch(included, 'Include Input Fields', 'invalid_input'),
		maxConcurrency: readNumber(options.maxConcurrency ?? 50, 'Max Concurrency', 1, 1000),
		timeout: readTimeout(options),
		retries: readNumber(options.retries ?? 2, 'Retries', 0, 10),
	};
}
