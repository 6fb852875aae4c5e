import { describe, expect, it } from '@jest/globals';
import { isTokenError, tokenError, type TokenError } from '../../../core/errors';
import { createTraffic, runPool } from '../../../core/seamless/traffic';
import { createWorld } from '../../model/world.mjs';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** What the provider makes of a request: undefined is a link. */
type Provider = (start: number, item: number) => unknown;

const busy = (retryAfter?: number) =>
	tokenError('rate_limited', 'Busy.', 'Wait.', { retryable: true, retryAfter });
const away = tokenError('provider_unavailable', 'Away.', 'Wait.', { retryable: true });
const unknown = tokenError('link_rejected', 'No such account.', 'Check.');

/** Asks for many links as the node does, and tells what happened when. */
async function askFor(
	count: number,
	{ concurrency = 50, retries = 2, latency = 20 },
	provider: Provider,
) {
	const { now, sleep, pass } = createWorld(0);
	const { signal } = new AbortController();
	// The golden ratio spreads evenly, the same in each run.
	let drawn = 0;
	const random = () => (++drawn * 0.618_033_988) % 1;
	const traffic = createTraffic(now, sleep, random, signal);
	const starts: number[] = [];
	const items = new Set<number>();
	const failures: unknown[] = [];
	let [links, underWay, most] = [0, 0, 0];
	const ask = async (item: number) => {
		starts.push(now());
		items.add(item);
		most = Math.max(most, ++underWay);
		const failure = provider(now(), item);
		await sleep(latency);
		underWay--;
		return failure === undefined ? 'link' : await Promise.reject(failure as Error);
	};
	const pool = runPool(count, concurrency, signal, async (item) => {
		await traffic(async () => await ask(item), retries).then(
			() => links++,
			(reason: unknown) => (failures[item] = reason),
		);
	});
	const took = pool.then(now);
	await pass(60 * MINUTE);
	await pool;
	const codes = failures.map((one) => (isTokenError(one) ? one.errorCode : 'none'));
	return { starts, items: items.size, failures, codes, links, most, took: await took };
}

/** One client, for whom the provider has these answers before the link. */
async function askOnce(answers: unknown[], retries: number) {
	const next = answers[Symbol.iterator]();
	return await askFor(1, { retries, latency: 0 }, () => next.next().value);
}

describe('a try that can end otherwise is repeated', () => {
	it.each<[string, TokenError[], number[]]>([
		['after half a second', [busy()], [0, 500]],
		['the second time after twice as long', [busy(), away], [0, 500, 1500]],
		['after the time the provider asks for', [busy(7)], [0, 7000]],
		['after a minute, if the provider asks for more', [busy(3600)], [0, MINUTE]],
		[
			'after a minute at the most',
			Array.from({ length: 9 }, () => busy()),
			[0, 500, 1500, 3500, 7500, 15_500, 31_500, 63_500, 123_500, 183_500],
		],
	])('%s', async (_, answers, starts) => {
		expect(await askOnce(answers, 10)).toMatchObject({ starts, links: 1 });
	});

	it.each([
		['a refusal', tokenError('credentials_rejected', 'Refused.', 'Check.')],
		['a link that is not safe', unknown],
		['anything that is not ours', new Error('unknown')],
	])('but not %s', async (_, reason) => {
		expect(await askOnce([reason], 5)).toMatchObject({ starts: [0], failures: [reason] });
	});
});

it('those who waited start apart: 300 after one limit, at most 60 in any 150 ms', async () => {
	let asked = 0;
	const provider = () => (++asked <= 300 ? busy(1) : undefined);
	const { starts, links, took } = await askFor(300, { concurrency: 300 }, provider);
	const again = starts.slice(300);
	const densest = Math.max(
		...again.map((from) => again.filter((at) => at >= from && at < from + 150).length),
	);
	expect(links).toBe(300);
	expect(Math.min(...again)).toBeGreaterThanOrEqual(SECOND);
	expect(densest).toBeLessThanOrEqual(60);
	expect(took).toBeLessThan(3 * SECOND);
});

it('a shorter wait does not end a longer one', async () => {
	const provider = (start: number, item: number) =>
		start < SECOND ? busy(item === 0 ? 30 : 5) : undefined;
	const { starts, links } = await askFor(2, {}, provider);
	expect(links).toBe(2);
	expect(starts[2]).toBe(30 * SECOND + 20);
});

describe('a provider that stays busy', () => {
	it.each([
		['asks for a minute each time', 2, 60, 11 * MINUTE],
		['asks for nothing', 2, undefined, 20 * SECOND],
		['asks for a minute, without retries', 0, 60, 6 * MINUTE],
		['asks for six seconds, with ten retries', 10, 6, 6 * MINUTE],
	])(
		'and %s: 10,000 links end in time, with its code, after 100 requests at most',
		async (_, retries, retryAfter, bound) => {
			const result = await askFor(10_000, { retries }, () => busy(retryAfter));
			expect(result.took).toBeLessThan(bound);
			expect(result.starts.length).toBeLessThanOrEqual(100);
			expect(result.most).toBe(50);
			expect(result.codes).toEqual(Array.from({ length: 10_000 }, () => 'rate_limited'));
		},
	);

	it('is asked for five whole rounds before the rest is refused', async () => {
		const { starts } = await askFor(10_000, { concurrency: 1 }, () => busy(1));
		expect(starts).toHaveLength(5 * 3);
	});
});

describe('the count of failures starts anew', () => {
	it.each<[string, Provider, number]>([
		['with a link', (_, item) => (item % 5 === 4 ? undefined : busy(1)), 1000],
		['with a refusal of one client', (_, item) => (item % 5 === 4 ? unknown : busy(1)), 1000],
		['with another code', (_, item) => (item % 5 === 4 ? away : busy(1)), 1000],
		['with nothing else', () => busy(1), 5],
	])('%s', async (_, provider, asked) => {
		const { items } = await askFor(1000, { concurrency: 1, retries: 0 }, provider);
		expect(items).toBe(asked);
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

	it('a first burst that is refused as a whole, without retries, does not end it', async () => {
		const provider = (start: number) => (start === 0 ? busy(1) : undefined);
		expect((await askFor(1000, { retries: 0 }, provider)).links).toBe(950);
	});
});
