import { inspect } from 'node:util';
/**
 * The ways a secret can be written down that a search has to know. Deliberately not the redactor's
 * own list: a spelling that both forget would go unseen.
 *
 * @param {string} secret
 * @returns {Record<string, string>} by the name of the spelling
 */
export function spellingsOf(secret) {
	const bytes = Buffer.from(secret);
	const whole = {
		raw: secret,
		'URL-encoded': encodeURIComponent(secret),
		'form-encoded': new URLSearchParams({ '': secret }).toString().slice(1),
		'JSON-escaped': JSON.stringify(secret).slice(1, -1),
		'JSON-escaped twice': JSON.stringify(JSON.stringify(secret)).slice(3, -3),
		hexadecimal: bytes.toString('hex'),
	};
	const base64 = [0, 1, 2].map((position) => [
		`base64 at position ${position}`,
		base64At(bytes, position),
	]);
	return { ...whole, ...Object.fromEntries(base64) };
}

/**
 * Base64 of the secret as it looks inside a longer text: three bytes make four characters, so it
 * starts at one of three positions, and the characters it shares with its neighbours do not count.
 *
 * @param {Buffer} bytes
 * @param {number} position of its first byte in a group of three
 */
function base64At(bytes, position) {
	const [before, after] = [position, (3 - ((position + bytes.length) % 3)) % 3];
	const padded = Buffer.concat([Buffer.alloc(before), bytes, Buffer.alloc(after)]);
	const text = padded.toString('base64');
	return text.slice(Math.ceil((before * 8) / 6), text.length - Math.ceil((after * 8) / 6));
}

const PIECE = 60;

/**
 * Makes a search for secrets in any spelling, whole or in pieces of 60 characters.
 *
 * @param {Record<string, string>} secrets by name
 * @returns {(text: string) => string[]} what is in the text, as `name (spelling)`
 */
export function searcherFor(secrets) {
	const needles = Object.entries(secrets).flatMap(([name, secret]) =>
		Object.entries(spellingsOf(secret)).flatMap(([spelling, text]) =>
			piecesOf(text).map((piece) => ({ label: `${name} (${spelling})`, piece })),
		),
	);
	return (text) => [
		...new Set(needles.filter(({ piece }) => text.includes(piece)).map(({ label }) => label)),
	];
}

/**
 * A text in pieces of 60 characters; a rest too short to be told from chance is left to the others.
 *
 * @param {string} text
 */
function piecesOf(text) {
	if (text.length <= PIECE) return [text];
	return Array.from({ length: Math.floor(text.length / PIECE) }, (_, index) =>
		text.slice(index * PIECE, (index + 1) * PIECE),
	);
}

/** All that a value shows when it is printed. @param {unknown} value */
export const printed = (value) => inspect(value, { depth: 9, showHidden: true });
