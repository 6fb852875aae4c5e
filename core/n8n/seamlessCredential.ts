import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { TIMEOUT_ADVICE, tokenError, type TokenError } from '../errors';
import type { FormProperty } from '../form/fields';
import { withoutHeader } from '../request/http';
import { readSeamless, type Seamless } from '../seamless/credential';
import { NO_LINK } from '../seamless/linkResponse';
import { b2copySeamless } from '../seamless/provider';
import { requestLink } from '../seamless/requestLink';
import { withSecretKey } from '../seamless/secretKey';
import { credentialError } from './errors';
import { httpOf, type HttpHelper } from './http';
import { isTest, TEST_HEADER } from './signInTest';

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
 * Makes the B2COPY Seamless credential's `authenticate`, see {@link withSecretKey}. In a credential test
 * the link request is made and processed here, because n8n shows no more of a response than its status
 * text; the test's own request goes out without the secret key.
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
			const helper = helpers.get(credentials);
			if (helper === undefined || !isTest(options)) return withSecretKey(seamless, options);
			await testSecretKey(seamless, helper);
			return { ...options, headers: withoutHeader(options.headers, TEST_HEADER) as IDataObject };
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

/** Who tests a credential sees its form: advice that is about an item or a node does not help. */
const FORM_ADVICE: Record<string, string> = {
	[b2copySeamless.rejectedAdvice]:
		'Copy "Secret Key" again from the Back Office (System > Settings > Side Auth).',
	[TIMEOUT_ADVICE]: 'Check "Base URL"; if it is right, try again later.',
};

async function testSecretKey(seamless: Seamless, helper: HttpHelper) {
	const http = httpOf(async (options) => await helper(withSecretKey(seamless, options)));
	const { investmentPlatformId } = seamless;
	await requestLink(http, seamless, {
		accountId: TEST_ACCOUNT,
		investmentPlatformId,
		timeout: TIMEOUT_MS,
	}).catch((reason: TokenError) => {
		const { errorCode, message, description, providerCode } = reason;
		if (errorCode === 'link_rejected' || providerCode === NO_LINK) return;
		throw tokenError(errorCode, message, FORM_ADVICE[description] ?? description);
	});
}
