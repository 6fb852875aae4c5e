import { describe, expect, it } from '@jest/globals';
import { createPauses } from '../../../core/engine/pauses';
import { rejected } from './support';

const MINUTE = 60_000;
/** The end of the first pause after a rejected login at 0, milliseconds. */
const END = 30_000;

/** The pauses of so many keys, each since 0. */
function pausesOf(count: number) {
	const pauses = createPauses();
	for (let key = 0; key < count; key++) pauses.add(String(key), rejected(), 0);
	return pauses;
}

/** How long the second pause of the first key is, in seconds, if a login is rejected at this time. */
function secondPause(pauses: ReturnType<typeof createPauses>, at: number): number {
	pauses.add('another', rejected(), at);
	pauses.add('0', rejected(), at);
	return ((pauses.active('0', at)?.until ?? 0) - at) / 1000;
}

describe('of ten thousand pauses', () => {
	it('none is dropped while it lasts', () => {
		const pauses = pausesOf(10_000);
		pauses.add('another', rejected(), END - 1);
		expect(pauses.active('0', END - 1)).toBeDefined();
	});

	it('those that ended up to half an hour ago still count', () => {
		expect(secondPause(pausesOf(10_000), END + 30 * MINUTE)).toBe(60);
	});

	it('those that ended longer ago are dropped', () => {
		expect(secondPause(pausesOf(10_000), END + 30 * MINUTE + 1)).toBe(30);
	});
});

it('of fewer pauses none is dropped, however long ago it ended', () => {
	expect(secondPause(pausesOf(9_998), END + 30 * MINUTE + 1)).toBe(60);
});

it('no more than twenty thousand pauses are kept, the youngest', () => {
	const pauses = pausesOf(20_001);
	expect(pauses.active('0', END - 1)).toBeUndefined();
	expect(pauses.active('1', END - 1)).toBeDefined();
	expect(pauses.active('20000', END - 1)).toBeDefined();
});
