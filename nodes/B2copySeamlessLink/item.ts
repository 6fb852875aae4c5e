import { readAccountId, readPlatformId } from '../../core/n8n';
import { readNumber, readTimeout, type ReadParameter } from '../options';

/** The parameters of one item. */
export interface Item {
	accountId: string;
	/** Undefined: that of the credential. */
	investmentPlatformId: string | undefined;
	includeInputFields: boolean;
	/** How many requests may be under way at once; that of the first item counts. */
	maxConcurrency: number;
	/** Milliseconds for each try. */
	timeout: number;
	/** Tries after the first. */
	retries: number;
}

/** @throws `invalid_input` */
export function readItem(parameter: ReadParameter, itemIndex: number): Item {
	const platform = parameter('investmentPlatformId', itemIndex, '');
	const options = parameter('options', itemIndex, {}) as Record<string, unknown>;
	return {
		accountId: readAccountId(parameter('accountId', itemIndex)),
		investmentPlatformId: platform === '' ? undefined : readPlatformId(platform),
		includeInputFields: options.includeInputFields === true,
		maxConcurrency: readNumber(options.maxConcurrency ?? 50, 'Max Concurrency', 1, 1000),
		timeout: readTimeout(options),
		retries: readNumber(options.retries ?? 2, 'Retries', 0, 10),
	};
}
