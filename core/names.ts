/** What every JavaScript object has: as a name it would reach further than it looks. */
const RESERVED = ['__proto__', 'constructor', 'prototype'];

/** Headers that belong to the connection or to the body, and never to a person (RFC 9110 sections 6.6, 7.6 and 8). */
const CONNECTION_HEADER =
	/^(host|(proxy-)?connection|keep-alive|upgrade|te|trailer|transfer-encoding|content-(length|type|encoding|range)|expect|proxy-auth(orization|enticate)|http2-settings|via)$/i;

/** Whether a name may not be one of an object's properties, whatever its case. */
export function isReserved(name: string): boolean {
	return RESERVED.includes(name.toLowerCase());
}

/** Whether a text is the name of a header or a cookie: a token of RFC 9110 section 5.6.2. */
export function isHeaderName(name: string): boolean {
	return /^[\w!#$%&'*+.^`|~-]+$/.test(name) && !isReserved(name);
}

/** Whether a header is made by whoever sends the request, so that nobody else may set it. */
export function isConnectionHeader(name: string): boolean {
	return CONNECTION_HEADER.test(name);
}

/** Whether a text can be sent as a header's value: visible ASCII and spaces (RFC 9110 section 5.5). */
export function isHeaderValue(text: string): boolean {
	return /^[\x20-\x7e]*$/.test(text);
}

/** Whether a value can be sent as a token: visible ASCII, which cannot end a header line (RFC 6749 appendix A.12). */
export function isSendable(value: unknown): value is string {
	return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);
}
