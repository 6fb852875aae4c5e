import type { IDataObject, IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';
import type { TokenError } from '../errors';
import type { FormProperty } from '../form/fields';
import { readSeamless, type Seamless } from '../seamless/credential';
import { NO_LINK } from '../seamless/b2copySeamless';
import { requestLink } from '../seamless/requestLink';
import { withSecretKey } from '../seamless/secretKey';
import { getSession } from './credentialSession';
import { credentialError } from './n8nErrors';
import { createHttp, type HttpHelper } from './httpFunction';
import { isTest, withoutTestHeader } from './signInTest';

/** The B2COPY Seamless credential's `preAuthentication`: it has nothing to obtain. */
export async function rememberHelper(this: IHttpRequestHelper, credentials: object) {
	getSession(credentials).helper = async (options) => await this.helpers.httpRequest(options);
	return {};
}

/**
 * Makes the B2COPY Seamless credential's `authenticate`, see {@link withSecretKey}. In a credential test
 * the link request is made and processed here, because n8n shows no more of a response than its status
 * text; the test's own request goes out without the secret key.
 */
export function authenticateWithKey(properties: readonly FormProperty[]) {
	return async (credentials: IDataObject, options: IHttpRequestOptions) => {
		try {
			const seamless = readSeamless(properties, credentials);
			const { helper } = getSession(credentials);
			if (helper === undefined || !isTest(options)) return withSecretKey(seamless, options);
			await testSecretKey(seamless, helper);
			return { ...options, ...withoutTestHeader(options) };
		} catch (reason) {
			throw credentialError(reason, isTest(options));
		}
	};
}

/**
 * No client has this account: a refusal over it, and not over the key, is what a correct key gets. It
 * says nothing about "Investment Platform ID" and "Redirect URL".
 */
const TEST_ACCOUNT = '0';

async function testSecretKey(seamless: Seamless, helper: HttpHelper): Promise<void> {
	const http = createHttp(async (options) => await helper(withSecretKey(seamless, options)));
	const { investmentPlatformId } = seamless;
	const request = { accountId: TEST_ACCOUNT, investmentPlatformId, timeout: 30_000 };
	await requestLink(http, seamless, request).catch((reason: TokenError) => {
		if (reason.errorCode !== 'link_rejected' && reason.providerCode !== NO_LINK) throw reason;
	});
}
