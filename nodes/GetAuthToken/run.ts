import { sleep, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import {
	engine,
	errorItem,
	httpOf,
	isShared,
	isStale,
	nodeError,
	storeToken,
	type TokenResult,
} from '../../core/n8n';
import { createParameterReader } from '../options';
import { readItem, readLogin, type Item, type Login } from './item';
import { output } from './output';

/**
 * Gets the tokens of all items, one after the other; a cancelled execution starts nothing more.
 *
 * @throws the node error of the first item that did not work, unless the node is set to continue
 */
export async function run(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const cancelled = context.getExecutionCancelSignal();
	const http = httpOf(async (options) => await context.helpers.httpRequest(options));
	const parameter = createParameterReader(context);
	const forced = new Set<string>();
	const outputs: INodeExecutionData[] = [];
	let hint: string | undefined;
	for (const [itemIndex, input] of context.getInputData().entries()) {
		// A token from memory waits for nothing, and the rest of n8n has to get a turn.
		if (itemIndex % 50 === 49) await sleep(0);
		if (cancelled?.aborted) break;
		try {
			const item = readItem(parameter, itemIndex);
			const login = await readLogin(context, item.provider, itemIndex, http);
			const result = await getToken(item, login, forced, cancelled);
			const { form, grant } = login;
			// Other processes get to know a new token, or forget one that is shared no more. n8n writes the
			// credential of the first item only.
			const isDue = isShared(form) ? result.source !== 'cache' : isStale(form);
			if (isDue && itemIndex === 0) await storeToken(context, `${item.provider}Api`);
			hint ??= hintFor(item, result);
			const json = output(item, grant.placement, result, input.json, Date.now());
			outputs.push({ json, pairedItem: { item: itemIndex } });
		} catch (reason) {
			if (cancelled?.aborted) break;
			const error = nodeError(context.getNode(), reason, itemIndex);
			if (!context.continueOnFail()) throw error;
			outputs.push(errorItem(context.getNode(), error, itemIndex));
		}
	}
	if (hint !== undefined) {
		context.addExecutionHints({ type: 'warning', location: 'outputPane', message: hint });
	}
	return outputs;
}

async function getToken(
	{ forceNewToken, minimumValidity, timeout, simplify, includeRefreshToken }: Item,
	{ grant }: Login,
	forced: Set<string>,
	cancelled: AbortSignal | undefined,
): Promise<TokenResult> {
	// Once, whether it works or not: each item would sign in again.
	const force = forceNewToken && !forced.has(grant.key);
	if (force) forced.add(grant.key);
	const own = !simplify || includeRefreshToken;
	const demand = { minimumValidity, timeout, unreported: true, own, force, cancelled };
	const result = await engine.get(grant, demand);
	engine.markUsed(grant);
	return result;
}

/** Undefined if the provider's tokens live long enough for what was asked. */
function hintFor({ minimumValidity }: Item, { token }: TokenResult): string | undefined {
	const { lifetime } = token;
	if (lifetime === null || minimumValidity <= lifetime / 2) return undefined;
	return `Tokens of this provider live for ${Math.floor(lifetime)} seconds. "Minimum Validity (Seconds)" counts up to half of that.`;
}
