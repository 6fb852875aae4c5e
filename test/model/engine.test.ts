import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { examples } from './found';
import { failures } from './outcome';
import { anyRun, rotatingRun } from './run';
import { play, type Tally } from './play';
import { promises, type Promised } from './promises';
import { scale } from './support.mjs';

// The length of a long run is no reason to end it.
jest.setTimeout(3_600_000);

/** What a run can come across; a test that never meets one of these proves nothing about it. */
const situations = [
	...['get: cache', 'get: grant', 'get: refresh', 'get: sign_in_paused', 'get: timeout'],
	...['renew: cache', 'renew: grant', 'renew: refresh', 'renew: sign_in_paused', 'renew: nothing'],
	...['test: grant', 'test: credentials_rejected', 'test: sign_in_paused', 'test: timeout'],
	...failures.flatMap((failure) => [`sign-in ends: ${failure}`, `refresh ends: ${failure}`]),
	...['get: cancelled', 'a key is forgotten', 'the clock is set back', 'the clock is set forward'],
	...['a pause is waited out', 'a token that came meanwhile', 'a test during a pause'],
	...['a flight is left behind', 'a test is left behind', 'a token that comes late'],
	...['a token is taken away', 'no sign-in after a refresh, for a pause', 'a renewal on evidence'],
];

describe('the engine, in random runs beside a reference model', () => {
	const tally: Tally = {};
	/** What broke a promise, the shortest run last. */
	const broken = new Map<Promised, string>();
	let report: string | undefined;

	beforeAll(async () => {
		const run = fc.asyncProperty(anyRun, async (run) => {
			const breaches = await play(run, tally);
			for (const { promise, what } of breaches) broken.set(promise, what);
			return breaches.length === 0;
		});
		const details = await fc.check(run, { numRuns: 200 * scale, examples });
		report = await fc.asyncDefaultReportMessage(details);
	});

	it.each(Object.entries(promises) as [Promised, string][])('%s: %s', (promise) => {
		const what = broken.get(promise);
		expect(what && `${what}\n${report}`).toBeUndefined();
	});

	it('has met every situation there is', () => {
		expect(situations.filter((situation) => !tally[situation])).toEqual([]);
	});
});

describe('refresh tokens at a provider that detects reuse', () => {
	it('replays none in thousands of random operations', async () => {
		const tally: Tally = {};
		await fc.assert(
			fc.asyncProperty(rotatingRun, async (run) => {
				expect(await play(run, tally)).toEqual([]);
			}),
			{ numRuns: 40 * scale },
		);
		expect(tally['refresh ends: granted']).toBeGreaterThan(30);
	});
});
