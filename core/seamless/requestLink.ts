import type { Http } from '../request/http';
import { send } from '../request/send';
import type { Seamless } from './credential';
import { processLinkResponse, type Link } from './linkResponse';
import { b2copySeamless } from './provider';

/** The client to be signed in, and how long to wait for the link. */
export interface LinkRequest {
	accountId: string;
	investmentPlatformId: string;
	/** Milliseconds. */
	timeout: number;
}

/**
 * Asks B2COPY for a client's link. The secret key is not part of this request: the HTTP function
 * adds it, see `withSecretKey`.
 *
 * @param advice - what to do about a rejected request for which B2COPY gives no reason
 * @throws every code that `send` and `processLinkResponse` know
 */
export async function requestLink(
	http: Http,
	{ url, address, addressHint, insecureTls, redirectHost, secretKey }: Seamless,
	{ accountId, investmentPlatformId, timeout }: LinkRequest,
	advice = b2copySeamless.rejectedAdvice,
): Promise<Link> {
	const payload = {
		headers: { accept: 'application/json', 'content-type': 'application/json' },
		body: { account_id: accountId, investment_platform_id: investmentPlatformId },
	};
	const { title, noun } = b2copySeamless;
	const target = { title, noun, url, address, insecureTls, timeout, retry: false };
	const service = { ...b2copySeamless, rejectedAdvice: advice };
	const exchange = { service, address, addressHint, secrets: [secretKey] };
	return processLinkResponse(exchange, await send(http, payload, target), redirectHost);
}
