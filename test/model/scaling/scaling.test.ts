import { describe, expect, it } from '@jest/globals';
import { writesDocs } from '../../depth.mjs';
import { textOf, writePage } from '../../markdown.mjs';
import { pageOf, writePlot } from './page';
import { measure, measureSizes } from './rows';

describe('a hundred processes with tokens of an hour and ten requests a second', () => {
	const setting = { processes: 100, lifetimes: 4 };

	it('sign in at most three times per lifetime in the median', async () => {
		const { renewals } = await measure(setting, 3);
		expect(renewals.median).toBeLessThanOrEqual(3);
	});

	it('do so even if the one that obtained the token is gone before it ends', async () => {
		const { renewals } = await measure({ ...setting, ownerLeaves: true }, 3);
		expect(renewals.median).toBeLessThanOrEqual(2);
	});

	it('need the random part of the margin for that', async () => {
		const { renewals } = await measure({ ...setting, ownerLeaves: true, isRandom: false }, 3);
		expect(renewals.median).toBeGreaterThan(3);
	});
});

/** The table and the picture of docs/scaling.md, in minutes. */
async function writeDocs(): Promise<void> {
	const sizes = await measureSizes();
	writePlot(sizes);
	writePage('docs/scaling.md', pageOf(textOf('docs/scaling.md'), sizes));
}

if (writesDocs) {
	it('is written down', writeDocs, 3_600_000);
}
