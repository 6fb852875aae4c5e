import { randomBytes } from 'node:crypto';
import type { IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { createSharing } from '../sharing/sharing';
import type { Login } from '../sharing/login';
import { engine } from './engine';
import { expirableField, sharedToken, shareToken } from './fields';
import { canWriteBack } from './writeBack';

const sharing = createSharing(engine);

/** The header by which n8n is asked to write the credential and to send nothing. */
const STORE_HEADER = 'x-store-token';

/** New in every process, so that no workflow sends it. */
const STORE_VALUE = randomBytes(16).toString('hex');

/**
 * Takes over the token that another process of n8n has stored in a credential.
 *
 * @param form - the credential as n8n hands it over
 */
export function adoptToken(login: Login, form: Readonly<Record<string, unknown>>): void {
	if (isShared(form)) sharing.adopt(login, form[sharedToken.name]);
}

/**
 * What n8n is to write into a credential now: a new token for other processes, or nothing in its place
 * once a person has turned sharing off.
 *
 * @param form - the credential as n8n hands it over
 * @param writable - see {@link canWriteBack}
 * @returns undefined if nothing needs to be written
 */
export function toStore(
	login: Login,
	form: Readonly<Record<string, unknown>>,
	writable = canWriteBack(),
): IDataObject | undefined {
	if (!writable) return undefined;
	const next = isShared(form) ? sharing.next(login, form[sharedToken.name]) : cleared(login, form);
	return next === undefined ? undefined : { [expirableField.name]: '', [sharedToken.name]: next };
}

/** Each request would write, and none go through while n8n cannot. */
function cleared(login: Login, form: Readonly<Record<string, unknown>>): '' | undefined {
	return isStale(form) && engine.clear(login) ? '' : undefined;
}

/** Whether a token is stored although a person has turned sharing off. */
export function isStale(form: Readonly<Record<string, unknown>>): boolean {
	return !isShared(form) && Boolean(form[sharedToken.name]);
}

/**
 * Lets n8n write a token that a node has obtained, or remove one. A node cannot write a credential; n8n
 * does before it signs a request, so it is given one, which {@link isStoring} keeps from being sent.
 *
 * @param credential - the type of the node's credential, which is the one of the first item
 */
export async function storeToken(context: IExecuteFunctions, credential: string): Promise<void> {
	if (!canWriteBack()) return;
	const { httpRequestWithAuthentication } = context.helpers;
	const options = { url: 'https://store.invalid', headers: { [STORE_HEADER]: STORE_VALUE } };
	// What n8n could not write costs the other processes a sign-in, and the workflow nothing.
	await httpRequestWithAuthentication.call(context, credential, options).catch(() => undefined);
}

/** Whether this is the request of {@link storeToken}, which nobody is to send. */
export function isStoring({ headers }: IHttpRequestOptions): boolean {
	return headers?.[STORE_HEADER] === STORE_VALUE;
}

/** Whether a person lets the processes of n8n share the token of a credential. */
export function isShared(form: Readonly<Record<string, unknown>>): boolean {
	return form[shareToken.name] !== false;
}
