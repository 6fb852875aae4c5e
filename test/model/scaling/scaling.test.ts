import { describe, expect, it } from '@jest/globals';
import { median } from 'simple-statistics';
import { writesDocs } from '../../depth.mjs';
import { textOf, writePage } from '../../markdown.mjs';
import { measure, measureSizes } from './measure';

describe('a hundred processes with tokens of an hour and ten requests a second', () => {
	const signIns = async (setting: object) =>
		median((await measure({ processes: 100, lifetimes: 4, ...setting }, 3)).renewals);

	it('sign in at most three times per lifetime in the median', async () => {
		expect(await signIns({})).toBeLessThanOrEqual(3);
	});

	it('do so even if the one that obtained the token is gone before it ends', async () => {
		expect(await signIns({ ownerLeaves: true })).toBeLessThanOrEqual(2);
	});

	it('need the random part of the margin for that', async () => {
		expect(await signIns({ ownerLeaves: true, isRandom: false })).toBeGreaterThan(3);
	});
});

/** The table of docs/scaling.md, in minutes. */
async function writeDocs(): Promise<void> {
	const page = textOf('docs/scaling.md');
	writePage('docs/scaling.md', page.replace(/^\|(.|\n\|)+/m, await measureSizes()));
}

if (writesDocs) {
	it('is written down', writeDocs, 3_600_000);
}
