import { sleep, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import {
	assertUnrestricted,
	createSharedGrant,
	engine,
	errorItem,
	createHttp,
	nodeError,
	storeToken,
	type ProviderGrant,
	type TokenResult,
} from '../../core/n8n';
import { tokenCredentials } from '../../credentials/registry';
import { readItem, type Item } from './item';
import { output } from './output';

/**
 * Gets the tokens of all items, one after the other; a cancelled execution starts nothing more.
 *
 * @throws the node error of the first item that did not work, unless the node is set to continue
 */
export async function run(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const cancelled = context.getExecutionCancelSignal();
	const http = createHttp(async (options) => await context.helpers.httpRequest(options));
	const forced = new Set<string>();
	const outputs: INodeExecutionData[] = [];
	let firstKey: string | undefined;
	let hint: string | undefined;
	for (const [itemIndex, input] of context.getInputData().entries()) {
		// A token from memory waits for nothing, and the rest of n8n has to get a turn.
		if (itemIndex % 50 === 49) await sleep(0);
		if (cancelled?.aborted) break;
		try {
			const item = readItem(context, itemIndex);
			const type = `${item.provider}Api`;
			const form = await context.getCredentials(type, itemIndex);
			assertUnrestricted(form);
			const Credential = tokenCredentials[item.provider];
			const { properties } = new Credential();
			const grant = createSharedGrant(Credential.definition, properties, form, http);
			const result = await getToken(item, grant, forced, cancelled);
			if (itemIndex === 0) firstKey = grant.key;
			// n8n writes the credential of the first item only.
			const isFirst = itemIndex === 0 || (grant.key === firstKey && result.source !== 'cache');
			if (isFirst) await storeToken(context, type, form, result);
			hint ??= hintFor(item, result);
			const json = output(item, grant.placements, result, input.json, Date.now());
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
	grant: ProviderGrant,
	forced: Set<string>,
	cancelled: AbortSignal | undefined,
): Promise<TokenResult> {
	// Once, whether it works or not: each item would sign in again.
	const force = forceNewToken && !forced.has(grant.key);
	if (force) forced.add(grant.key);
	const raw = !simplify;
	const own = raw || includeRefreshToken;
	const demand = { minimumValidity, timeout, unreported: true, own, raw, force, cancelled };
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
