import fc from 'fast-check';

/**
 * How a flight ends, chosen by the test in place of the provider. A provider `rotates` if its answer
 * brings a new refresh token, else it may give the access token of last time again: it `repeats`.
 */
export type Outcome =
	| {
			ends: 'granted';
			lifetime: number | null;
			refreshLifetime?: number;
			rotates: boolean;
			repeats: boolean;
	  }
	| { ends: 'rejected' | 'unsupported' | 'unavailable' | 'late' }
	| { ends: 'busy'; retryAfter: number };

/** One step of a run. `which` picks among what there is at that moment. */
export type Op =
	| { op: 'get'; slot: number; force: boolean; minimumValidity: number | undefined }
	| { op: 'renew'; slot: number; which: 'last' | 'older' }
	| { op: 'edit'; slot: number; version: number }
	| { op: 'end'; which: number; outcome: Outcome }
	| { op: 'clock'; seconds: number }
	| { op: 'cancel' | 'deadline'; which: number };

/** Everybody wants the first credential most of the time; the rest is a crowd. */
const slot = fc.oneof(
	{ weight: 5, arbitrary: fc.constant(0) },
	{ weight: 2, arbitrary: fc.constant(1) },
	{ weight: 1, arbitrary: fc.integer({ min: 2, max: 7 }) },
);
const which = fc.nat(9);

const granted = (rotates: fc.Arbitrary<boolean>): fc.Arbitrary<Outcome> =>
	fc.record(
		{
			ends: fc.constant('granted' as const),
			lifetime: fc.constantFrom(null, 0.5, 5, 60, 61, 300, 3000),
			refreshLifetime: fc.constantFrom(90, 7200),
			rotates,
			repeats: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, fc.boolean()),
		},
		{ requiredKeys: ['ends', 'lifetime', 'rotates', 'repeats'] },
	);
const unable = fc.constantFrom<Outcome>(
	{ ends: 'rejected' },
	{ ends: 'unavailable' },
	{ ends: 'late' },
	{ ends: 'busy', retryAfter: 20 },
	{ ends: 'busy', retryAfter: 3600 },
);

/** Whatever a provider may do. */
const anyOutcome = fc.oneof(
	{ weight: 6, arbitrary: granted(fc.boolean()) },
	{ weight: 3, arbitrary: unable },
	{ weight: 1, arbitrary: fc.constant<Outcome>({ ends: 'unsupported' }) },
);

/** A provider that replaces the refresh token each time; some of its answers are lost. */
const rotatingOutcome = fc.oneof(
	{ weight: 8, arbitrary: granted(fc.constant(true)) },
	{ weight: 1, arbitrary: unable },
);

const op = (outcome: fc.Arbitrary<Outcome>): fc.Arbitrary<Op> =>
	fc.oneof(
		{
			weight: 6,
			arbitrary: fc.record({
				op: fc.constant('get' as const),
				slot,
				force: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.boolean()),
				minimumValidity: fc.constantFrom(undefined, undefined, 0, 60, 200, 1e6),
			}),
		},
		{
			weight: 3,
			arbitrary: fc.record({
				op: fc.constant('renew' as const),
				slot,
				which: fc.constantFrom('last' as const, 'last' as const, 'older' as const),
			}),
		},
		{
			weight: 6,
			arbitrary: fc.record({
				op: fc.constant('end' as const),
				which,
				outcome,
			}),
		},
		{
			weight: 4,
			arbitrary: fc.record({
				op: fc.constant('clock' as const),
				seconds: fc.constantFrom(
					0.001,
					1,
					5,
					11,
					29,
					31,
					54,
					61,
					299,
					2800,
					3600,
					90_000,
					-0.001,
					-5,
					-3600,
				),
			}),
		},
		{
			weight: 1,
			arbitrary: fc.record({ op: fc.constant('edit' as const), slot, version: fc.nat(1) }),
		},
		{
			weight: 1,
			arbitrary: fc.record({ op: fc.constantFrom('cancel' as const, 'deadline' as const), which }),
		},
	);

/** A run: how many keys the engine may remember, and what happens. */
export interface Run {
	capacity: number;
	ops: Op[];
}

/** Runs of up to 100 steps with any provider, and engines that may forget. */
export const anyRun: fc.Arbitrary<Run> = fc.record({
	capacity: fc.constantFrom(1, 3, 1000, 1000),
	ops: fc.array(op(anyOutcome), { minLength: 1, maxLength: 100, size: 'max' }),
});

/** Runs of 100 steps with a provider that rotates refresh tokens. */
export const rotatingRun: fc.Arbitrary<Run> = fc.record({
	capacity: fc.constant(1000),
	ops: fc.array(op(rotatingOutcome), { minLength: 100, maxLength: 100 }),
});
