import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { readBody } from '../body';
import type { Http } from '../send';

/** One of n8n's request helpers. */
export type HttpHelper = (options: IHttpRequestOptions) => Promise<unknown>;

/** Makes the engine's HTTP function from one of n8n's request helpers. */
export function httpOf(helper: HttpHelper): Http {
	return async ({ url, headers, body, signal, timeout, insecureTls, largestBody }) => {
		const response = (await helper({
			method: 'POST',
			url,
			headers,
			body,
			timeout,
			abortSignal: signal,
			// A stream lets an endless answer be given up instead of taken in.
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			skipSslCertificateValidation: insecureTls,
		})) as IN8nHttpFullResponse;
		const answer = { status: response.statusCode, headers: response.headers };
		return { ...answer, ...(await readBody(response.body, largestBody, signal)) };
	};
}
