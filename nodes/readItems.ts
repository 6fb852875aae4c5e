import { sleep, type IExecuteFunctions, type NodeOperationError } from 'n8n-workflow';

/** How many items are read at once: reading one may wait for n8n's database. */
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
	const items: Array<T | undefined> = context.getInputData().map(() => undefined);
	const cancelled = context.getExecutionCancelSignal();
	const errors: NodeOperationError[] = [];
	const readOne = async (itemIndex: number) => {
		await read(itemIndex).then(
			(item) => (items[itemIndex] = item),
			(reason: unknown) => (errors[itemIndex] = fail(reason, itemIndex)),
		);
	};
	const indexes = [...items.keys()];
	for (let start = 0; start < indexes.length; start += READS) {
		// Where reading waits for nothing, the rest of n8n would have to.
		if (start > 0) await sleep(0);
		if (cancelled?.aborted) break;
		await Promise.all(indexes.slice(start, start + READS).map(readOne));
		const first = errors.find((error) => error !== undefined);
		if (first !== undefined && !context.continueOnFail() && !cancelled?.aborted) throw first;
	}
	return items;
}
