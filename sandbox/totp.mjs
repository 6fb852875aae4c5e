import { createHmac } from 'node:crypto';

/** Milliseconds that a code lives. */
export const STEP = 30_000;

/**
 * A one-time code (RFC 6238: HMAC-SHA-1, six digits).
 *
 * @param {string} key its bytes, before they are written in Base32
 * @param {number} step of time
 */
export function codeOf(key, step) {
	const counter = Buffer.alloc(8);
	counter.writeUInt32BE(step, 4);
	const mac = createHmac('sha1', key).update(counter).digest();
	const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
	return `${number % 1_000_000}`.padStart(6, '0');
}

/**
 * Takes each code once, of this step and of those beside it.
 *
 * @param {string} key
 */
export function createChecker(key) {
	/** @type {Set<string>} */
	const used = new Set();
	return (/** @type {unknown} */ code) => {
		const now = Math.floor(Date.now() / STEP);
		const isRight = [now - 1, now, now + 1].some((step) => codeOf(key, step) === code);
		if (!isRight || used.has(`${code}`)) return false;
		used.add(`${code}`);
		return true;
	};
}
