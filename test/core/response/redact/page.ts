import { table } from '../../../faults/page.mjs';
import { known, serverTexts } from './serverTexts';
import { secrets, sentences } from './secrets';

/** An encoding, and the secrets that reach a message in it. */
export interface Row {
	name: string;
	likely: boolean;
	leaks: string[];
}

/**
 * docs/redaction.md, from what a run found.
 *
 * @param spoilt - texts of servers that did not come through
 */
export function pageOf(rows: Row[], spoilt: string[]): string {
	const count = (likely: boolean) => {
		const own = rows.filter((row) => row.likely === likely);
		return [own.length, own.filter(({ leaks }) => leaks.length > 0).length];
	};
	const [[likely, likelyLeaks], [contrived, contrivedLeaks]] = [count(true), count(false)];
	return [
		'# Redaction',
		'Written by `npm run docs:redaction`, not by hand; `npm test` runs the same and compares. What a provider says in a refusal is shown in the message, and some providers repeat what they were sent. `core/response/redact` masks a secret in a common spelling, masks what looks like a token, and drops a text that still reveals a secret, or half of one, to somebody who decodes it.',
		`Each encoding is tried with ${Object.keys(secrets).length} secrets in ${sentences.length} sentences. It reaches the message if half of what the server wrote is in it in one piece.`,
		table(
			['', 'tried', 'reached the message before 2026-11-24', 'reach it now'],
			[
				['likely encodings', likely, 40, likelyLeaks],
				['contrived encodings', contrived, 23, contrivedLeaks],
				['texts of servers that were spoilt', serverTexts.length, 23, spoilt.length],
			],
		),
		'## Encodings',
		table(
			['encoding', 'kind', 'reaches the message'],
			rows.map(({ name, likely, leaks }) => [
				name.replaceAll('<', '\\<').replace(/^\\(?=[ux])/, '\\\\'),
				likely ? 'likely' : 'contrived',
				leaks.length === 0 ? 'no' : `for ${leaks.length} of ${Object.keys(secrets).length} secrets`,
			]),
		),
		'## What stays readable',
		`These texts come through unchanged, whichever of the secrets was sent. Known to be no secret: ${known.map((value) => `\`${value}\``).join(', ')}.`,
		`${serverTexts.map(([server, text]) => `- ${server}: ${code(text)}${spoilt.includes(text) ? ' (spoilt)' : ''}`).join('\n')}\n`,
	].join('\n\n');
}

const code = (text: string) => (text.includes('`') ? `\`\`${text}\`\`` : `\`${text}\``);
