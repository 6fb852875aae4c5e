import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { engine, errorItem, httpOf, nodeError, storeToken } from '../../core/n8n';
import type { Token, TokenResult } from '../../core/engine/token';
import { readItems } from '../readItems';
import { createItems, type Item } from './item';
import { output } from './output';

/** What the items of one execution share. */
interface Execution {
	/** The key of the first item's grant, if it could be read: n8n writes the credential of that one only. */
	first?: string;
	/** The keys of the grants that were forced: none is forced twice. */
	forced: Set<string>;
	/** A token from before sharing was turned off was to be removed: all items were read with it. */
	cleared: boolean;
	/** The hint about short-lived tokens was given. */
	hinted: boolean;
}

/**
 * Obtains the tokens of all items, one after the other; a cancelled execution starts nothing more.
 *
 * @throws the node error of the first item that did not work, unless the node is set to continue
 */
export async function run(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const cancelled = context.getExecutionCancelSignal();
	const http = httpOf(async (options) => await context.helpers.httpRequest(options));
	const inputs = context.getInputData();
	const outputs: Array<INodeExecutionData | undefined> = inputs.map(() => undefined);
	const fail = (reason: unknown, itemIndex: number) => {
		const error = nodeError(context.getNode(), reason, itemIndex);
		outputs[itemIndex] = errorItem(context.getNode(), error, itemIndex);
		return error;
	};
	const items = await readItems(context, createItems(context, http), fail);
	const execution: Execution = {
		first: items[0]?.grant.key,
		forced: new Set(),
		cleared: false,
		hinted: false,
	};
	for (const [itemIndex, item] of items.entries()) {
		if (cancelled?.aborted) break;
		if (item === undefined) continue;
		try {
			const result = await obtain(item, execution, cancelled);
			await share(context, item, result, execution);
			hint(context, item, result.token, execution);
			const json = output(item, result, inputs[itemIndex]?.json, Date.now());
			outputs[itemIndex] = { json, pairedItem: { item: itemIndex } };
		} catch (reason) {
			if (cancelled?.aborted) break;
			const error = fail(reason, itemIndex);
			if (!context.continueOnFail()) throw error;
		}
	}
	return outputs.filter((item) => item !== undefined);
}

async function obtain(
	{ grant, forceNewToken, minimumValidity, timeout, simplify, includeRefreshToken }: Item,
	{ forced }: Execution,
	cancelled: AbortSignal | undefined,
) {
	const force = forceNewToken && !forced.has(grant.key);
	// Whether it works or not: each item would sign in again.
	if (force) forced.add(grant.key);
	const demand = { minimumValidity, unreported: true, own: !simplify || includeRefreshToken };
	return await engine.get(grant, { timeout, ...demand, force, cancelled });
}

/** Lets other processes know a new token, or removes one that they are not to know any more. */
async function share(
	context: IExecuteFunctions,
	{ grant, shared, stale, provider }: Item,
	{ source }: TokenResult,
	execution: Execution,
): Promise<void> {
	engine.used(grant);
	const isDue = shared ? source !== 'cache' : stale && !execution.cleared;
	if (!isDue || grant.key !== execution.first) return;
	execution.cleared ||= stale;
	await storeToken(context, `${provider}Api`);
}

/** Says once per execution that the provider's tokens do not live long enough for what was asked. */
function hint(
	context: IExecuteFunctions,
	{ minimumValidity }: Item,
	{ lifetime }: Token,
	execution: Execution,
): void {
	if (lifetime === null || minimumValidity <= lifetime / 2 || execution.hinted) return;
	execution.hinted = true;
	context.addExecutionHints({
		type: 'warning',
		location: 'outputPane',
		message: `Tokens of this provider live for ${Math.floor(lifetime)} seconds. "Minimum Validity (Seconds)" counts up to half of that.`,
	});
}
