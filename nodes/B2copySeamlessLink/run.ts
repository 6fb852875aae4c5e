import { sleep, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { abortable, errorItem, nodeError, runPool } from '../../core/n8n';
import { createFetchLink } from './fetchLink';
import { createItemReader, type Item } from './item';

/**
 * Asks for the links of all items, several at a time, and gives them in the order of the input. All
 * parameters are read before anything is sent. A cancelled execution starts nothing more.
 *
 * @throws the node error of the item that failed first, unless the node is set to continue
 */
export async function run(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const inputs = context.getInputData();
	const outputs: Array<INodeExecutionData | undefined> = inputs.map(() => undefined);
	const cancelled = context.getExecutionCancelSignal();
	const failed = new AbortController();
	const stop = failed.signal;
	cancelled?.addEventListener('abort', () => failed.abort(cancelled.reason), { once: true });
	const fail = (reason: unknown, itemIndex: number) => {
		const error = nodeError(context.getNode(), reason, itemIndex);
		outputs[itemIndex] = errorItem(context.getNode(), error, itemIndex);
		if (!context.continueOnFail()) failed.abort(error);
	};

	const readItem = createItemReader(context);
	const items = new Map<number, Item>();
	for (const itemIndex of inputs.keys()) {
		// Reading waits for nothing, and the rest of n8n has to get a turn.
		if (itemIndex % 50 === 49) await sleep(0);
		if (stop.aborted) break;
		try {
			items.set(itemIndex, readItem(itemIndex));
		} catch (reason) {
			fail(reason, itemIndex);
		}
	}

	const fetchLink = createFetchLink(context, stop);
	const [limit = 1] = [...items.values()].map(({ maxConcurrency }) => maxConcurrency);
	const done = runPool(inputs.length, limit, stop, async (itemIndex) => {
		const item = items.get(itemIndex);
		if (item === undefined) return;
		try {
			const json = await fetchLink(item, itemIndex);
			const input = item.includeInputFields ? inputs[itemIndex]?.json : {};
			outputs[itemIndex] = { json: { ...input, ...json }, pairedItem: { item: itemIndex } };
		} catch (reason) {
			// An item that was not sent any more has nothing to say.
			if (!stop.aborted || reason !== stop.reason) fail(reason, itemIndex);
		}
	});
	// A single listener: n8n's signal gets slower with each.
	await abortable(cancelled, done).catch((reason: unknown) => {
		if (!cancelled?.aborted) throw reason;
	});
	if (!cancelled?.aborted) failed.signal.throwIfAborted();
	return outputs.filter((item) => item !== undefined);
}
