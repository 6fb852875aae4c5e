import type { IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type { Grant } from '../engine/grant';
import { createSharing } from '../sharing/sharing';
import { engine } from './engine';
import { expirableField, sharedToken, shareToken } from './fields';
import { canWriteBack } from './writeBack';

type Form = Readonly<Record<string, unknown>>;

const sharing = createSharing(engine);

/** Whether a person lets the processes of n8n share the token of a credential. */
export function isShared(form: Form): boolean {
	return form[shareToken.name] !== false;
}

/** Whether a token is stored although a person has turned sharing off. */
export function isStale(form: Form): boolean {
	return !isShared(form) && Boolean(form[sharedToken.name]);
}

/** Takes over the token that another process of n8n has stored in a credential. */
export function adoptToken(grant: Grant, form: Form): void {
	if (isShared(form)) sharing.adopt(grant, form[sharedToken.name]);
}

/**
 * What n8n should write into a credential now: a new token for other processes, or nothing in its place
 * once a person has turned sharing off.
 *
 * @param writable - see {@link canWriteBack}
 * @returns undefined if nothing needs to be written
 */
export function toStore(
	grant: Grant,
	form: Form,
	writable = canWriteBack(),
): IDataObject | undefined {
	if (!writable) return undefined;
	const text = isShared(form) ? sharing.next(grant, form[sharedToken.name]) : toRemove(grant, form);
	return text === undefined ? undefined : { [expirableField.name]: '', [sharedToken.name]: text };
}

/** Each request would write, and none go through while n8n cannot. */
function toRemove(grant: Grant, form: Form): '' | undefined {
	return isStale(form) && engine.clear(grant) ? '' : undefined;
}

/**
 * No such host can exist (RFC 6761 section 6.4). A node cannot write a credential; n8n does before it
 * signs a request. So a node that has obtained a token makes a request to this host, and every
 * credential refuses to sign it: nothing is ever sent. It is told by the host alone, because node and
 * credential may come from two copies of this package that share no memory.
 */
const STORE_HOST = 'store.invalid';

/**
 * Lets n8n write a token that a node has obtained, or remove one.
 *
 * @param credential - the type of the node's credential, which is the one of the first item
 */
export async function storeToken(context: IExecuteFunctions, credential: string): Promise<void> {
	if (!canWriteBack()) return;
	const { httpRequestWithAuthentication } = context.helpers;
	const options = { url: `https://${STORE_HOST}` };
	// What n8n could not write costs the other processes a sign-in, and the workflow nothing.
	await httpRequestWithAuthentication.call(context, credential, options).catch(() => undefined);
}

/** Whether this is the request of {@link storeToken}. HTTP Request calls the address `uri`. */
export function isStoring(options: IHttpRequestOptions & { uri?: string }): boolean {
	const address = String(options.uri ?? options.url);
	return URL.canParse(address) && new URL(address).hostname === STORE_HOST;
}
