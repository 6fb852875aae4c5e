import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { readBody } from '../request/body';
import type { Http } from '../request/http';
import { withN8nWords } from './n8nErrors';

/** One of n8n's request helpers. */
export type HttpHelper = (options: IHttpRequestOptions) => Promise<unknown>;

/** Makes the engine's HTTP function from one of n8n's request helpers. */
export function createHttp(helper: HttpHelper): Http {
	return async ({ method = 'POST', url, headers, body, signal, timeout, insecureTls, maxBody }) => {
		const response = (await helper({
			method,
			url,
			headers,
			body,
			timeout,
			abortSignal: signal,
			// A stream lets an endless response be dropped instead of taken in.
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			skipSslCertificateValidation: insecureTls,
		}).catch((reason: unknown) => {
			throw withN8nWords(reason);
		})) as IN8nHttpFullResponse;
		const { statusCode: status, headers: received } = response;
		return { status, headers: received, ...(await readBody(response.body, maxBody, signal)) };
	};
}
