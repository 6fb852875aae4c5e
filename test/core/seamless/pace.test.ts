import { describe, expect, it } from '@jest/globals';
import { isTokenError, tokenError, type TokenError } from '../../../core/errors';
import { runPool } from '../../../core/seamless/pool';
import { withRetries } from '../../../core/seamless/retry';
import { createTraffic } from '../../../core/seamless/traffic';
import { virtualTime } from './virtualTime.mjs';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** What the provider makes of a request: undefined is a link. */
type Provider = (start: number, item: number) => TokenError | undefined;

const busy = (retryAfter?: number) =>
	tokenError('rate_limited', 'Busy.', 'Wait.', { retryable: true, retryAfter });

/** Asks for many links as the node does, and tells what happened when. */
async function askFor(
	count: number,
	{ concurrency = 50, retries = 2, latency = 20 },
	provider: Provider,
	ended = new AbortController().signal,
) {
	const { now, sleep, until } = virtualTime();
	// The golden ratio spreads evenly, the same in each run.
	let drawn = 0;
	const random = () => (++drawn * 0.618_033_988) % 1;
	const traffic = createTraffic(now, sleep, random, ended);
	const starts: number[] = [];
	const items = new Set<number>();
	const refusals: unknown[] = [];
	let [links, underWay, most] = [0, 0, 0];
	const ask = async (item: number) => {
		starts.push(now());
		items.add(item);
		most = Math.max(most, ++underWay);
		const refusal = provider(now(), item);
		await sleep(latency);
		underWay--;
		return refusal === undefined ? 'link' : await Promise.reject(refusal);
	};
	await until(
		runPool(count, concurrency, ended, async (item) => {
			await withRetries(async () => await ask(item), retries, traffic).then(
				() => links++,
				(reason: unknown) => (refusals[item] = reason),
			);
		}),
	);
	return { starts, items: items.size, refusals, links, most, took: now() };
}

const codesOf = (refusals: unknown[]) =>
	refusals.map((one) => (isTokenError(one) ? one.errorCode : 'none'));

/** The most that start within any such span of time. */
function densest(starts: number[], span: number): number {
	return Math.max(
		...starts.map((from) => starts.filter((at) => at >= from && at < from + span).length),
	);
}

describe('those who waited start apart', () => {
	it('300 after one limit: at most 60 in any 150 ms, and none before the delay is over', async () => {
		let asked = 0;
		const { starts, links, took } = await askFor(300, { concurrency: 300 }, () =>
			++asked <= 300 ? busy(1) : undefined,
		);
		const again = starts.slice(300);
		expect(links).toBe(300);
		expect(Math.min(...again)).toBeGreaterThanOrEqual(SECOND);
		expect(densest(again, 150)).toBeLessThanOrEqual(60);
		expect(took).toBeLessThan(3 * SECOND);
	});

	it('a single one starts when the delay is over', async () => {
		const { starts } = await askFor(1, {}, (start) => (start === 0 ? busy(7) : undefined));
		expect(starts).toEqual([0, 7 * SECOND + 20]);
	});
});

describe('a provider that stays busy', () => {
	it.each([
		['asks for a minute each time', 2, 60, 11 * MINUTE],
		['asks for nothing', 2, undefined, 20 * SECOND],
		['asks for a minute, without retries', 0, 60, 6 * MINUTE],
		['asks for six seconds, with ten retries', 10, 6, 6 * MINUTE],
	])(
		'and %s: 10,000 links end in time, with its refusal, after 100 requests at most',
		async (_, retries, retryAfter, bound) => {
			const { took, starts, refusals, most } = await askFor(10_000, { retries }, () =>
				busy(retryAfter),
			);
			expect(took).toBeLessThan(bound);
			expect(starts.length).toBeLessThanOrEqual(100);
			expect(most).toBe(50);
			expect(codesOf(refusals)).toEqual(Array.from({ length: 10_000 }, () => 'rate_limited'));
		},
	);

	it('is asked for five whole rounds before the rest is refused', async () => {
		const { starts } = await askFor(10_000, { concurrency: 1 }, () => busy(1));
		expect(starts).toHaveLength(5 * 3);
	});

	it('is asked on if only four in a row fail', async () => {
		const { links } = await askFor(1000, { concurrency: 1 }, (_, item) =>
			item % 5 === 4 ? undefined : busy(1),
		);
		expect(links).toBe(200);
	});

	it('from the middle on: what came before keeps its link', async () => {
		const { links, took } = await askFor(10_000, {}, (_, item) =>
			item < 5000 ? undefined : busy(60),
		);
		expect(links).toBe(5000);
		expect(took).toBeLessThan(11 * MINUTE);
	});
});

/** A provider that gives so many links a second and asks for a second's patience then. */
function limitedTo(perSecond: number): Provider {
	const granted = new Map<number, number>();
	return (start) => {
		const second = Math.floor(start / SECOND);
		const count = (granted.get(second) ?? 0) + 1;
		granted.set(second, count);
		return count <= perSecond ? undefined : busy(1);
	};
}

describe('a provider that is only slow is asked to the end', () => {
	it.each([5, 20, 40])('%i links a second: at least 95 of 100 are had', async (perSecond) => {
		const { links, starts, most } = await askFor(1000, {}, limitedTo(perSecond));
		expect(links).toBeGreaterThanOrEqual(950);
		expect(starts.length).toBeLessThan(1500);
		expect(most).toBe(50);
	});

	it.each([
		[0, 500],
		[0, 3000],
		[2, 500],
		[2, 3000],
	])('with %i retries and responses after %i ms, too', async (retries, latency) => {
		const slow = await askFor(1000, { retries, latency }, limitedTo(1));
		const untried = 1000 - slow.items;
		expect(untried).toBe(0);
	});

	it('a first burst that is refused as a whole, without retries, does not end it', async () => {
		const { links } = await askFor(1000, { retries: 0 }, (start) =>
			start === 0 ? busy(1) : undefined,
		);
		expect(links).toBe(950);
	});

	it('unknown clients between busy moments are responses too', async () => {
		const unknown = tokenError('link_rejected', 'No such account.', 'Check.');
		const { refusals } = await askFor(200, { concurrency: 1, retries: 0 }, (_, item) =>
			item % 4 === 0 ? unknown : busy(),
		);
		expect(refusals.filter((one) => one === unknown)).toHaveLength(50);
	});
});

it('once the execution has ended, nothing more is asked for', async () => {
	const controller = new AbortController();
	const { starts, took } = await askFor(
		1000,
		{},
		(start) => {
			if (start > SECOND) controller.abort();
			return busy(2);
		},
		controller.signal,
	);
	expect(starts).toHaveLength(51);
	expect(took).toBeLessThan(4 * SECOND);
});
