import { randomBytes } from 'node:crypto';
import type { ICredentialTestRequest, IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { withoutHeader } from '../request/http';

/** The header that marks the request of a credential test; it is not sent. */
const TEST_HEADER = 'x-credential-test';

/** New in every process, so that no workflow sends it. */
const TEST_VALUE = randomBytes(16).toString('hex');

/** Whether this is the request of a credential test. */
export function isTest({ headers }: IHttpRequestOptions): boolean {
	return headers?.[TEST_HEADER] === TEST_VALUE;
}

/** The headers of a credential test's request that are sent. */
export function withoutTestHeader({ headers }: IHttpRequestOptions) {
	return { headers: withoutHeader(headers, TEST_HEADER) as IDataObject };
}

/**
 * Makes the `test` of a credential, a request of n8n. To sign in, or to ask for a link, is the test; any
 * response to the request itself will do.
 */
export function signInTest(baseURL: string): ICredentialTestRequest {
	return {
		request: {
			baseURL,
			url: '',
			method: 'GET',
			headers: { [TEST_HEADER]: TEST_VALUE },
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			skipSslCertificateValidation: '={{$credentials.allowUnauthorizedCerts}}',
		},
	};
}
