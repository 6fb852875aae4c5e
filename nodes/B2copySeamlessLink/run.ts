import type { IExecuteFunctions, INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { abortable } from '../../core/abortable';
import { errorItem, nodeError } from '../../core/n8n';
import { runPool } from '../../core/seamless/pool';
import { readItems } from '../readItems';
import { createFetchLink } from './fetchLink';
import { createClients, createItems, type Client } from './item';
import { output } from './output';

/**
 * Asks for the links of all items, several at a time, and gives them in the order of the input. A
 * parameter that cannot be sent is found before anything is, and so is a credential that cannot be used for
 * the first item; that of a later item is read in its turn. A cancelled execution starts nothing more.
 *
 * @throws the node error of the item that failed first, unless the node is set to continue
 */
export async function run(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const inputs = context.getInputData();
	const outputs: Array<INodeExecutionData | undefined> = inputs.map(() => undefined);
	const fail = (reason: unknown, itemIndex: number) => {
		const error = nodeError(context.getNode(), reason, itemIndex);
		outputs[itemIndex] = errorItem(context.getNode(), error, itemIndex);
		return error;
	};
	const cancelled = context.getExecutionCancelSignal();
	const itemOf = createItems(context);
	const clientOf = createClients(context);
	let firstClient: Client | undefined;
	const read = async (itemIndex: number) => {
		const item = itemOf(itemIndex);
		// What is wrong with a credential is mostly wrong for all items.
		if (itemIndex === 0) firstClient = await clientOf(item, itemIndex);
		return item;
	};
	const items = await readItems(context, read, fail);
	const failed = new AbortController();
	let first: NodeOperationError | undefined;
	const stop = AbortSignal.any(cancelled ? [cancelled, failed.signal] : [failed.signal]);
	const fetchLink = createFetchLink(context, stop);
	const limit = items.find((item) => item !== undefined)?.maxConcurrency ?? 1;
	const done = runPool(inputs.length, limit, stop, async (itemIndex) => {
		const item = items[itemIndex];
		if (item === undefined) return;
		try {
			const known = itemIndex === 0 ? firstClient : undefined;
			const client = known ?? (await clientOf(item, itemIndex));
			const json = output(client, await fetchLink(client), inputs[itemIndex]?.json);
			outputs[itemIndex] = { json, pairedItem: { item: itemIndex } };
		} catch (reason) {
			// It was not asked for, or not to the end: there is nothing to say about this item.
			if (stop.aborted && reason === stop.reason) return;
			const error = fail(reason, itemIndex);
			if (context.continueOnFail()) return;
			first ??= error;
			failed.abort();
		}
	});
	// A single listener: n8n's signal gets slower with each.
	await abortable(cancelled, done).catch((reason: unknown) => {
		if (!cancelled?.aborted) throw reason;
	});
	if (first !== undefined && !cancelled?.aborted) throw first;
	return outputs.filter((item) => item !== undefined);
}
