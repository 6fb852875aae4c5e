import type { Client } from '../provider';

/** What a client's authentication adds to a token request. */
export interface ClientParts {
	headers?: Record<string, string>;
	/** A function gives a new value for each request. */
	parameters: Record<string, string | (() => string)>;
}

/**
 * Client authentication by name (RFC 6749 section 2.3.1, RFC 7523 section 2.2, RFC 8705 section 2); exactly one is
 * used per request.
 */
export const clientAuthentication: Record<
	Client['authentication'],
	(id: string, secret: string, sign?: () => string) => ClientParts
> = {
	body: (id, secret) => ({ parameters: { client_id: id, client_secret: secret } }),
	header: (id, secret) => ({
		...(id !== '' && { headers: { authorization: basic(id, secret) } }),
		parameters: {},
	}),
	none: (id) => ({ parameters: { client_id: id } }),
	privateKeyJwt: (id, _, sign) => ({
		parameters: {
			client_id: id,
			client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
			client_assertion: sign ?? '',
		},
	}),
	// The rest is on the connection.
	tlsClientCertificate: (id) => ({ parameters: { client_id: id } }),
};

/**
 * A Basic authorization header. Many servers do not undo the encoding of RFC 6749 section 2.3.1, so only that is
 * encoded which undoing would change, and the colon in an id, which would be mistaken for the separator.
 */
export function basic(id: string, secret: string): string {
	const pair = `${basicEncode(id).replaceAll(':', '%3A')}:${basicEncode(secret)}`;
	return `Basic ${Buffer.from(pair).toString('base64')}`;
}

/** Text as a Basic header has it: what a server that decodes forms would change is percent-encoded. */
export function basicEncode(text: string): string {
	// By way of bytes, because half a surrogate pair cannot be percent-encoded.
	return Buffer.from(text)
		.toString()
		.replace(/[%+\s\p{Cc}]|\P{ASCII}/gu, encodeURIComponent);
}

/** Text as a form has it (`application/x-www-form-urlencoded`). */
export function formEncode(text: string): string {
	return new URLSearchParams([['', text]]).toString().slice(1);
}
