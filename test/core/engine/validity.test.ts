import { describe, expect, it } from '@jest/globals';
import { isGood } from '../../../core/engine/validity';

const OBTAINED_AT = 1_000_000_000_000;

/** The first moment, in seconds after it was asked for, at which a token is no longer good. */
function goodFor(lifetime: number | null, seconds: number, minimumValidity?: number) {
	const token = {
		accessToken: 'token',
		response: {},
		obtainedAt: OBTAINED_AT,
		source: 'grant' as const,
		lifetime,
	};
	return isGood(token, OBTAINED_AT + seconds * 1000, minimumValidity);
}

describe('a token is good until its end less a margin', () => {
	it.each([
		['an hour: a minute', 3600, 3540],
		['ten minutes: a minute', 600, 540],
		['a hundred seconds: ten', 100, 90],
		['ten seconds: one', 10, 9],
		['a fraction', 28_799.75, 28_739.75],
	])('%s', (_, lifetime, end) => {
		expect(goodFor(lifetime, end - 0.001)).toBe(true);
		expect(goodFor(lifetime, end)).toBe(false);
	});

	it('without a known end it is good until it is refused', () => {
		expect(goodFor(null, 10 * 365 * 24 * 3600)).toBe(true);
	});
});

describe('the minimum validity of a token of an hour', () => {
	it.each([
		['brings its end forward', 1800, 1800],
		['below the margin changes nothing', 30, 3540],
		['of zero changes nothing', 0, 3540],
		['of a second less than it lives ends it after a second', 3599, 1],
		['of as long as it lives is not asked of it', 3600, 3540],
		['of longer than it lives is not asked of it', Number.MAX_SAFE_INTEGER, 3540],
	])('%s', (_, minimumValidity, end) => {
		expect(goodFor(3600, end - 0.001, minimumValidity)).toBe(true);
		expect(goodFor(3600, end, minimumValidity)).toBe(false);
	});

	it('cannot be asked of a token without a known end', () => {
		expect(goodFor(null, 1e9, 1e9)).toBe(true);
	});
});
