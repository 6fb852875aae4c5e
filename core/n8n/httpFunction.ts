import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { readBody } from '../request/body';
import { ADVANCED, tokenError } from '../errors';
import type { Http } from '../request/http';
import { withN8nWords } from './n8nErrors';

/** One of n8n's request helpers. */
export type HttpHelper = (options: IHttpRequestOptions) => Promise<unknown>;

/** Makes the engine's HTTP function from one of n8n's request helpers. */
export function createHttp(helper: HttpHelper): Http {
	return async ({ method = 'POST', signal, insecureTls, tls, maxBody, ...request }) => {
		if (tls !== undefined) await assertTakesCertificates(helper, request.url);
		const response = (await helper({
			...request,
			method,
			abortSignal: signal,
			// A stream lets an endless response be dropped instead of taken in.
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			skipSslCertificateValidation: insecureTls,
			...(tls && { agentOptions: tls }),
		}).catch((reason: unknown) => {
			throw withN8nWords(reason);
		})) as IN8nHttpFullResponse;
		const { statusCode: status, headers: received } = response;
		return { status, headers: received, ...(await readBody(response.body, maxBody, signal)) };
	};
}

/**
 * Refuses where n8n's HTTP client does not send client certificates, as before 2.20: it then does not look at the
 * options of the connection. A request that is cancelled already shows that, and is not sent.
 */
async function assertTakesCertificates(helper: HttpHelper, url: string): Promise<void> {
	let isRead = false;
	const agentOptions = Object.defineProperty({}, 'cert', {
		enumerable: true,
		get: () => void (isRead = true),
	});
	const abortSignal = AbortSignal.abort();
	const reason: unknown = await helper({ url, abortSignal, agentOptions }).catch(
		(refusal: unknown) => refusal,
	);
	// What n8n refuses for another reason it refuses again.
	if (isRead || Object(reason).code !== 'ERR_CANCELED') return;
	throw tokenError(
		'invalid_configuration',
		'This n8n does not send client certificates. Nothing was sent.',
		`Update n8n to 2.20 or later, or change "Client Authentication" ${ADVANCED}.`,
	);
}
