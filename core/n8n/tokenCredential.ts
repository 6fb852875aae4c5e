import type { IDataObject, IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';
import type { TokenResult } from '../engine/token';
import { isLoginRejected, tokenError, toTokenError } from '../errors';
import { refuseDetour } from '../form/allowedDomains';
import type { FormProperty } from '../form/fields';
import { bearer, type Definition } from '../provider';
import { withToken } from './putToken';
import { getSession, hasEffect, sendAgain, type CredentialSession } from './credentialSession';
import { engine } from './processEngine';
import { credentialError } from './n8nErrors';
import { expirableField } from './sharedFields';
import { createHttp } from './httpFunction';
import { createSharedGrant, isStoring, toStore } from './sharedToken';
import { isTest, withoutTestHeader } from './signInTest';

/** Milliseconds a sign-in may take where nobody can set it. */
const TIMEOUT_MS = 30_000;

/**
 * Makes a credential's `preAuthentication`: it makes sure there is a token for the request that n8n is
 * about to send. Called again with the same credentials object, it is n8n's second pass after a failed
 * request, and renews the token if that is worth a sign-in.
 *
 * A failure of the first pass is thrown by {@link authenticateWithToken}, which n8n calls next: only
 * there does a credential test look different from a request.
 */
export function preAuthenticate(definition: Definition, properties: readonly FormProperty[]) {
	return async function (this: IHttpRequestHelper, credentials: IDataObject) {
		const session = getSession(credentials);
		const { result, failure, isTest = false } = session;
		if (failure !== undefined) throw credentialError(failure, isTest);
		// n8n could not write, so nothing was sent and no API has refused anything: it may try once more.
		if (session.unwritten !== undefined) return session.unwritten;
		const http = createHttp(async (options) => await this.helpers.httpRequest(options));
		try {
			session.grant = createSharedGrant(definition, properties, credentials, http);
			const demand = { timeout: TIMEOUT_MS };
			session.result = await (result === undefined
				? engine.get(session.grant, demand)
				: engine
						.renew(session.grant, result, { ...demand, mayRepeat: !session.isNonIdempotent })
						.then((renewed) => renewed ?? result));
		} catch (reason) {
			const error = toTokenError(reason);
			// A renewal that could not be had leaves n8n the API's own response, which says more.
			if (result !== undefined && !isLoginRejected(error)) return {};
			session.failure = error;
			if (result !== undefined) throw credentialError(error, isTest);
		}
		return writeBack(session, result, credentials);
	};
}

/** What n8n writes into the credential; in the second pass, writing is also sending again. */
function writeBack(
	session: CredentialSession,
	rejected: TokenResult | undefined,
	credentials: IDataObject,
): IDataObject {
	const isSentAgain = sendAgain(session, rejected, credentials);
	if (rejected !== undefined && !isSentAgain) return {};
	session.unwritten = session.grant && toStore(session.grant, credentials);
	return session.unwritten ?? (isSentAgain ? { [expirableField.name]: '' } : {});
}

/** A credential's `authenticate`: puts the token on the request, where the provider wants it. */
export async function authenticateWithToken(
	credentials: IDataObject,
	options: IHttpRequestOptions,
) {
	const session = getSession(credentials);
	// n8n comes here only once it has written what it was given.
	if (session.unwritten && session.grant) engine.markStored(session.grant);
	session.unwritten = undefined;
	if (isStoring(options)) throw tokenError('invalid_input', 'The token has been stored.', '');
	session.isTest = isTest(options);
	session.isNonIdempotent = hasEffect(options.method);
	session.failure ??= refuseDetour(credentials, options);
	const { token } = await resultFor(session, options).catch((reason: unknown) => {
		throw credentialError(reason, isTest(options));
	});
	if (!session.isTest && session.grant) engine.markUsed(session.grant);
	const request = {
		...options,
		// A redirect to another host must not take the token along. Older versions of the HTTP Request
		// node ask for the opposite without anyone having chosen it.
		sendCredentialsOnCrossOriginRedirect: false,
		...(session.isTest && withoutTestHeader(options)),
	};
	return withToken(request, session.grant?.placements ?? [bearer], token);
}

/** The token for a request: the one that was obtained for it, unless the request is a special one. */
async function resultFor(
	{ grant, result, failure }: CredentialSession,
	options: IHttpRequestOptions,
): Promise<TokenResult> {
	const timeout = TIMEOUT_MS;
	const hasSignedIn =
		result?.source === 'grant' || (failure && failure.errorCode !== 'sign_in_paused');
	// A test has to sign in: a token or a refresh token at hand says nothing about the login.
	if (grant && isTest(options) && !hasSignedIn) return await engine.test(grant, { timeout });
	if (failure !== undefined) return await Promise.reject(failure);
	if (grant === undefined || result === undefined) {
		throw tokenError(
			'invalid_configuration',
			'n8n did not ask this credential to sign in, because it was imported with a session of its own.',
			'Run the workflow once more. If it persists, create the credential anew.',
		);
	}
	// n8n's own sign that it reports no refusal: set by Never Error, GraphQL and Pagination.
	const unreported = (options as { simple?: boolean }).simple === false;
	return unreported ? await engine.get(grant, { timeout, unreported }) : result;
}
