import { describe, expect, it } from '@jest/globals';
import { addRenewal, mayRenew, NO_RENEWALS } from '../../../core/engine/renewal';
import type { Token } from '../../../core/engine/token';
import { setUp } from './support';

const tokenOf = (obtainedAt = 0, lifetime: number | null = 3600): Token => ({
	accessToken: 'token',
	lifetime,
	obtainedAt,
	source: 'grant',
	serial: 1,
	response: {},
});

describe('a refused token may be renewed', () => {
	it.each([
		['from an age of five seconds on', tokenOf(), NO_RENEWALS, 5000],
		['earlier if it has ended', tokenOf(0, 3), NO_RENEWALS, 3000],
		['from then on if no end is known', tokenOf(0, null), NO_RENEWALS, 5000],
		['five seconds after the last time', tokenOf(0, 1), { times: [1000], interval: 5000 }, 6000],
		['at the interval', tokenOf(), { times: [0], interval: 20_000 }, 20_000],
		[
			'four times a minute',
			tokenOf(18_000),
			{ times: [0, 6000, 12_000, 18_000], interval: 5000 },
			60_000,
		],
	])('%s', (_, token, renewals, at) => {
		expect(mayRenew(token, renewals, at - 1)).toBe(false);
		expect(mayRenew(token, renewals, at)).toBe(true);
	});
});

describe('the interval between renewals', () => {
	it('doubles up to a minute while renewed tokens are refused as well', () => {
		let renewals = NO_RENEWALS;
		let now = 5000;
		const intervals = Array.from({ length: 7 }, () => {
			renewals = addRenewal(renewals, now);
			now += renewals.interval;
			return renewals.interval / 1000;
		});
		expect(intervals).toEqual([5, 10, 20, 40, 60, 60, 60]);
		expect(renewals.times).toHaveLength(4);
	});

	it('starts again ten seconds after a renewal was possible and not needed', () => {
		const after = (now: number) => addRenewal({ times: [0], interval: 60_000 }, now).interval;
		expect([after(69_999), after(70_000)]).toEqual([60_000, 5000]);
	});
});

describe('the token that an API refused', () => {
	/** A token that is old enough to be renewed. */
	async function open() {
		const opened = setUp();
		const result = await opened.get();
		await opened.pass(60);
		return { ...opened, result };
	}

	it('is no reason to give it again, if the provider issues the very same one', async () => {
		const { renew, next, result } = await open();
		next({ accessToken: result.token.accessToken });
		expect(await renew(result)).toBeUndefined();
	});
});
