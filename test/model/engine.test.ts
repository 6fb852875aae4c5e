import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { play, type Step } from './play';
import { breachesOf, promises, situations, type Promised } from './promises';
import { anyRun, examples, rotatingRun } from './run';
import { scale } from './support.mjs';

// The length of a long run is no reason to end it.
jest.setTimeout(3_600_000);

describe('the engine, in random runs', () => {
	/** What broke a promise, the shortest run last. */
	const broken = new Map<Promised, string>();
	const met = new Set<string>();
	let report: string | undefined;

	beforeAll(async () => {
		const run = fc.asyncProperty(anyRun, async (run) => {
			const trace = await play(run);
			for (const [name, isMet] of Object.entries(situations)) {
				if (trace.steps.some((step) => isMet(step, trace.steps))) met.add(name);
			}
			const breaches = breachesOf(trace);
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
		expect(Object.keys(situations).filter((name) => !met.has(name))).toEqual([]);
	});
});

describe('refresh tokens at a provider that detects reuse', () => {
	it('are not replayed in thousands of random operations', async () => {
		let refreshes = 0;
		const isRefresh = (step: Step) => step.what === 'ended' && Boolean(step.request.refreshToken);
		await fc.assert(
			fc.asyncProperty(rotatingRun, async (run) => {
				const trace = await play(run);
				refreshes += trace.steps.filter(isRefresh).length;
				expect(breachesOf(trace)).toEqual([]);
			}),
			{ numRuns: 40 * scale },
		);
		expect(refreshes).toBeGreaterThan(30);
	});
});
