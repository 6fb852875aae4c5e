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

	it('ends the waiting within a second when the signal fires', async () => {
		const controller = new AbortController();
		const { gate, slept } = fakeGate(() => controller.abort());
		gate.delay(60_000);
		await gate.wait(controller.signal);
		expect(slept).toEqual([1000]);
	});
});
