import type { Http } from '../request/http';
import { send } from '../request/send';
import type { Seamless } from './credential';
import type { Link } from './linkResponse';

/** The client to be signed in, and how long to wait for the link. */
export interface LinkRequest {
	accountId: string;
	investmentPlatformId: string;
	/** Milliseconds. */
	timeout: number;
}

/** Asks B2COPY for a client's link. The HTTP function adds the secret key, see `withSecretKey`. */
export async function requestLink(
	http: Http,
	{ url, exchange, insecureTls, redirectHost }: Seamless,
	{ accountId, investmentPlatformId, timeout }: LinkRequest,
): Promise<Link> {
	const body = { account_id: accountId, investment_platform_id: investmentPlatformId };
	const { service, address } = exchange;
	const target = { ...service, address, url, insecureTls, timeout, retry: false };
	const response = await send(http, { headers: {}, body }, target);
	// Loaded with the first response: many a process of n8n never asks for a link.
	const { processLinkResponse } = await import('./linkResponse');
	return processLinkResponse(exchange, response, redirectHost);
}
