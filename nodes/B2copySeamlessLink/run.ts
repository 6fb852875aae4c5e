import type { IExecuteFunctions, INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { errorItem, nodeError } from '../../core/n8n';
import { runPool } from '../pool';
import { readItems } from '../readItems';
import { createFetchLink } from './fetchLink';
import { createItems } from './item';
import { output } from './output';

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
	const items = await readItems(context, createItems(context), fail);
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
