import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { examples } from './found';
import { anyRun, rotatingRun } from './op';
import { play, type Tally } from './play';
import { promises, type Promised } from './promises';
import { scale } from './support.mjs';

// The length of a long run is no reason to end it.
jest.setTimeout(3_600_000);

it('x', async () => {
	const tally: Tally = {};
	await fc.assert(
		fc.asyncProperty(anyRun, async (run) => {
			expect(await play(run, tally)).toEqual([]);
		}),
		{ numRuns: 1500 * scale },
	);
	console.log(tally);
});
