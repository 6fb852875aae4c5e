import { describe, expect, it } from '@jest/globals';
import { fakeGate } from './support';

const never = new AbortController().signal;

describe('a rate gate', () => {
	it('makes nobody wait before it is told to', async () => {
		const { gate, slept } = fakeGate();
		await gate.wait(never);
		expect(slept).toEqual([]);
	});

	it('makes everybody wait for what is left of the delay, and nobody after it', async () => {
		const { gate, slept } = fakeGate();
		gate.delay(5000);
		await gate.wait(never);
		await gate.wait(never);
		expect(slept).toEqual([5000]);
	});

	it('does not end a longer delay for a shorter one', async () => {
		const { gate, slept } = fakeGate();
		gate.delay(5000);
		gate.delay(100);
		await gate.wait(never);
		expect(slept).toEqual([5000]);
	});

	it('lets those wait longer who wait already, if the delay grows meanwhile', async () => {
		let naps = 0;
		const { gate, slept } = fakeGate(() => {
			if (++naps === 1) gate.delay(10_000);
		});
		gate.delay(500);
		await gate.wait(never);
		expect(slept).toEqual([10_500]);
	});

	it('tells which delay was waited for, if any', async () => {
		const { gate } = fakeGate();
		expect(await gate.wait(never)).toBe(0);
		expect(gate.delay(500)).toBe(1);
		expect(gate.delay(400)).toBe(0);
		expect(gate.delay(600)).toBe(2);
		expect(await gate.wait(never)).toBe(2);
		expect(await gate.wait(never)).toBe(0);
	});

	it.each([
		['as long as the delay was', 3000, 3000],
		['five seconds at the most', 60_000, 5000],
	])('spreads the starts over %s', async (_, delay, spread) => {
		for (const share of [0, 0.5, 1]) {
			const { gate, slept } = fakeGate(undefined, () => share);
			gate.delay(delay);
			await gate.wait(never);
			expect(slept).toEqual([delay + share * spread]);
		}
	});

	it('lets the job start first that the latest delay was for', async () => {
		const { gate, slept } = fakeGate(undefined, () => 1);
		const own = gate.delay(3000);
		await gate.wait(never, own);
		expect(slept).toEqual([3000]);
	});

	it('does not do so for a delay that was prolonged', async () => {
		const { gate, slept } = fakeGate(undefined, () => 1);
		const own = gate.delay(3000);
		gate.delay(4000);
		await gate.wait(never, own);
		expect(slept).toEqual([8000]);
	});

	it('holds those back who have not started yet, if the delay grows meanwhile', async () => {
		let naps = 0;
		const { gate, slept } = fakeGate(
			() => {
				if (++naps === 4) gate.delay(10_000);
			},
			() => 1,
		);
		gate.delay(3000);
		await gate.wait(never);
		expect(slept).toEqual([4000 + 10_000 + 5000]);
	});

	it('ends the waiting within a second when the signal fires', async () => {
		const controller = new AbortController();
		const { gate, slept } = fakeGate(() => controller.abort());
		gate.delay(60_000);
		await gate.wait(controller.signal);
		expect(slept).toEqual([1000]);
	});
});
