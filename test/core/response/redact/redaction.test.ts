import { describe, expect, it } from '@jest/globals';
import { redact } from '../../../../core/response/redact/redact';
import { contrived } from './contrived';
import { likely } from './likely';
import { reaches, secrets, sentences } from './secrets';
import { known, serverTexts } from './serverTexts';
import type { Write } from './write';

const MAX_CONTRIVED = 8;
const all = Object.values(secrets);

describe('an encoded secret', () => {
	it.each(likely)('%s: does not reach the message', (_, write) => {
		expect(leaksOf(write)).toEqual([]);
	});

	it(`that is contrived reaches it in at most ${MAX_CONTRIVED} encodings`, () => {
		const leaking = contrived.filter(([, write]) => leaksOf(write).length > 0);
		expect(leaking.map(([name]) => name).slice(MAX_CONTRIVED)).toEqual([]);
	});

	it('would be noticed', () => {
		const shown = sentences[1]('Tq8Zr41kVnB6yW3c');
		expect(reaches('Tq8Zr41kVnB6yW3c', shown)).toBe(true);
		expect(reaches('another-secret', shown)).toBe(false);
	});
});

describe('what a server says otherwise', () => {
	it.each(serverTexts)('%s stays: %s', (_, text) => {
		expect(spoils(text)).toEqual([]);
	});
});

/** The secrets that reach a message when a server writes them down in some way. */
function leaksOf(write: Write): string[] {
	return Object.entries(secrets)
		.filter(([, secret]) =>
			sentences.some((say) => reaches(write(secret), redact(say(write(secret)), [secret]))),
		)
		.map(([name]) => name);
}

/** What is left of a text with one of the secrets, or all, where it is not the text itself. */
function spoils(text: string): string[] {
	return [[], all, ...all.map((secret) => [secret])]
		.map((sent) => redact(text, sent, known))
		.filter((shown) => shown !== text);
}
