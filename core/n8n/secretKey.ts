import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import type { TokenError } from '../errors';
import { NO_LINK } from '../link';
import { requestLink } from '../requestLink';
import { readSeamless } from '../seamless';
import { withSecretKey } from '../secretKey';
import { asTokenError, inFull } from './errors';
import { httpOf, type HttpHelper } from './http';

/** Milliseconds the credential test waits. */
const TIMEOUT = 30_000;

/** The request helper that came with a credentials object: `authenticate` has none of its own. */
const helpers = new WeakMap<object, HttpHelper>();

/** The B2COPY Seamless credential's `preAuthentication`: it has nothing to obtain. */
export async function keepHelper(
	this: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<IDataObject> {
	helpers.set(credentials, async (options) => await this.helpers.httpRequest(options));
	return {};
}

/**
 * The B2COPY Seamless credential's `authenticate`, see {@link withSecretKey}. The credential test
 * asks for the link of account 0: that request is made and judged here, because n8n shows no more of
 * an answer than its status text.
 */
export async function putSecretKey(
	credentials: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	try {
		const full = withSecretKey(credentials, options);
		const helper = helpers.get(credentials);
		const asked = Object(options.body) as { account_id?: unknown };
		if (helper === undefined || asked.account_id !== TEST_ACCOUNT) return full;
		await testSecretKey(credentials, helper);
		return { ...options, method: 'GET', url: '', body: undefined };
	} catch (reason) {
		throw inFull(asTokenError(reason));
	}
}

/** No client has this account: a refusal over it, and not over the key, is what a right key gets. */
const TEST_ACCOUNT = '0';

async function testSecretKey(form: ICredentialDataDecryptedObject, helper: HttpHelper) {
	const seamless = readSeamless(form);
	const http = httpOf(async (options) => await helper(withSecretKey(form, options)));
	const { investmentPlatformId } = seamless;
	await requestLink(http, seamless, {
		accountId: TEST_ACCOUNT,
		investmentPlatformId,
		timeout: TIMEOUT,
	}).catch((reason: TokenError) => {
		if (reason.errorCode !== 'link_rejected' && reason.providerCode !== NO_LINK) throw reason;
	});
}
