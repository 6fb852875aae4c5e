import { sleep, type IExecuteFunctions } from 'n8n-workflow';
import { isTokenError, type TokenError } from '../../core/errors';
import { httpOf } from '../../core/n8n';
import type { Link } from '../../core/seamless/linkResponse';
import { requestLink } from '../../core/seamless/requestLink';
import { withRetries } from '../../core/seamless/retry';
import { createTraffic, type Traffic } from '../../core/seamless/traffic';
import type { Client } from './item';

const TYPE = 'b2copySeamlessApi';

/** Obtains the link of one client. */
export type FetchLink = (client: Client) => Promise<Link>;

/**
 * Makes the function that all items of one execution share, and with it what slows them down. Server
 * and secret key may differ from item to item: expressions give them.
 *
 * @param ended - fires when the execution is cancelled or has failed; ends the waiting between tries
 */
export function createFetchLink(context: IExecuteFunctions, ended: AbortSignal): FetchLink {
	const servers = new Map<string, Traffic>();
	// A secret key that was refused once is refused for every other client too.
	const refusedKeys = new Map<string, TokenError>();
	return async (client) => {
		const { seamless } = client;
		const server = seamless.url.href;
		const traffic = servers.get(server) ?? createTraffic(Date.now, sleep, Math.random, ended);
		servers.set(server, traffic);
		const key = `${server} ${seamless.secretKey}`;
		const attempt = async () => {
			const refused = refusedKeys.get(key);
			if (refused !== undefined) throw refused;
			return await requestLink(httpWith(context, client), seamless, client);
		};
		return await withRetries(attempt, client.retries, traffic).catch((reason: unknown) => {
			if (isTokenError(reason) && reason.errorCode === 'credentials_rejected') {
				refusedKeys.set(key, reason);
			}
			throw reason;
		});
	};
}

/** The HTTP function that adds the secret key as this item's credential has it. */
function httpWith(context: IExecuteFunctions, { credentials }: Client) {
	return httpOf(
		async (options) =>
			await context.helpers.httpRequestWithAuthentication.call(context, TYPE, options, {
				// Without it, n8n takes the credential as the first item has it.
				credentialsDecrypted: { id: '', name: TYPE, type: TYPE, data: credentials },
			}),
	);
}
