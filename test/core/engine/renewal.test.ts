import { describe, expect, it } from '@jest/globals';
import {
	handOut,
	mayRenew,
	NO_HISTORY,
	renewed,
	takeBack,
	type History,
	type Use,
} from '../../../core/engine/renewal';
import type { Token } from '../../../core/engine/token';

const tokenOf = (obtainedAt = 0, lifetime: number | null = 3600): Token => ({
	accessToken: 'token',
	lifetime,
	obtainedAt,
	source: 'grant',
	serial: 1,
	response: {},
});

/** A request at this second: it comes back at once, or never. */
function request(use: Use, second: number, comesBack: boolean): void {
	const handout = handOut(use, second * 1000);
	if (comesBack) takeBack(use, handout, second * 1000);
}

describe('a refused token is renewed', () => {
	it('from an age of five seconds on', () => {
		expect(mayRenew(tokenOf(), {}, NO_HISTORY, 4999)).toBe(false);
		expect(mayRenew(tokenOf(), {}, NO_HISTORY, 5000)).toBe(true);
	});

	it('earlier if it has ended', () => {
		expect(mayRenew(tokenOf(0, 3), {}, NO_HISTORY, 2999)).toBe(false);
		expect(mayRenew(tokenOf(0, 3), {}, NO_HISTORY, 3000)).toBe(true);
	});

	it('at least five seconds after the last renewal, ended or not', () => {
		const history: History = { renewals: [0], interval: 5000 };
		expect(mayRenew(tokenOf(0, 1), {}, history, 4999)).toBe(false);
		expect(mayRenew(tokenOf(0, 1), {}, history, 5000)).toBe(true);
	});

	it('at most four times a minute', () => {
		const history: History = { renewals: [0, 6000, 12_000, 18_000], interval: 5000 };
		expect(mayRenew(tokenOf(18_000), {}, history, 59_999)).toBe(false);
		expect(mayRenew(tokenOf(18_000), {}, history, 60_000)).toBe(true);
	});
});

describe('the interval between renewals', () => {
	it('doubles up to a minute while renewed tokens are refused as well', () => {
		let history = NO_HISTORY;
		let at = 5000;
		const intervals = Array.from({ length: 7 }, () => {
			const token = tokenOf(history.renewals.at(-1) ?? 0);
			history = renewed(token, { refusedAt: token.obtainedAt + 1000 }, history, at);
			at += history.interval;
			return history.interval / 1000;
		});
		expect(intervals).toEqual([5, 10, 20, 40, 60, 60, 60]);
	});

	it('starts again after a renewed token that worked and was good for 15 seconds', () => {
		const history: History = { renewals: [0], interval: 60_000 };
		const after = (refusedAt: number, proven = true) =>
			renewed(tokenOf(0), { refusedAt, proven }, history, 60_000).interval;
		expect(after(14_999)).toBe(60_000);
		expect(after(15_000)).toBe(5000);
		expect(after(15_000, false)).toBe(60_000);
	});
});

describe('a token that has worked and now comes back from all requests is renewed at once', () => {
	const impatient: History = { renewals: [0], interval: 60_000 };

	/** What became of one request a second, from second 0 on. */
	const useOf = (...comeBack: boolean[]) => {
		const use: Use = {};
		comeBack.forEach((back, second) => request(use, second, back));
		return use;
	};
	const [served, refused] = [false, true];

	it('whatever the interval', () => {
		const use = useOf(served, served, served, served, served, refused, refused);
		expect(mayRenew(tokenOf(), use, impatient, 6000)).toBe(true);
	});

	it('but not within five seconds of a renewal that brought nothing', () => {
		const use = useOf(served, served, served, served, served, refused, refused);
		const history: History = { renewals: [2000], interval: 60_000 };
		expect(mayRenew(tokenOf(), use, history, 6999)).toBe(false);
		expect(mayRenew(tokenOf(), use, history, 7000)).toBe(true);
	});

	it('but not if it came back once, as from a 404', () => {
		const use = useOf(served, served, served, served, served, served, refused);
		expect(mayRenew(tokenOf(), use, impatient, 6000)).toBe(false);
	});

	it('nor if others are served meanwhile', () => {
		const use = useOf(served, refused, served, refused, served, refused, served, refused);
		expect(mayRenew(tokenOf(), use, impatient, 7000)).toBe(false);
	});

	it('nor if it has never worked', () => {
		const use = useOf(refused, refused, refused, refused, refused, refused, refused);
		expect(mayRenew(tokenOf(), use, impatient, 6000)).toBe(false);
	});

	it('nor because requests are still under way that may come back', () => {
		const use: Use = {};
		const open = [1, 2, 3].map(() => handOut(use, 4000));
		for (const handout of open) takeBack(use, handout, 6000);
		expect(use.proven).not.toBe(true);
	});
});

describe('a token has worked', () => {
	it('once a request has been out for five seconds', () => {
		const use: Use = {};
		handOut(use, 0);
		handOut(use, 4999);
		expect(use.proven).not.toBe(true);
		handOut(use, 5000);
		expect(use.proven).toBe(true);
	});

	it('but not for a request that came back, however late', () => {
		const use: Use = {};
		const slow = handOut(use, 0);
		takeBack(use, slow, 6000);
		expect(use.proven).not.toBe(true);
	});
});

it('of the renewals no more are remembered than a minute allows', () => {
	const history: History = { renewals: [0, 10, 20, 30], interval: 5000 };
	expect(renewed(tokenOf(), {}, history, 40).renewals).toEqual([10, 20, 30, 40]);
});

it('the first refusal of a token is kept', () => {
	const use: Use = {};
	takeBack(use, undefined, 5000);
	takeBack(use, undefined, 9000);
	expect(use.refusedAt).toBe(5000);
});
