import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { redact } from '../../core/response/redact';
import { processTokenResponse } from '../../core/response/tokenResponse';
import { processLinkResponse } from '../../core/seamless/linkResponse';
import { b2copySeamless } from '../../core/seamless/b2copySeamless';
import { exchangeOf } from '../core/support';
import { fixtures, providerNames } from '../fixtures.mjs';
import { answerWith, awkwardText, forAll, joined, secret, tellingText } from './arbitraries';
import { assertHeaders } from './cases.mjs';
import { expectSilent, settle, TOKEN } from './oracle';

/** One or two secrets with something that depends on them. */
const secretsAnd = <T>(rest: (secrets: string[]) => fc.Arbitrary<T>) =>
	fc
		.array(secret, { minLength: 1, maxLength: 2 })
		.chain((secrets) => fc.tuple(fc.constant(secrets), rest(secrets)));

it('redact leaves no secret in any usual spelling, no line break, and at most 300 characters', () =>
	forAll(0.2, [secretsAnd(tellingText)], ([secrets, text]) => {
		const shown = redact(text, secrets);
		expectSilent(secrets, shown);
		expect(shown).not.toMatch(/[\p{Cc}\p{Cf}]/u);
		expect([...shown].length).toBeLessThanOrEqual(300);
	}));

describe('processTokenResponse issues a token that is one, or refuses', () => {
	it.each([
		...providerNames.map((name) => ({ name, share: 0.06, change: {} })),
		...['$', 'header:X-Token', 'cookie:sid'].map((accessTokenField) => ({
			...{ name: 'customTokenGrant' as const, share: 0.03, change: { accessTokenField } },
		})),
	])('%j', ({ name, share, change }) => {
		const { form, fields } = fixtures[name];
		const masked = Object.keys(form).filter((field) => fields[field]?.[0] === 'secret');
		return forAll(share, [secretsAnd(answerWith)], ([secrets, answer]) => {
			const [first = '', ...further] = secrets;
			const filled = Object.fromEntries(masked.map((field) => [field, first]));
			const { provider, exchange } = exchangeOf(name, { ...form, ...filled, ...change });
			const hidden = { ...exchange, secrets: [...exchange.secrets, ...further] };
			const issued = settle(secrets, () => processTokenResponse(provider, hidden, answer));
			if (issued === undefined) return;
			assertHeaders({ Authorization: `Bearer ${issued.accessToken}` });
			expect(issued.accessToken).toMatch(TOKEN);
			expect(issued.refreshToken ?? 'none').toMatch(TOKEN);
			expect(issued.lifetime ?? 1).toBeGreaterThan(0);
			expect(issued.lifetime ?? 1).toBeLessThanOrEqual(10 * 365 * 24 * 3600);
			expect(typeof (issued.scope ?? '')).toBe('string');
		});
	});
});

const host = 'my.host.example';
const link = fc.oneof(
	fc.webUrl({ withQueryParameters: true, withFragments: true }),
	awkwardText(40),
	joined(
		fc.constantFrom('https://', 'HTTPS://', 'http://', 'https:', 'https:\\\\', '//', ' https://'),
		fc.constantFrom('', 'user@', '@', 'user:word@', 'evil.example\\@', 'evil.example#@'),
		fc.constantFrom(host, `${host}.`, `${host}:443`, `${host}:8443`, 'MY.host.example', '[::1]'),
		awkwardText(8),
	),
);

it('processLinkResponse passes on a link to the given host and nothing else', () =>
	forAll(0.15, [secretsAnd(answerWith), link, fc.boolean()], ([secrets, any], url, good) => {
		const text = JSON.stringify({ status: 200, data: { url } });
		const answer = good ? { ...any, status: 200, text } : any;
		const exchange = { service: b2copySeamless, address: '"Base URL"', secrets };
		const given = settle(good ? [] : secrets, () => processLinkResponse(exchange, answer, host));
		if (given === undefined) return;
		const target = new URL(given.url);
		expect(given.url).toMatch(/^https:\/\/[\x21-\x7e]+$/i);
		expect([target.host, given.host]).toEqual([host, host]);
		expect(target.username + target.password).toBe('');
		expect(target.pathname.length).toBeGreaterThan(1);
		assertHeaders({ Location: given.url });
	}));
