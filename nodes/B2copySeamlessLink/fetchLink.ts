import { sleep, type IExecuteFunctions } from 'n8n-workflow';
import { isTokenError, type TokenError } from '../../core/errors';
import { createTraffic, createHttp, readSeamless, requestLink, type Traffic } from '../../core/n8n';
import { B2copySeamlessApi } from '../../credentials/B2copySeamlessApi.credentials';
import type { Item } from './item';

/**
 * Makes the function that gets the link of an item. All items of one execution share it, and with it
 * what slows them down. Server and secret key may differ from item to item: expressions give them.
 *
 * @param stop - fires when the execution is cancelled or has failed; ends the waiting between tries
 */
export function createFetchLink(context: IExecuteFunctions, stop: AbortSignal) {
	const { name: type, properties } = new B2copySeamlessApi();
	const servers = new Map<string, Traffic>();
	// A secret key that was rejected once is rejected for every other client too.
	const rejectedKeys = new Map<string, TokenError>();
	return async ({ accountId, timeout, retries, ...item }: Item, itemIndex: number) => {
		const data = await context.getCredentials(type, itemIndex);
		const seamless = readSeamless(properties, data);
		const { investmentPlatformId = seamless.investmentPlatformId } = item;
		const server = seamless.url.href;
		const key = `${server} ${seamless.secretKey}`;
		const traffic = servers.get(server) ?? createTraffic(Date.now, sleep, Math.random, stop);
		servers.set(server, traffic);
		// Without its own, n8n takes the credential as the first item has it.
		const own = { credentialsDecrypted: { id: '', name: type, type, data } };
		const { httpRequestWithAuthentication } = context.helpers;
		const http = createHttp(
			async (options) => await httpRequestWithAuthentication.call(context, type, options, own),
		);
		const attempt = async () => {
			const rejected = rejectedKeys.get(key);
			if (rejected !== undefined) throw rejected;
			return await requestLink(http, seamless, { accountId, investmentPlatformId, timeout });
		};
		const link = await traffic(attempt, retries).catch((reason: unknown) => {
			if (isTokenError(reason) && reason.errorCode === 'credentials_rejected') {
				rejectedKeys.set(key, reason);
			}
			throw reason;
		});
		return { accountId, investmentPlatformId, ...link };
	};
}
