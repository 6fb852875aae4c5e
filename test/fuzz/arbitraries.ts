import fc from 'fast-check';
import { spellingsOf } from '../secrets.mjs';
import { casesOf } from './cases.mjs';
import type { EndpointResponse } from '../../core/request/http';

/** Checks a property. @param share - of all cases */
export async function forAll<Ts extends [unknown, ...unknown[]]>(
	share: number,
	arbitraries: { [Key in keyof Ts]: fc.Arbitrary<Ts[Key]> },
	check: (...values: Ts) => unknown,
): Promise<void> {
	const property = fc.asyncProperty(...arbitraries, async (...values: Ts) => {
		await check(...values);
	});
	await fc.assert(property, casesOf(share));
}

/** What encodings, URLs and headers trip over. One object: fast-check prepares each unit it meets anew. */
const unit = fc.oneof(
	fc.constantFrom(...' \t\r\n\0"\'\\/:;,.?#@%&=+<>[]{}()|$-_~*ä€😀。．\u200b\u202e'),
	fc.constantFrom(...'abcxyzABCXYZ0123456789'),
);

/** Text that tends to hold awkward characters. */
export const awkwardText = (maxLength: number) => fc.string({ unit, maxLength });

/** Texts made of one piece of each kind. */
export const joined = (...pieces: Array<fc.Arbitrary<string>>) =>
	fc.tuple(...pieces).map((parts) => parts.join(''));

/** A string that nothing else in a test contains, with awkward characters around its middle. */
export const secret = fc
	.tuple(awkwardText(12), awkwardText(12))
	.map(([one, other]) => `${one}Zq9kW${other}`.replace(/^[\r\n\t]+|[\r\n\t]+$/g, ''));

/** Nobody spells a secret like this by accident; whoever does it on purpose has any other way too. */
const UNUSUAL = ['hexadecimal', 'JSON-escaped twice'];

/** The spellings a server may give a secret it repeats. */
function spelled(text: string) {
	const usual = Object.entries(spellingsOf(text)).filter(([name]) => !UNUSUAL.includes(name));
	const pair = Buffer.from(`client:${text}`).toString('base64');
	const entities = [...text].map((sign) => `&#${sign.codePointAt(0)};`).join('');
	const wrapped = text.replaceAll(' ', '\n');
	return fc.constantFrom(...usual.map(([, spelling]) => spelling), pair, entities, wrapped);
}

/** A provider's text that repeats secrets. */
export function tellingText(secrets: string[]) {
	const piece = fc.oneof(awkwardText(30), ...secrets.map(spelled));
	return fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
}

const status = fc.oneof(
	{ weight: 3, arbitrary: fc.constant(200) },
	{ weight: 2, arbitrary: fc.constantFrom(201, 204, 301, 307, 400, 401, 403, 404, 415, 422) },
	{ weight: 1, arbitrary: fc.constantFrom(429, 500, 502, 503, 504) },
	{ weight: 1, arbitrary: fc.integer({ min: 100, max: 599 }) },
);

const NAMES = [
	...['access_token', 'accessToken', 'token', 'token_type', 'tokenType', 'expires_in', 'expiresIn'],
	...['createdAt', 'expiresAt', 'refresh_token', 'refreshToken', 'refresh_expires_in', 'scope'],
	...['error', 'error_description', 'errors', 'message', 'detail', 'code', 'status', 'title'],
	...['data', 'url', 'attributes', 'meta', '2faRequired', '0', '__proto__', 'constructor'],
];

/** JSON of any form, with the names that answers use and the secrets that were sent. */
function answerJson(texts: fc.Arbitrary<string>) {
	const leaf = fc.oneof(
		texts,
		fc.constantFrom('Bearer', 'abcDEF0123456789', 'invalid_grant', 'invalid_client', 'true'),
		fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 200, 401, 422, 3600, 1e308, ''),
		fc.constantFrom('2024-01-01T00:00:00+00:00', '2024-01-01T01:00:00+00:00', '1e9', 'NaN'),
		fc.constantFrom('https://my.host.example/f5f9470def7b9b9b', 'javascript:alert(1)//x'),
	);
	const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
		tree: fc.oneof(
			{ maxDepth: 4, depthSize: 'small' },
			leaf,
			fc.dictionary(fc.constantFrom(...NAMES), tie('tree'), { maxKeys: 6 }),
			fc.array(tie('tree'), { maxLength: 3 }),
		),
	}));
	const good = fc.record({
		access_token: leaf,
		accessToken: fc.oneof(leaf, fc.record({ token: leaf, createdAt: leaf, expiresAt: leaf })),
		token_type: fc.constantFrom('Bearer', 'bearer', 'mac', undefined),
		expires_in: leaf,
		refresh_token: leaf,
		scope: leaf,
		data: fc.record({ url: leaf }),
	});
	return fc.oneof(tree, good);
}

/** Any answer of a server that knows the secrets and keeps to nothing. */
export function answerWith(secrets: string[]): fc.Arbitrary<EndpointResponse> {
	const texts = tellingText(secrets);
	const json = answerJson(texts).map((value) => JSON.stringify(value) ?? '');
	return fc.record({
		status,
		contentType: fc.oneof(fc.constantFrom('application/json', 'text/html', ''), awkwardText(20)),
		retryAfter: fc.oneof(fc.constantFrom('', '0', '20', '9'.repeat(30), '-1', 'soon'), texts),
		sentAt: fc.constant(Date.UTC(2026, 0, 1)),
		date: fc.option(fc.integer({ min: 0, max: 4e12 }), { nil: undefined }),
		headers: fc.record({ 'x-token': texts, 'set-cookie': fc.oneof(texts, fc.array(texts)) }),
		text: fc.oneof(
			{ weight: 6, arbitrary: json },
			texts,
			fc.constantFrom('', '<html>', '\ufeff{}'),
		),
	});
}
