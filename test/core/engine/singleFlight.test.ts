import { describe, expect, it } from '@jest/globals';
import { createSingleFlight } from '../../../core/engine/singleFlight';

/** Flights that end when the test says so. */
function setUp() {
	const flights = createSingleFlight<string>();
	const started: string[] = [];
	const ends: Array<{ land: (value: string) => void; crash: (reason: Error) => void }> = [];
	return {
		flights,
		started,
		ends,
		run: async (key: string) =>
			await flights.run(key, async () => {
				started.push(key);
				return await new Promise<string>((resolve, reject) => {
					ends.push({ land: resolve, crash: reject });
				});
			}),
	};
}

describe('at most one flight per key', () => {
	it('is under way: all who come meanwhile get its value', async () => {
		const { run, started, ends } = setUp();
		const waiting = Promise.all([run('a'), run('a'), run('a')]);
		ends[0]?.land('value');
		expect(await waiting).toEqual(['value', 'value', 'value']);
		expect(started).toEqual(['a']);
	});

	it('is under way: all who come meanwhile get its failure', async () => {
		const { run, started, ends } = setUp();
		const waiting = Promise.allSettled([run('a'), run('a')]);
		ends[0]?.crash(new Error('failed'));
		for (const one of await waiting) expect(one).toMatchObject({ reason: Error('failed') });
		expect(started).toEqual(['a']);
	});

	it.each(['land', 'crash'] as const)('is cleared once it has ended with: %s', async (end) => {
		const { flights, run, started, ends } = setUp();
		const first = run('a');
		expect(flights.has('a')).toBe(true);
		if (end === 'land') ends[0]?.land('value');
		else ends[0]?.crash(new Error('failed'));
		await first.catch(() => undefined);
		expect(flights.has('a')).toBe(false);
		const second = run('a');
		ends[1]?.land('next');
		expect(await second).toBe('next');
		expect(started).toEqual(['a', 'a']);
	});

	it('does not hold up another key', async () => {
		const { run, started, ends } = setUp();
		const first = run('a');
		const second = run('b');
		ends[1]?.land('b');
		expect(await second).toBe('b');
		ends[0]?.land('a');
		expect(await first).toBe('a');
		expect(started).toEqual(['a', 'b']);
	});
});

it('a flight that throws before it gives a promise leaves nothing behind', async () => {
	const flights = createSingleFlight<string>();
	const throws = (): never => {
		throw new Error('at once');
	};
	expect(() => flights.run('a', throws)).toThrow('at once');
	expect(flights.has('a')).toBe(false);
});
