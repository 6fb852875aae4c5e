/** How the client identifies itself (RFC 6749 section 2.3). */
export interface Client {
	/** `none`, `tlsClientCertificate`: only its id is sent in the request. */
	authentication: 'body' | 'header' | 'none' | 'privateKeyJwt' | 'tlsClientCertificate';
	/** The form fields that hold the id and the secret. */
	id: string;
	secret?: string;
}

/** The form fields with a private key and its certificate, both in PEM format (RFC 7468). */
export type KeyPair = Record<'key' | 'certificate', string>;

/** How a JWT is signed (RFC 7518 section 3.1, RFC 8037 section 3.1). */
export type Algorithm = 'RS256' | 'PS256' | 'ES256' | 'EdDSA';

/** What is signed with the private key for each request (RFC 7523). */
export interface Assertion {
	algorithm: Algorithm;
	/** It is the grant (section 2.1), whose issuer, subject and claims these are. */
	isGrant: boolean;
	/** The form fields with the id of the key and the claims of RFC 7519 section 4.1; empty ones have a default. */
	fields: Record<'keyId' | 'audience' | 'issuer' | 'subject', string>;
	claims: Array<[name: string, value: unknown]>;
}

/** A one-time code that is computed for each sign-in (RFC 6238), and sent as one more parameter. */
export interface OneTimeCode {
	parameter: string;
	/** Base32, in upper case and without padding. */
	secret: string;
	digits: number;
	/** Seconds of a step of time. */
	period: number;
	/** Of the HMAC, as OpenSSL calls it. */
	algorithm: string;
}
