import type { IDataObject } from 'n8n-workflow';
import type { Link } from '../../core/seamless/linkResponse';
import type { Client } from './item';

/** The JSON of an item with its link. @param input - the item's own fields */
export function output(
	{ accountId, investmentPlatformId, includeInputFields }: Client,
	{ url, host }: Link,
	input: IDataObject | undefined,
): IDataObject {
	const json = { accountId, investmentPlatformId, url, host };
	return includeInputFields ? { ...input, ...json } : json;
}
