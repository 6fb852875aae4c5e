import { createHmac } from 'node:crypto';
import type { OneTimeCode } from '../provider';
import { serverTime } from './serverClock';

/**
 * After a wait a code is sent this much later, milliseconds: the server's clock may be behind by so much
 * without its being known, and many servers accept no code of the future.
 */
const MARGIN_MS = 5_000;
/** How many steps of a secret are remembered, and of how many secrets; the oldest goes first. */
const MAX_STEPS = 10;
const MAX_SECRETS = 1000;

/** The steps of time whose codes this process has sent, by the secret: several credentials may have the same. */
const sent = new Map<string, readonly number[]>();

/** Makes the codes of a secret (RFC 6238) by the clock of a server; each is sent once (section 5.2). */
export function createCodes({ secret, digits, period, algorithm }: OneTimeCode, url: URL) {
	const length = period * 1000;
	const toStep = (time: number) => Math.floor(time / length);
	return {
		/** Milliseconds until there is a code that was not sent yet. */
		wait(): number {
			const now = serverTime(url);
			const steps = sent.get(secret) ?? [];
			// The last step counts for a while longer.
			const step = [now, now - MARGIN_MS].map(toStep).find((one) => steps.includes(one));
			return step === undefined ? 0 : (step + 1) * length + MARGIN_MS - now;
		},
		/** The longest that a sign-in waits, for a code and for another if that is refused; milliseconds. */
		longest: 2 * (length + MARGIN_MS),
		/** The code of this moment (RFC 4226 section 5.3), noted as sent. */
		take(): string {
			const step = toStep(serverTime(url));
			const steps = [...(sent.get(secret) ?? []), step].slice(-MAX_STEPS);
			sent.delete(secret);
			const [oldest] = sent.keys();
			if (sent.size >= MAX_SECRETS && oldest !== undefined) sent.delete(oldest);
			sent.set(secret, steps);
			const counter = Buffer.alloc(8);
			// A server's clock may say that it is before 1970.
			counter.writeBigUInt64BE(BigInt.asUintN(64, BigInt(step)));
			const mac = createHmac(algorithm, decodeBase32(secret)).update(counter).digest();
			const number = mac.readUInt32BE(mac.readUInt8(mac.length - 1) & 0xf) & 0x7fffffff;
			return String(number % 10 ** digits).padStart(digits, '0');
		},
	};
}

/** RFC 4648 section 6, without the padding; bits that fill no byte are dropped. */
function decodeBase32(text: string): Buffer {
	const digit = (letter: string) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter);
	const bits = [...text].map((letter) => digit(letter).toString(2).padStart(5, '0')).join('');
	return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}
