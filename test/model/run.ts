import fc from 'fast-check';
import { anyOutcome, calls, rotatingOutcome, which, world, type Op, type Outcome } from './op';

/** A run: how many keys the engine may remember, and what happens. */
export interface Run {
	capacity: number;
	ops: Op[];
}

const op = (outcome: fc.Arbitrary<Outcome>): fc.Arbitrary<Op> =>
	fc.oneof(...calls, ...world, {
		weight: 7,
		arbitrary: fc.record({ op: fc.constant('end' as const), which, outcome }),
	});

const get: Op = {
	op: 'get',
	slot: 0,
	timeout: 30_500,
	force: false,
	reports: true,
	unreported: false,
	minimumValidity: undefined,
};
const renew: Op = { op: 'renew', slot: 0, timeout: 30_500, which: 'last' };
const granted: Outcome = { ends: 'granted', lifetime: 3000, rotates: true, repeats: false };
const end: Op = { op: 'end', which: 0, outcome: granted };
const pass = (seconds: number): Op => ({ op: 'pass', seconds });

/** Runs of up to 100 steps with any provider, and engines that may forget. */
const mixedRun: fc.Arbitrary<Run> = fc.record({
	capacity: fc.constantFrom(1, 3, 1000, 1000),
	ops: fc
		.tuple(
			// Half of them begin with a refresh token at hand.
			fc.constantFrom([], [get, end, pass(3000)]),
			fc.array(op(anyOutcome), { minLength: 1, maxLength: 100, size: 'max' }),
		)
		.map((ops) => ops.flat()),
});

/** Runs of 100 steps with a provider that rotates refresh tokens. */
export const rotatingRun: fc.Arbitrary<Run> = fc.record({
	capacity: fc.constant(1000),
	ops: fc.array(op(rotatingOutcome), { minLength: 100, maxLength: 100 }),
});

const passing = (seconds: number): Op[] => [pass(seconds)];
const refused = [get, renew];
const refusedSoon = [pass(5), get, renew, end];
/** The token worked, and then all requests come back. */
const endedEarly = [get, pass(6), get, renew, get, renew, end];

/** Runs of requests that are served, or come back because an API refused the token. */
const servedRun: fc.Arbitrary<Run> = fc.record({
	capacity: fc.constant(1000),
	ops: fc
		.array(
			fc.oneof(
				{ weight: 9, arbitrary: fc.constantFrom([get], [end], ...[1, 2, 5, 6].map(passing)) },
				{ weight: 5, arbitrary: fc.constantFrom(refused, refusedSoon, endedEarly) },
				{ weight: 1, arbitrary: op(anyOutcome).map((other) => [other]) },
			),
			{ maxLength: 60, size: 'max' },
		)
		.map((ops) => [get, end, ...ops.flat()]),
});

export const anyRun = fc.oneof(
	{ weight: 3, arbitrary: mixedRun },
	{ weight: 1, arbitrary: servedRun },
);
