import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { scale } from '../support.mjs';
import { play } from './play';
import { examples } from './found';
import { breachesOf, promises, type Promised } from './promises';
import { anyRun } from './run';
import { situations } from './situations';

// The length of a long run is no reason to end it.
jest.setTimeout(3_600_000);

describe('processes that share their tokens through credentials, in random runs', () => {
	/** What broke a promise, the shortest run last. */
	const broken = new Map<Promised, string>();
	const met = new Set<string>();
	let report: string | undefined;

	beforeAll(async () => {
		const run = fc.asyncProperty(anyRun, async (run) => {
			const trace = await play(run);
			for (const [name, isMet] of Object.entries(situations)) if (isMet(trace)) met.add(name);
			const breaches = breachesOf(trace);
			for (const { promise, what } of breaches) broken.set(promise, what);
			return breaches.length === 0;
		});
		const details = await fc.check(run, { numRuns: 100 * scale, examples });
		report = await fc.asyncDefaultReportMessage(details);
	});

	it.each(Object.entries(promises) as [Promised, string][])('%s: %s', (promise) => {
		const what = broken.get(promise);
		expect(what && `${what}\n${report}`).toBeUndefined();
	});

	it('have met every situation there is', () => {
		expect(Object.keys(situations).filter((name) => !met.has(name))).toEqual([]);
	});
});
