import { sleep, type IExecuteFunctions } from 'n8n-workflow';
import { abortable } from '../../core/abortable';
import { isTokenError, type TokenError } from '../../core/errors';
import { httpOf } from '../../core/n8n';
import type { Link } from '../../core/seamless/linkResponse';
import { createRateGate } from '../../core/seamless/rateGate';
import { requestLink } from '../../core/seamless/requestLink';
import { withRetries } from '../../core/seamless/retry';
import type { Item } from './item';

const TYPE = 'b2copySeamlessApi';

/** Obtains the link of one item. @param stop - ends the waiting between tries */
export type FetchLink = (item: Item, stop: AbortSignal) => Promise<Link>;

/** Makes the function that all items of one execution share, and with it what slows them down. */
export function createFetchLink(context: IExecuteFunctions): FetchLink {
	const cancelled = context.getExecutionCancelSignal();
	const gate = createRateGate(Date.now, sleep);
	// A secret key that was refused once is refused for every other client too.
	const refusedKeys = new Map<string, TokenError>();
	return async (item, stop) => {
		const { seamless } = item;
		const attempt = async () => {
			const refused = refusedKeys.get(seamless.secretKey);
			if (refused !== undefined) throw refused;
			return await abortable(cancelled, requestLink(httpWith(context, item), seamless, item));
		};
		return await withRetries(attempt, item.retries, gate, stop).catch((reason: unknown) => {
			if (isTokenError(reason) && reason.errorCode === 'credentials_rejected') {
				refusedKeys.set(seamless.secretKey, reason);
			}
			throw reason;
		});
	};
}

/** The HTTP function that adds the secret key as this item's credential has it. */
function httpWith(context: IExecuteFunctions, { credentials }: Item) {
	return httpOf(
		async (options) =>
			await context.helpers.httpRequestWithAuthentication.call(context, TYPE, options, {
				// Without it, n8n takes the credential as the first item has it.
				credentialsDecrypted: { id: '', name: TYPE, type: TYPE, data: credentials },
			}),
	);
}
