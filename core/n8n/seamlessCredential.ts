import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import type { TokenError } from '../errors';
import type { FormProperty } from '../form/fields';
import { readSeamless, type Seamless } from '../seamless/credential';
import { NO_LINK } from '../seamless/linkResponse';
import { requestLink } from '../seamless/requestLink';
import { withSecretKey } from '../seamless/secretKey';
import { toTokenError, withDescription } from './errors';
import { httpOf, type HttpHelper } from './http';

/** Milliseconds the credential test waits. */
const TIMEOUT_MS = 30_000;

/** The request helper that came with a credentials object: `authenticate` has none of its own. */
const helpers = new WeakMap<object, HttpHelper>();

/** The B2COPY Seamless credential's `preAuthentication`: it has nothing to obtain. */
export async function rememberHelper(
	this: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<IDataObject> {
	helpers.set(credentials, async (options) => await this.helpers.httpRequest(options));
	return {};
}

const read = new WeakMap<object, Seamless>();

/**
 * Reads a credentials object once: the node needs it before the request, the credential during it, and
 * n8n hands both the same object.
 *
 * @throws `invalid_configuration`, `insecure_url`
 */
export function readSeamlessOnce(
	properties: readonly FormProperty[],
	credentials: ICredentialDataDecryptedObject,
): Seamless {
	const seamless = read.get(credentials) ?? readSeamless(properties, credentials);
	read.set(credentials, seamless);
	return seamless;
}

/**
 * Makes the B2COPY Seamless credential's `authenticate`, see {@link withSecretKey}. The credential test
 * asks for the link of account 0: that request is made and processed here, because n8n shows no more of
 * a response than its status text.
 *
 * @param properties - those of the credential class
 */
export function authenticateWithKey(properties: readonly FormProperty[]) {
	return async function (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		try {
			const seamless = readSeamlessOnce(properties, credentials);
			const full = withSecretKey(seamless, options);
			const helper = helpers.get(credentials);
			const asked = Object(options.body) as { account_id?: unknown };
			if (helper === undefined || asked.account_id !== TEST_ACCOUNT) return full;
			await testSecretKey(seamless, helper);
			return { ...options, method: 'GET', url: '', body: undefined };
		} catch (reason) {
			throw withDescription(toTokenError(reason));
		}
	};
}

/** No client has this account: a refusal over it, and not over the key, is what a correct key gets. */
const TEST_ACCOUNT = '0';

async function testSecretKey(seamless: Seamless, helper: HttpHelper) {
	const http = httpOf(async (options) => await helper(withSecretKey(seamless, options)));
	const { investmentPlatformId } = seamless;
	await requestLink(http, seamless, {
		accountId: TEST_ACCOUNT,
		investmentPlatformId,
		timeout: TIMEOUT_MS,
	}).catch((reason: TokenError) => {
		if (reason.errorCode !== 'link_rejected' && reason.providerCode !== NO_LINK) throw reason;
	});
}
