import fc from 'fast-check';
import type { Failure } from './outcome';

/**
 * A token that a provider issues. It `rotates` if a new refresh token comes with it, else it may be the
 * access token of last time again: it `repeats`.
 */
export interface Granted {
	ends: 'granted';
	/** Seconds. */
	lifetime: number | null;
	refreshLifetime?: number;
	rotates: boolean;
	repeats: boolean;
}

/** How a request ends, chosen by the test in place of the provider. */
export type Outcome = Granted | { ends: Failure; retryAfter?: number };

/** One step of a run. `which` picks among what there is at that moment; a `timeout` is milliseconds. */
export type Op =
	| {
			op: 'get';
			slot: number;
			timeout: number;
			force: boolean;
			reports: boolean;
			unreported: boolean;
			minimumValidity: number | undefined;
	  }
	| { op: 'renew'; slot: number; timeout: number; which: 'last' | 'older' }
	| { op: 'test'; slot: number; timeout: number }
	| { op: 'edit'; slot: number; version: number }
	| { op: 'end'; which: number; outcome: Outcome }
	| { op: 'pass' | 'step'; seconds: number }
	| { op: 'cancel'; which: number };

/** Everybody wants the first credential most of the time; the rest is a crowd. */
const slot = fc.oneof(
	{ weight: 6, arbitrary: fc.constant(0) },
	{ weight: 2, arbitrary: fc.constant(1) },
	{ weight: 1, arbitrary: fc.integer({ min: 2, max: 7 }) },
);
export const which = fc.nat(9);
// Half a second more than whole ones: nobody's time is up at the very moment a pause ends.
const timeout = fc.constantFrom(30_500, 30_500, 30_500, 2_500, 8_500, 600_500);

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
	...[{ ends: 'rejected' as const }, { ends: 'rejected' as const }, { ends: 'empty' as const }],
	...[{ ends: 'unable' as const }, { ends: 'unreachable' as const }, { ends: 'late' as const }],
	...[{ ends: 'unreachable' as const }, { ends: 'untrusted' as const }],
	{ ends: 'down' },
	{ ends: 'down', retryAfter: 4 },
	{ ends: 'down', retryAfter: 20 },
	{ ends: 'busy' },
	{ ends: 'busy', retryAfter: 0 },
	{ ends: 'busy', retryAfter: 2 },
	{ ends: 'busy', retryAfter: 3600 },
);

/** Whatever a provider may do. */
export const anyOutcome = fc.oneof(
	{ weight: 6, arbitrary: granted(fc.boolean()) },
	{ weight: 5, arbitrary: unable },
	{ weight: 1, arbitrary: fc.constantFrom<Outcome>({ ends: 'unsupported' }, { ends: 'stranger' }) },
);

/** A provider that replaces the refresh token each time; some of its responses are lost. */
export const rotatingOutcome = fc.oneof(
	{ weight: 8, arbitrary: granted(fc.constant(true)) },
	{ weight: 1, arbitrary: unable },
);

/** What somebody may do. */
export const calls: Array<fc.MaybeWeightedArbitrary<Op>> = [
	{
		weight: 6,
		arbitrary: fc.record({
			op: fc.constant('get' as const),
			slot,
			timeout,
			force: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.boolean()),
			reports: fc.boolean(),
			unreported: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, fc.boolean()),
			minimumValidity: fc.constantFrom(undefined, undefined, 0, 60, 200, 1e6),
		}),
	},
	{
		weight: 4,
		arbitrary: fc.record({
			op: fc.constant('renew' as const),
			slot,
			timeout,
			which: fc.constantFrom('last' as const, 'last' as const, 'older' as const),
		}),
	},
	{ weight: 1, arbitrary: fc.record({ op: fc.constant('test' as const), slot, timeout }) },
];

/** What may happen meanwhile. */
export const world: Array<fc.MaybeWeightedArbitrary<Op>> = [
	{
		weight: 4,
		arbitrary: fc.record({
			op: fc.constant('pass' as const),
			seconds: fc.constantFrom(1, 1, 2, 5, 6, 11, 29, 31, 54, 61, 299, 900, 2800, 3600, 90_000),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			op: fc.constant('step' as const),
			seconds: fc.constantFrom(-1, -5, -3600, 1, 20, 3600),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({ op: fc.constant('edit' as const), slot, version: fc.nat(1) }),
	},
	{ weight: 1, arbitrary: fc.record({ op: fc.constant('cancel' as const), which }) },
];
