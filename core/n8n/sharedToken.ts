import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { createGrant, type ProviderGrant } from '../createGrant';
import type { Grant } from '../engine/grant';
import type { TokenResult } from '../engine/token';
import { toUrl } from '../form/url';
import { createSharing } from '../sharing/sharing';
import { engine } from './processEngine';
import { expirableField, sharedToken, shareToken } from './sharedFields';
import { canWriteBack } from './writeBack';

type Form = Readonly<Record<string, unknown>>;

const sharing = createSharing(engine);

/** Whether a person lets the processes of n8n share the token of a credential. */
const isShared = (form: Form) => form[shareToken.name] !== false;

/** Whether a token is stored although a person has turned sharing off. */
const isStale = (form: Form) => !isShared(form) && Boolean(form[sharedToken.name]);

/** Makes the grant of a credential and takes over the token that another process has stored there. */
export function createSharedGrant(...args: Parameters<typeof createGrant>): ProviderGrant {
	const [, , form] = args;
	const grant = createGrant(...args);
	if (isShared(form)) sharing.adopt(grant, form[sharedToken.name]);
	return grant;
}

/** What n8n should write into a credential now: a new token, or none once sharing is turned off. */
export function toStore(grant: Grant, form: Form, writable = canWriteBack()) {
	if (!writable) return undefined;
	// `clear` is true once: each request would write, and none go through while n8n cannot.
	const removed = isStale(form) && engine.clear(grant) ? '' : undefined;
	const text = isShared(form) ? sharing.next(grant, form[sharedToken.name]) : removed;
	return text === undefined ? undefined : { [expirableField.name]: '', [sharedToken.name]: text };
}

/**
 * A node cannot write a credential; n8n does before it signs a request. So the node makes a request to
 * this host, which cannot exist (RFC 6761 section 6.4), and every credential refuses to sign it. The host
 * is the only mark, because node and credential may be of two copies of this package. Version 0.1.0 does
 * not know it, so no HTTP client knows the scheme.
 */
const STORE_HOST = 'store.invalid';

/** Lets n8n write a token that a node has obtained, or remove one that is shared no more. */
export async function storeToken(
	context: IExecuteFunctions,
	credential: string,
	form: Form,
	{ source }: TokenResult,
): Promise<void> {
	const isDue = isShared(form) ? source !== 'cache' : isStale(form);
	if (!isDue || !canWriteBack()) return;
	const { httpRequestWithAuthentication } = context.helpers;
	const options = { url: `store://${STORE_HOST}` };
	// What n8n could not write costs the other processes a sign-in, and the workflow nothing.
	await httpRequestWithAuthentication.call(context, credential, options).catch(() => undefined);
}

/** Whether this is the request of {@link storeToken}. HTTP Request calls the address `uri`. */
export function isStoring(options: IHttpRequestOptions & { uri?: string }): boolean {
	const url = toUrl(String(options.uri ?? options.url), options.baseURL);
	return url?.hostname.replace(/\.$/, '') === STORE_HOST;
}
