import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import type { Grant } from '../engine/grant';
import type { Token, TokenResult } from '../engine/token';
import { isLoginRejected, tokenError, type TokenError } from '../errors';
import type { FormProperty } from '../form/fields';
import { createGrant } from '../grant';
import type { Definition } from '../provider';
import { withoutHeader } from '../request/headers';
import { engine } from './engine';
import { toTokenError, withDescription } from './errors';
import { session as expirable } from './fields';
import { httpOf } from './http';
import { isTest, TEST_HEADER } from './signInTest';

/** Milliseconds a sign-in may take where nobody can set it. */
const TIMEOUT_MS = 30_000;

/**
 * What one request of n8n has had from its credential. n8n hands one and the same credentials object
 * to `preAuthentication`, to `authenticate` and, after a failed request, to `preAuthentication` again.
 */
interface CredentialSession {
	/** What was obtained, and how. */
	issued?: TokenResult & { grant: Grant };
	/** Why nothing was: said again, without another try, if n8n asks again. */
	refused?: TokenError;
	/** The request may have an effect each time it is sent (RFC 9110 section 9.2.2). */
	nonIdempotent?: boolean;
}

const sessions = new WeakMap<object, CredentialSession>();

const IDEMPOTENT = ['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE'];

/**
 * Makes a credential's `preAuthentication`: it makes sure there is a token for the request that n8n is
 * about to send. Called again with the same credentials object, it is n8n's second pass after a failed
 * request, and renews the token if that is worth a sign-in.
 *
 * @param properties - those of the credential class
 * @throws an Error whose message holds what happened and what to do: n8n shows nothing else
 */
export function preAuthenticate(definition: Definition, properties: readonly FormProperty[]) {
	return async function (
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		const session = sessions.get(credentials) ?? {};
		sessions.set(credentials, session);
		const { issued, refused } = session;
		if (refused !== undefined) throw withDescription(refused);
		const http = httpOf(async (options) => await this.helpers.httpRequest(options));
		try {
			const grant = createGrant(definition, properties, credentials, http);
			const result =
				issued === undefined
					? await engine.get(grant, { timeout: TIMEOUT_MS })
					: await engine.renew(grant, issued.token, { timeout: TIMEOUT_MS });
			if (result === undefined) return {};
			session.issued = { ...result, grant };
			// Returning the field makes n8n send the request again, whatever the first response was;
			// returning {} does not. An order that failed with a 500 must not be placed twice.
			return issued === undefined || session.nonIdempotent ? {} : { [expirable.name]: '' };
		} catch (reason) {
			const error = toTokenError(reason);
			// A renewal that could not be had leaves n8n the API's own response, which says more.
			if (issued !== undefined && !isLoginRejected(error)) return {};
			session.refused = error;
			throw withDescription(error);
		}
	};
}

/**
 * A credential's `authenticate`: puts the token on the request and leaves all other headers alone.
 *
 * @returns new options; what is written into the given ones ends in the stored execution
 */
export async function authenticateWithToken(
	credentials: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	const session = sessions.get(credentials);
	if (session?.issued === undefined) {
		throw withDescription(
			tokenError(
				'invalid_configuration',
				'n8n did not ask this credential to sign in.',
				'Open the credential and save it again.',
			),
		);
	}
	const tested = isTest(options);
	const { accessToken } = tested ? await testLogin(session.issued) : session.issued.token;
	if (!IDEMPOTENT.includes((options.method ?? 'GET').toUpperCase())) session.nonIdempotent = true;
	const dropped = tested ? ['authorization', TEST_HEADER] : ['authorization'];
	return {
		...options,
		// A redirect to another host must not take the token along. Older versions of the HTTP Request
		// node ask for the opposite without anyone having chosen it.
		sendCredentialsOnCrossOriginRedirect: false,
		headers: {
			...(withoutHeader(options.headers, ...dropped) as IDataObject),
			Authorization: `Bearer ${accessToken}`,
		},
	};
}

/** A credential test has to sign in: a token or refresh token at hand says nothing about the login. */
async function testLogin({ grant, token, source }: TokenResult & { grant: Grant }): Promise<Token> {
	if (source !== 'cache') return token;
	const login = { ...grant, refresh: undefined };
	return await engine.get(login, { timeout: TIMEOUT_MS, force: true }).then(
		(result) => result.token,
		(reason: unknown) => {
			throw withDescription(toTokenError(reason));
		},
	);
}
