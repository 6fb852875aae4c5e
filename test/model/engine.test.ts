import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { modelRuns } from '../depth.mjs';
import { itKeeps } from './keeps';
import { play, type Step } from './play';
import { breachesOf, promises, situations } from './promises';
import { anyRun, examples, rotatingRun } from './run';

describe('the engine, in random runs', () => {
	itKeeps({ promises, situations, runs: anyRun, examples, count: 200, play, breachesOf });
});

it('refresh tokens are not replayed at a provider that detects reuse', async () => {
	let refreshes = 0;
	const isRefresh = (step: Step) => step.what === 'ended' && Boolean(step.request.refreshToken);
	await fc.assert(
		fc.asyncProperty(rotatingRun, async (run) => {
			const trace = await play(run);
			refreshes += trace.steps.filter(isRefresh).length;
			expect(breachesOf(trace)).toEqual([]);
		}),
		{ numRuns: 40 * modelRuns },
	);
	expect(refreshes).toBeGreaterThan(30);
});
