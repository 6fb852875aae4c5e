import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import type { Grant, HandedOut, Token } from '../engine';
import { isRejection, isTokenError, tokenError, type TokenError } from '../errors';
import { createGrant } from '../grant';
import { resolve, type Definition } from '../providers';
import { withoutHeader } from '../headers';
import { engine } from './engine';
import { asTokenError, inFull } from './errors';
import { session } from './fields';
import { httpOf } from './http';

/** Milliseconds a sign-in may take where nobody can set it. */
const TIMEOUT = 30_000;

/**
 * What a credentials object was last given. n8n hands one and the same object to
 * `preAuthentication`, to `authenticate` and, after a failed request, to `preAuthentication` again.
 */
const served = new WeakMap<object, Served | TokenError>();

interface Served extends HandedOut {
	grant: Grant;
}

/**
 * Credentials objects whose request may have an effect each time it is sent. n8n sends a request
 * again after a renewal, whatever the first answer was: an order that met with a 500 must not be
 * placed twice (RFC 9110 section 9.2.2).
 */
const unsafe = new WeakSet<object>();

const IDEMPOTENT = ['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE'];

/**
 * Makes a credential's `preAuthentication`: it sees to it that there is a token for the request that
 * n8n is about to send. Called again with the same credentials object, it is n8n's second pass after
 * a failed request, and renews the token if that is worth a sign-in; n8n then sends the request again,
 * which it is only asked to do if that does no harm.
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
					: await engine.renew(grant, before.token, options);
			if (given === undefined) return {};
			served.set(credentials, { ...given, grant });
			return before === undefined || unsafe.has(credentials) ? {} : { [session.name]: '' };
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
	const given = served.get(credentials);
	if (given === undefined || isTokenError(given)) {
		throw inFull(
			tokenError(
				'invalid_configuration',
				'n8n did not ask this credential to sign in.',
				'Open the credential and save it again.',
			),
		);
	}
	const { accessToken } = await tokenFor(options, given);
	if (!IDEMPOTENT.includes((options.method ?? 'GET').toUpperCase())) unsafe.add(credentials);
	return {
		...options,
		// A redirect to another host must not take the token along. Older versions of the HTTP Request
		// node ask for the opposite without anyone having chosen it.
		sendCredentialsOnCrossOriginRedirect: false,
		headers: {
			...(withoutHeader(options.headers, 'authorization', TEST_MARK) as IDataObject),
			Authorization: `Bearer ${accessToken}`,
		},
	};
}

/** The header by which a credential's `test` tells its request from all others; it is not sent. */
const TEST_MARK = 'x-credential-test';

/** A credential test has to sign in: a token or refresh token at hand says nothing about the login. */
async function tokenFor({ headers }: IHttpRequestOptions, given: Served): Promise<Token> {
	if (headers?.[TEST_MARK] === undefined || given.source !== 'cache') return given.token;
	const login = { ...given.grant, refresh: undefined };
	return await engine.get(login, { timeout: TIMEOUT, force: true }).then(
		({ token }) => token,
		(reason: unknown) => {
			throw inFull(asTokenError(reason));
		},
	);
}
