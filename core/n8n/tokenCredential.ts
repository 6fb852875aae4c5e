import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import type { Grant } from '../engine/grant';
import type { TokenResult } from '../engine/token';
import { isLoginRejected, tokenError, toTokenError, type TokenError } from '../errors';
import type { FormProperty } from '../form/fields';
import { createGrant } from '../createGrant';
import { bearer, type Definition } from '../provider';
import { withoutHeader } from '../request/http';
import { withToken } from './putToken';
import { isNonIdempotent, sendAgain, sessionOf, type CredentialSession } from './credentialSession';
import { engine } from './engine';
import { credentialError } from './errors';
import { expirableField } from './fields';
import { httpOf } from './http';
import { adoptToken, isStoring, toStore } from './sharedToken';
import { isTest, TEST_HEADER } from './signInTest';

/** Milliseconds a sign-in may take where nobody can set it. */
const TIMEOUT_MS = 30_000;

/**
 * Makes a credential's `preAuthentication`: it makes sure there is a token for the request that n8n is
 * about to send. Called again with the same credentials object, it is n8n's second pass after a failed
 * request, and renews the token if that is worth a sign-in.
 *
 * What does not work in the first pass is said by {@link authenticateWithToken}, which n8n calls next:
 * only there can a credential test be told from a request.
 *
 * @param properties - those of the credential class
 * @throws in the second pass, what was said in the first, or that the login was rejected
 */
export function preAuthenticate(definition: Definition, properties: readonly FormProperty[]) {
	return async function (
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		const session = sessionOf(credentials);
		const { result, refused, tested = false } = session;
		if (refused !== undefined) throw credentialError(refused, tested);
		// n8n could not write, so nothing was sent and no API has refused anything: it may try once more.
		if (session.unwritten !== undefined) return session.unwritten;
		const http = httpOf(async (options) => await this.helpers.httpRequest(options));
		try {
			session.login = createGrant(definition, properties, credentials, http);
			adoptToken(session.login, credentials);
			session.result =
				result === undefined ? await first(session.login) : await again(session.login, result);
		} catch (reason) {
			const error = toTokenError(reason);
			// A renewal that could not be had leaves n8n the API's own response, which says more.
			if (result !== undefined && !isLoginRejected(error)) return {};
			session.refused = error;
			if (result !== undefined) throw credentialError(error, tested);
		}
		return answerOf(session, result, credentials);
	};
}

/** What n8n writes into the credential; in the second pass, writing is also sending again. */
function answerOf(
	session: CredentialSession,
	refused: TokenResult | undefined,
	credentials: ICredentialDataDecryptedObject,
): IDataObject {
	const isSentAgain = sendAgain(session, refused, credentials);
	if (refused !== undefined && !isSentAgain) return {};
	session.unwritten = session.login && toStore(session.login, credentials);
	return session.unwritten ?? (isSentAgain ? { [expirableField.name]: '' } : {});
}

const first = async (grant: Grant) =>
	await engine.get(grant, { timeout: TIMEOUT_MS, reports: true });

const again = async (grant: Grant, refused: TokenResult) =>
	(await engine.renew(grant, refused, { timeout: TIMEOUT_MS })) ?? refused;

/**
 * A credential's `authenticate`: puts the token on the request, where the provider wants it.
 *
 * @returns new options; what is written into the given ones ends in the stored execution
 */
export async function authenticateWithToken(
	credentials: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	const tested = isTest(options);
	const session = sessionOf(credentials);
	// n8n comes here only once it has written what it was given.
	if (session.unwritten && session.login) engine.stored(session.login);
	session.unwritten = undefined;
	if (isStoring(options)) throw credentialError(notSent(), false);
	session.tested = tested;
	session.nonIdempotent = isNonIdempotent(options.method);
	const { token } = await resultFor(session, options).catch((reason: unknown) => {
		throw credentialError(reason, tested);
	});
	if (!tested && session.login) engine.used(session.login);
	const request = {
		...options,
		// A redirect to another host must not take the token along. Older versions of the HTTP Request
		// node ask for the opposite without anyone having chosen it.
		sendCredentialsOnCrossOriginRedirect: false,
		headers: withoutHeader(options.headers, ...(tested ? [TEST_HEADER] : [])) as IDataObject,
	};
	return withToken(request, session.login?.placement ?? bearer, token.accessToken);
}

/** The token for a request: the one that was obtained for it, unless the request is a special one. */
async function resultFor(
	{ login, result, refused }: CredentialSession,
	options: IHttpRequestOptions,
): Promise<TokenResult> {
	const timeout = TIMEOUT_MS;
	const signedIn =
		result?.source === 'grant' || (refused && refused.errorCode !== 'sign_in_paused');
	// A test has to sign in: a token or a refresh token at hand says nothing about the login.
	if (login && isTest(options) && !signedIn) return await engine.test(login, { timeout });
	if (refused !== undefined) return await Promise.reject(refused);
	if (login === undefined || result === undefined) return await Promise.reject(notAsked());
	// n8n's own sign that it reports no refusal: set by Never Error, GraphQL and Pagination.
	const unreported = (options as { simple?: boolean }).simple === false;
	return unreported ? await engine.get(login, { timeout, unreported }) : result;
}

function notSent(): TokenError {
	return tokenError('invalid_input', 'There is nothing to send.', 'The token has been stored.');
}

function notAsked(): TokenError {
	return tokenError(
		'invalid_configuration',
		'n8n did not ask this credential to sign in, because it was imported with a session of its own.',
		'Run the workflow once more. If it persists, create the credential anew.',
	);
}
