import {
	ExpressionError,
	NodeOperationError,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';
import { createEngine, type Token } from './engine';
import { isRejection, isTokenError, tokenError, type TokenError } from './errors';
import { session } from './fields';
import { createGrant } from './grant';
import { NO_LINK } from './link';
import { resolve, type Definition } from './providers';
import { requestLink } from './requestLink';
import { readSeamless, withSecretKey, withoutHeader } from './seamless';
import type { Http, HttpAnswer } from './send';

/** The one engine of this process: credentials and nodes share its tokens. */
export const engine = createEngine();

/** Milliseconds a sign-in may take where nobody can set it. */
const TIMEOUT = 30_000;

type HttpHelper = (options: IHttpRequestOptions) => Promise<unknown>;

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

async function readBody(
	body: unknown,
	largest: number,
	signal: AbortSignal,
): Promise<Pick<HttpAnswer, 'body' | 'fault'>> {
	if (!isStream(body)) return { body: typeof body === 'string' ? body : JSON.stringify(body) };
	const giveUp = () => body.destroy();
	signal.addEventListener('abort', giveUp, { once: true });
	if (signal.aborted) giveUp();
	const chunks: Buffer[] = [];
	let size = 0;
	try {
		for await (const chunk of body) {
			size += chunk.length;
			if (size > largest) return {};
			chunks.push(chunk);
		}
		return { body: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)) };
	} catch (fault) {
		return fault instanceof TypeError ? {} : { fault };
	} finally {
		signal.removeEventListener('abort', giveUp);
		body.destroy();
	}
}

function isStream(body: unknown): body is AsyncIterable<Buffer> & { destroy(): void } {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

/**
 * What a credentials object was last given. n8n hands one and the same object to
 * `preAuthentication`, to `authenticate` and, after a failed request, to `preAuthentication` again.
 */
const served = new WeakMap<object, Token | TokenError>();

/**
 * Makes a credential's `preAuthentication`: it sees to it that there is a token for the request that
 * n8n is about to send. Called again with the same credentials object, it is n8n's second pass after
 * a failed request, and renews the token if that is worth a sign-in.
 *
 * @throws an Error whose message holds what happened and what to do: n8n shows nothing else
 */
export function signIn(definition: Definition) {
	return async function (
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		const before = served.get(credentials);
		if (isTokenError(before)) throw inFull(before);
		const http = httpOf(async (options) => await this.helpers.httpRequest(options));
		try {
			const grant = createGrant(resolve(definition, credentials), credentials, http);
			const options = { timeout: TIMEOUT };
			const given =
				before === undefined
					? await engine.get(grant, options)
					: await engine.renew(grant, before, options);
			if (given === undefined) return {};
			served.set(credentials, given.token);
			return before === undefined ? {} : { [session.name]: '' };
		} catch (reason) {
			const known = asTokenError(reason);
			// A renewal that could not be had leaves n8n the API's own answer, which says more.
			if (before !== undefined && !isRejection(known)) return {};
			served.set(credentials, known);
			throw inFull(known);
		}
	};
}

/**
 * A credential's `authenticate`: puts the token on the request and leaves all other headers alone.
 *
 * @returns new options; what is written into the given ones ends in the stored execution
 */
export async function putToken(
	credentials: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	const token = served.get(credentials);
	if (token === undefined || isTokenError(token)) {
		throw inFull(
			tokenError(
				'invalid_configuration',
				'n8n did not ask this credential to sign in.',
				'Open the credential and save it again.',
			),
		);
	}
	return {
		// A redirect to another host must not take the token along, unless someone chose so.
		sendCredentialsOnCrossOriginRedirect: false,
		...options,
		headers: {
			...(withoutHeader(options.headers, 'authorization') as IDataObject),
			Authorization: `Bearer ${token.accessToken}`,
		},
	};
}

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

/** No client has this account. That a link request fails over it shows that the key is right. */
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

/** Any thrown value as one of ours. What is not ours may carry secrets and is not looked at. */
function asTokenError(reason: unknown): TokenError {
	if (isTokenError(reason)) return reason;
	return tokenError(
		'provider_unavailable',
		'The sign-in ended unexpectedly.',
		'Try again; if it persists, report it with the version of this package.',
	);
}

/** The same error with what to do in its message. */
function inFull(reason: TokenError): TokenError {
	const { errorCode, message, description } = reason;
	return tokenError(errorCode, `${message} ${description}`, description);
}

/**
 * The node error for an item that did not work. n8n's own errors about a missing credential or an
 * expression pass, because they name what to correct; anything else is built from safe texts only.
 */
export function nodeError(node: INode, reason: unknown, itemIndex: number): NodeOperationError {
	const known = isN8nError(reason)
		? tokenError('invalid_configuration', reason.message, String(reason.description ?? ''))
		: asTokenError(reason);
	const { message, description, errorCode } = known;
	return new NodeOperationError(node, message, { description, itemIndex, type: errorCode });
}

function isN8nError(reason: unknown): reason is NodeOperationError | ExpressionError {
	return reason instanceof NodeOperationError || reason instanceof ExpressionError;
}

/** The output item for an input item that did not work, where the person chose to continue. */
export function errorItem(error: NodeOperationError, itemIndex: number): INodeExecutionData {
	const json = { error: error.message, errorCode: error.type ?? '' };
	return { json, error, pairedItem: { item: itemIndex } };
}
