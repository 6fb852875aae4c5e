import type { IExecuteFunctions, NodeOperationError } from 'n8n-workflow';
import { runPool } from './pool';

/** How many items are read at once: n8n looks the credential up for each, in its database. */
const READS = 50;

/**
 * Reads all items before anything is sent for the first of them, several at a time.
 *
 * @param read - gives one item, or throws what is wrong with it
 * @param fail - notes what is wrong with an item, and gives its node error
 * @returns undefined in the place of an item that cannot be sent, or was not read because the execution
 * was cancelled
 * @throws the node error of the first item that cannot be sent, unless the node is set to continue
 */
export async function readItems<T>(
	context: IExecuteFunctions,
	read: (itemIndex: number) => Promise<T>,
	fail: (reason: unknown, itemIndex: number) => NodeOperationError,
): Promise<Array<T | undefined>> {
	const inputs = context.getInputData();
	const items: Array<T | undefined> = inputs.map(() => undefined);
	const unreadable: NodeOperationError[] = [];
	const cancelled = context.getExecutionCancelSignal();
	const failed = new AbortController();
	const stop = AbortSignal.any(cancelled ? [cancelled, failed.signal] : [failed.signal]);
	await runPool(inputs.length, READS, stop, async (itemIndex) => {
		await read(itemIndex).then(
			(item) => (items[itemIndex] = item),
			(reason: unknown) => {
				unreadable[itemIndex] = fail(reason, itemIndex);
				if (!context.continueOnFail()) failed.abort();
			},
		);
	});
	// Those before it have all been read: the pool begins them in order.
	const first = unreadable.find((error) => error !== undefined);
	if (first !== undefined && !context.continueOnFail()) throw first;
	return items;
}
