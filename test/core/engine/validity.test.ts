import { describe, expect, it } from '@jest/globals';
import { isGood, type Demand } from '../../../core/engine/validity';
import type { Token } from '../../../core/engine/token';

const tokenOf = (lifetime: number | null): Token => ({
	accessToken: 'token',
	lifetime,
	obtainedAt: 0,
	source: 'grant',
	serial: 1,
	response: {},
});

/** Whether it is good until this second, and no longer. */
function goodUntil(second: number, lifetime: number | null, demand?: Demand): void {
	expect(isGood(tokenOf(lifetime), second * 1000 - 1, demand)).toBe(true);
	expect(isGood(tokenOf(lifetime), second * 1000, demand)).toBe(false);
}

describe('a token is good until its end less a margin', () => {
	it.each([
		['an hour: a minute', 3600, 3540],
		['ten minutes: a minute', 600, 540],
		['a hundred seconds: ten', 100, 90],
		['ten seconds: one', 10, 9],
		['a fraction', 28_799.75, 28_739.75],
	])('of %s', (_, lifetime, until) => {
		goodUntil(until, lifetime);
	});
});

describe('a token whose provider tells no lifetime is good', () => {
	it('for an hour', () => {
		goodUntil(3600, null);
	});

	it('for a quarter of an hour where nobody reports a refusal', () => {
		goodUntil(900, null, { unreported: true });
	});
});

describe('a demand for more validity', () => {
	it.each([
		['below the margin changes nothing', 0, 3600, 3540],
		['is met', 1800, 3600, 1800],
		['counts up to half the lifetime', 3599, 3600, 1800],
		['of a minute leaves half of a token of 61 seconds in use', 60, 61, 30.5],
		['that no token can meet counts as half the lifetime', Number.MAX_SAFE_INTEGER, 600, 300],
	])('%s', (_, minimumValidity, lifetime, until) => {
		goodUntil(until, lifetime, { minimumValidity });
	});
});

describe('of a token that another process obtained, a part of the margin counts', () => {
	it.each([
		['of an hour', 0.25, 3600, 3585],
		['of a hundred seconds', 0.5, 100, 95],
		['whose provider tells no lifetime', 0.25, null, 3645],
	])('%s', (_, marginShare, lifetime, until) => {
		const token = { ...tokenOf(lifetime), marginShare };
		expect(isGood(token, until * 1000 - 1)).toBe(true);
		expect(isGood(token, until * 1000)).toBe(false);
	});
});
