import { describe, expect, it } from '@jest/globals';
import type { TokenResult } from '../../../core/engine/token';
import { hasEffect, sendAgain } from '../../../core/n8n/credentialSession';

const resultOf = (accessToken: string): TokenResult => ({
	token: { accessToken, lifetime: null, obtainedAt: 0, source: 'grant', serial: 1, response: {} },
	source: 'grant',
});
const [refused, renewed] = [resultOf('old'), resultOf('new')];
const stored = { sessionToken: '' };

describe('n8n is asked to send a request again', () => {
	it('after a renewal', () => {
		expect(sendAgain({ result: renewed }, refused, stored, true)).toBe(true);
	});

	it.each([
		['in the first pass', { result: renewed }, undefined],
		['after a renewal that was declined', { result: refused }, refused],
		['if that may have an effect twice', { result: renewed, isNonIdempotent: true }, refused],
	])('not %s', (_, session, before) => {
		expect(sendAgain(session, before, stored, true)).toBe(false);
	});

	it('by a credential that was imported with a session, so that it is asked from then on', () => {
		expect(sendAgain({ result: renewed }, undefined, { sessionToken: 'old' }, true)).toBe(true);
	});

	it('never by a version that would overwrite expressions', () => {
		expect(sendAgain({ result: renewed }, refused, stored, false)).toBe(false);
		expect(sendAgain({ result: renewed }, undefined, { sessionToken: 'old' }, false)).toBe(false);
	});
});

it.each([
	[undefined, false],
	['GET', false],
	['PUT', false],
	['DELETE', false],
	['POST', true],
	['PATCH', true],
] as const)('%s may have an effect twice: %s', (method, expected) => {
	expect(hasEffect(method)).toBe(expected);
});
