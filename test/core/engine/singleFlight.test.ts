import { expect, it } from '@jest/globals';
import { createSingleFlight } from '../../../core/engine/singleFlight';
import { drained } from '../../model/support.mjs';

/** Flights by a clock that the test moves, each of which lands when told to. */
function setUp() {
	let time = 0;
	const flights = createSingleFlight<number>(() => time);
	const landings: Array<(value: number) => void> = [];
	const start = async () => await new Promise<number>((resolve) => landings.push(resolve));
	return { flights, landings, start, pass: (ms: number) => (time += ms) };
}

it('whoever comes meanwhile joins', async () => {
	const { flights, landings, start } = setUp();
	const [one, other] = [flights.join('a', 1000, start), flights.join('a', 1000, start)];
	expect(other).toBe(one);
	landings[0]?.(7);
	expect(await other.outcome).toBe(7);
	expect(landings).toHaveLength(1);
});

it('each key has its own', () => {
	const { flights, landings, start } = setUp();
	flights.join('a', 1000, start);
	flights.join('b', 1000, start);
	expect(landings).toHaveLength(2);
});

it('is over once it has landed', async () => {
	const { flights, landings, start } = setUp();
	const { outcome } = flights.join('a', 1000, start);
	landings[0]?.(7);
	await outcome;
	expect(flights.find('a', 1000)).toBeUndefined();
});

it('is over once it has failed, even if nobody waits', async () => {
	const { flights } = setUp();
	const { outcome } = flights.join('a', 1000, async () => await Promise.reject(new Error('no')));
	await expect(outcome).rejects.toThrow('no');
	expect(flights.find('a', 1000)).toBeUndefined();
});

it('that fails after everybody who waited has gone is no unhandled rejection', async () => {
	const { flights } = setUp();
	flights.join('a', 1000, async () => await Promise.reject(new Error('nobody handles this')));
	// Node reports one only once nothing else is left to run.
	await drained();
	await drained();
	expect(flights.find('a', 1000)).toBeUndefined();
});

it('is joined only while it is younger than the joiner’s own time', () => {
	const { flights, landings, start, pass } = setUp();
	flights.join('a', 60_000, start);
	pass(29_999);
	flights.join('a', 30_000, start);
	expect(landings).toHaveLength(1);
	pass(1);
	flights.join('a', 30_000, start);
	expect(landings).toHaveLength(2);
});

it('that was left behind does not end its successor when it lands', async () => {
	const { flights, landings, start, pass } = setUp();
	const old = flights.join('a', 60_000, start);
	pass(30_000);
	const young = flights.join('a', 30_000, start);
	landings[0]?.(1);
	await old.outcome;
	expect(flights.find('a', 30_000)).toBe(young);
});
