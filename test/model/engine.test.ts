import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { examples } from './found';
import { anyRun, rotatingRun } from './op';
import { play, promises, type Promised, type Tally } from './play';
import { scale } from './support.mjs';

// The length of a long run is no reason to end it.
jest.setTimeout(3_600_000);

/** What a run can come across; a test that never meets one of these proves nothing about it. */
const situations = [
	...['get: cache', 'get: send', 'get: wait', 'get: paused'],
	...['renew: cache', 'renew: send', 'renew: wait', 'renew: paused', 'renew: declined'],
	...['sign-in: granted', 'sign-in: rejected', 'sign-in: unsupported'],
	...['sign-in: unavailable', 'sign-in: late', 'sign-in: busy'],
	...['refresh: granted', 'refresh: rejected', 'refresh: unsupported'],
	...['refresh: unavailable', 'refresh: late', 'refresh: busy'],
	...['cancel', 'deadline', 'clock back', 'clock forward', 'edit', 'forgotten'],
];

describe('the engine, in random runs beside a reference model', () => {
	const tally: Tally = {};

	it.each(Object.entries(promises) as [Promised, string][])('%s: %s', async (promise) => {
		await fc.assert(
			fc.asyncProperty(anyRun, async (run) => {
				const breaches = await play(run, tally);
				expect(breaches.filter((breach) => breach.promise === promise)).toEqual([]);
			}),
			{ numRuns: 100 * scale, examples },
		);
	});

	it('has met every situation there is', () => {
		expect(Object.keys(tally).sort()).toEqual([...situations].sort());
	});
});

describe('refresh tokens at a provider that detects reuse', () => {
	it('replays none in 10,000 random operations', async () => {
		const tally: Tally = {};
		await fc.assert(
			fc.asyncProperty(rotatingRun, async (run) => {
				expect(await play(run, tally)).toEqual([]);
			}),
			{ numRuns: 100 * scale },
		);
		expect(tally['refresh: granted']).toBeGreaterThan(100);
	});
});
