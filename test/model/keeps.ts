import { beforeAll, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { modelRuns } from '../depth.mjs';

/** What random runs have to show. */
interface Model<Run, Trace, Promised extends string> {
	promises: Record<Promised, string>;
	/** What a run can come across; a test that never meets one of these proves nothing about it. */
	situations: Record<string, (trace: Trace) => boolean>;
	runs: fc.Arbitrary<Run>;
	/** They are played before the random ones, each time. */
	examples: [Run][];
	count: number;
	play: (run: Run) => Promise<Trace>;
	breachesOf: (trace: Trace) => Array<{ promise: Promised; what: string }>;
}

// The length of a long run is no reason to end it.
jest.setTimeout(3_600_000);

/** Tests that no random run breaks a promise, and that together they meet every situation. */
export function itKeeps<Run, Trace, Promised extends string>(model: Model<Run, Trace, Promised>) {
	const { promises, situations, runs, examples, count, play, breachesOf } = model;
	/** What broke a promise, the shortest run last. */
	const broken = new Map<Promised, string>();
	const met = new Set<string>();
	let report: string | undefined;

	beforeAll(async () => {
		const property = fc.asyncProperty(runs, async (run) => {
			const trace = await play(run);
			for (const [name, isMet] of Object.entries(situations)) if (isMet(trace)) met.add(name);
			const breaches = breachesOf(trace);
			for (const { promise, what } of breaches) broken.set(promise, what);
			return breaches.length === 0;
		});
		const details = await fc.check(property, { numRuns: count * modelRuns, examples });
		report = await fc.asyncDefaultReportMessage(details);
	});

	it.each(Object.entries(promises) as [Promised, string][])('%s: %s', (promise) => {
		const what = broken.get(promise);
		expect(what && `${what}\n${report}`).toBeUndefined();
	});

	it('every situation is met', () => {
		expect(Object.keys(situations).filter((name) => !met.has(name))).toEqual([]);
	});
}
