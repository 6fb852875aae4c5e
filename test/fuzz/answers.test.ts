import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judge } from '../../core/response/tokenResponse';
import { processLinkResponse } from '../../core/seamless/linkResponse';
import { providers, resolve } from '../../core/providers';
import { redact } from '../../core/response/redact/redact';
import { answerWith, awkwardText, secret, tellingText } from './arbitraries';
import { assertHeaders, count, report, share } from './cases.mjs';
import { expectSilent, settle, TOKEN } from './oracle';

afterAll(() => report('judge, processLinkResponse, redact'));

/** A secret with something that depends on it. */
const secretAnd = <T>(rest: (secrets: string[]) => fc.Arbitrary<T>) =>
	fc
		.array(secret, { minLength: 1, maxLength: 2 })
		.chain((secrets) => fc.tuple(fc.constant(secrets), rest(secrets)));

describe('redact', () => {
	it('leaves no secret in any usual spelling, no line break, and at most 300 characters', () => {
		fc.assert(
			fc.property(secretAnd(tellingText), ([secrets, text]) => {
				count();
				const shown = redact(text, secrets);
				expectSilent(secrets, shown);
				expect(shown).not.toMatch(/[\p{Cc}\p{Cf}]/u);
				expect([...shown].length).toBeLessThanOrEqual(300);
			}),
			share(0.2),
		);
	});
});

describe('judge', () => {
	it.each(Object.keys(providers))('%s: issues a token that is one, or refuses', (name) => {
		const provider = resolve(providers[name]!, {});
		fc.assert(
			fc.property(secretAnd(answerWith), ([secrets, answer]) => {
				count();
				const [first = '', ...further] = secrets;
				const inputs = Object.fromEntries(
					Object.entries(provider.fields).map(([field, { secret: hidden }]) => [
						field,
						hidden ? first : 'plain',
					]),
				);
				const issued = settle(secrets, () => judge(provider, inputs, answer, further));
				if (issued === undefined) return;
				assertHeaders({ Authorization: `Bearer ${issued.accessToken}` });
				expect(issued.accessToken).toMatch(TOKEN);
				expect(issued.refreshToken ?? 'none').toMatch(TOKEN);
				expect(issued.lifetime ?? 1).toBeGreaterThan(0);
				expect(issued.lifetime ?? 1).toBeLessThanOrEqual(10 * 365 * 24 * 3600);
				expect(typeof (issued.scope ?? '')).toBe('string');
			}),
			share(0.06),
		);
	});
});

describe('processLinkResponse', () => {
	const host = 'my.host.example';
	const link = fc.oneof(
		fc.webUrl({ withQueryParameters: true, withFragments: true }),
		awkwardText(40),
		fc
			.tuple(
				fc.constantFrom(
					'https://',
					'HTTPS://',
					'http://',
					'https:',
					'https:\\\\',
					'//',
					' https://',
				),
				fc.constantFrom('', 'user@', '@', 'user:word@', 'evil.example\\@', 'evil.example#@'),
				fc.constantFrom(
					host,
					`${host}.`,
					`${host}:443`,
					`${host}:8443`,
					'MY.host.example',
					'[::1]',
				),
				awkwardText(8),
			)
			.map((parts) => parts.join('')),
	);

	it('passes on a link to the given host and nothing else', () => {
		fc.assert(
			fc.property(secretAnd(answerWith), link, fc.boolean(), ([secrets, any], url, good) => {
				count();
				const text = JSON.stringify({ status: 200, data: { url } });
				const answer = good ? { ...any, status: 200, text } : any;
				const given = settle(good ? [] : secrets, () => processLinkResponse(answer, host, secrets));
				if (given === undefined) return;
				const target = new URL(given.url);
				expect(given.url).toMatch(/^https:\/\/[\x21-\x7e]+$/i);
				expect([target.host, given.host]).toEqual([host, host]);
				expect(target.username + target.password).toBe('');
				expect(target.pathname.length).toBeGreaterThan(1);
				assertHeaders({ Location: given.url });
			}),
			share(0.15),
		);
	});
});
