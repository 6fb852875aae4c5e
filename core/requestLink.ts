import { judgeLink, type Link } from './link';
import { b2copySeamless } from './providers/b2copySeamless';
import type { Seamless } from './seamless';
import { send, type Http } from './send';

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
 * @throws every code that `send` and `judgeLink` know
 */
export async function requestLink(
	http: Http,
	seamless: Seamless,
	{ accountId, investmentPlatformId, timeout }: LinkRequest,
): Promise<Link> {
	const { url, insecureTls, redirectHost, secretKey } = seamless;
	const payload = {
		headers: { accept: 'application/json', 'content-type': 'application/json' },
		body: JSON.stringify({ account_id: accountId, investment_platform_id: investmentPlatformId }),
	};
	const { title, request } = b2copySeamless;
	const label = b2copySeamless.fields.baseUrl?.label ?? '';
	const target = { title, request, url, label, insecureTls, timeout, retry: false };
	return judgeLink(await send(http, payload, target), redirectHost, [secretKey]);
}
