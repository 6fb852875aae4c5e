import type { IDataObject } from 'n8n-workflow';
import { readyToken, type ProviderGrant, type TokenResult } from '../../core/n8n';
import type { Item } from './item';

type Placements = ProviderGrant['placements'];

/**
 * The JSON of an item with its token.
 *
 * @param placements - how the API wants the token
 * @param input - the item's own fields
 * @param now - epoch milliseconds
 */
export function output(
	item: Item,
	placements: Placements,
	result: TokenResult,
	input: IDataObject,
	now: number,
): IDataObject {
	const json = item.simplify ? simplified(item, placements, result, now) : raw(item, result);
	return item.outputField === '' ? json : { ...input, [item.outputField]: json };
}

/**
 * The output for people: one form for all providers, the short values before the long ones. Where the
 * API wants more or other than a Bearer token, the headers and the query that it wants are there, ready to use.
 */
function simplified(
	{ provider, includeRefreshToken }: Item,
	placements: Placements,
	{ token, source }: TokenResult,
	now: number,
): IDataObject {
	const { accessToken, lifetime, obtainedAt, scope, refreshToken } = token;
	const bearer = `Bearer ${accessToken}`;
	const ready = readyToken(placements, token);
	const { Authorization: authorization = bearer } = ready.headers ?? {};
	const isBearerAlone = ready.headers?.Authorization === bearer && placements.length === 1;
	const end = lifetime === null ? null : obtainedAt + lifetime * 1000;
	return {
		provider,
		tokenType: 'Bearer',
		expiresAt: end === null ? null : new Date(end).toISOString(),
		expiresIn: end === null ? null : Math.max(0, Math.floor((end - now) / 1000)),
		source,
		...(scope !== undefined && { scope }),
		accessToken,
		authorization,
		...(isBearerAlone ? {} : ready),
		...(includeRefreshToken && refreshToken !== undefined && { refreshToken }),
	};
}

/** The output with the provider's response as it came; a copy, because the token stays in the cache. */
function raw({ provider }: Item, { token, source }: TokenResult): IDataObject {
	return { provider, source, response: structuredClone(token.response) as IDataObject };
}
