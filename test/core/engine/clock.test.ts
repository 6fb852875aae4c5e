import { expect, it } from '@jest/globals';
import { createSteadyClock } from '../../../core/engine/clock';

/** A steady clock over one that the test sets. */
function setUp() {
	let time = 1000;
	const clock = createSteadyClock(() => time);
	return { clock, set: (to: number) => (time = to) };
}

it('goes forward with the machine', () => {
	const { clock, set } = setUp();
	expect(clock.now()).toBe(1000);
	set(5000);
	expect(clock.now()).toBe(5000);
});

it('stands still when the machine is set back, and goes on from there', () => {
	const { clock, set } = setUp();
	clock.now();
	set(400);
	expect(clock.now()).toBe(1000);
	set(500);
	expect(clock.now()).toBe(1100);
});

it('tells a moment by the machine, whatever it was set to', () => {
	const { clock, set } = setUp();
	clock.now();
	set(400);
	expect(clock.toWall(clock.now())).toBe(400);
});
