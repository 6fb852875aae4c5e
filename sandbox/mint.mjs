import { randomBytes } from 'node:crypto';

/** @param {unknown} part */
const encode = (part) => Buffer.from(JSON.stringify(part)).toString('base64url');

/**
 * A token in the form of a JWT. Its signature is random: the sandbox looks tokens up, nobody verifies them.
 *
 * @param {Record<string, unknown>} claims
 * @param {{ alg?: string, signatureBytes?: number }} [options]
 */
export function mintJwt(claims, { alg = 'RS256', signatureBytes = 256 } = {}) {
	const signature = randomBytes(signatureBytes).toString('base64url');
	return [encode({ typ: 'JWT', alg }), encode(claims), signature].join('.');
}

/**
 * An opaque token of random bytes.
 *
 * @param {number} bytes
 * @param {'base64url' | 'hex'} [encoding]
 */
export function mintOpaque(bytes, encoding = 'base64url') {
	return randomBytes(bytes).toString(encoding);
}
