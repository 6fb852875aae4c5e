import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import type { TokenResult } from '../engine/token';
import type { TokenError } from '../errors';
import type { ProviderGrant } from '../createGrant';
import { expirableField } from './sharedFields';
import type { HttpHelper } from './httpFunction';
import { canWriteBack } from './writeBack';

/**
 * What one request of n8n has had from its credential. n8n hands one and the same credentials object
 * to `preAuthentication`, to `authenticate` and, after a failed request, to `preAuthentication` again.
 */
export interface CredentialSession {
	grant?: ProviderGrant;
	result?: TokenResult;
	/** Why there is no token: thrown again, without another try, if n8n asks again. */
	failure?: TokenError;
	/** What n8n was given to write into the credential, until it has been written. */
	unwritten?: IDataObject;
	/** The request is that of a credential test. */
	isTest?: boolean;
	/** The request may have an effect each time it is sent (RFC 9110 section 9.2.2). */
	isNonIdempotent?: boolean;
	/** The request function that came with the credential: `authenticate` has none. */
	helper?: HttpHelper;
}

/**
 * By the identity of n8n's credentials object: nothing else ties the two calls of one request together,
 * and what is written into the object would end in the stored credential.
 */
const sessions = new WeakMap<object, CredentialSession>();

/** The session of a credentials object. */
export function getSession(credentials: object): CredentialSession {
	const session = sessions.get(credentials) ?? {};
	sessions.set(credentials, session);
	return session;
}

/** Whether sending a request twice may have an effect twice. */
export function hasEffect(method: IHttpRequestMethods = 'GET'): boolean {
	return !['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE'].includes(method.toUpperCase());
}

/**
 * Returning the expirable field makes n8n send the request again, whatever the first response was;
 * returning `{}` does not. An order that failed with a 500 must not be placed twice. A credential that
 * was imported with a value in the field gets it emptied: n8n never asks it for a token otherwise.
 * n8n also writes the credential back, which older versions must not be made to do.
 */
export function sendAgain(
	{ result, isNonIdempotent = false }: CredentialSession,
	rejected: TokenResult | undefined,
	credentials: IDataObject,
	writable = canWriteBack(),
): boolean {
	if (!writable) return false;
	const wasImported = credentials[expirableField.name] !== '';
	return wasImported || (rejected !== undefined && result !== rejected && !isNonIdempotent);
}
