import type { IExecuteFunctions, INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { errorItem, nodeError } from '../../core/n8n';
import { runPool } from '../../core/seamless/pool';
import { createFetchLink } from './fetchLink';
import { readItem, type Item } from './item';
import { output } from './output';

/** How many items are read at once. */
const READS = 50;

/**
 * Asks for the links of all items, several at a time, and gives them in the order of the input. An
 * item that cannot be sent is found before any is; a cancelled execution starts nothing more.
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
	const items = await readItems(context, inputs.length, fail);
	const failed = new AbortController();
	let first: NodeOperationError | undefined;
	const stop = AbortSignal.any(cancelled ? [cancelled, failed.signal] : [failed.signal]);
	const fetchLink = createFetchLink(context, stop);
	const limit = items.find((item) => item !== undefined)?.maxConcurrency ?? 1;
	await runPool(inputs.length, limit, stop, async (itemIndex) => {
		const item = items[itemIndex];
		if (item === undefined) return;
		await fetchLink(item).then(
			(link) => {
				const json = output(item, link, inputs[itemIndex]?.json);
				outputs[itemIndex] = { json, pairedItem: { item: itemIndex } };
			},
			(reason: unknown) => {
				// It was not asked for, or not to the end: there is nothing to say about this item.
				if (stop.aborted && reason === stop.reason) return;
				const error = fail(reason, itemIndex);
				if (context.continueOnFail()) return;
				first ??= error;
				failed.abort();
			},
		);
	});
	if (first !== undefined && !cancelled?.aborted) throw first;
	return outputs.filter((item) => item !== undefined);
}

/**
 * Reads all items, several at a time: n8n looks the credential up for each.
 *
 * @param fail - notes what is wrong with an item, and gives its node error
 * @returns undefined in the place of an item that cannot be sent
 * @throws the node error of the first such item, unless the node is set to continue
 */
async function readItems(
	context: IExecuteFunctions,
	count: number,
	fail: (reason: unknown, itemIndex: number) => NodeOperationError,
): Promise<Array<Item | undefined>> {
	const items: Array<Item | undefined> = [];
	const unreadable: NodeOperationError[] = [];
	const stop = new AbortController();
	await runPool(count, READS, stop.signal, async (itemIndex) => {
		await readItem(context, itemIndex).then(
			(item) => (items[itemIndex] = item),
			(reason: unknown) => {
				unreadable[itemIndex] = fail(reason, itemIndex);
				if (!context.continueOnFail()) stop.abort();
			},
		);
	});
	// Those before it have all been read: the pool begins them in order.
	const first = unreadable.find((error) => error !== undefined);
	if (first !== undefined && !context.continueOnFail()) throw first;
	return items;
}
