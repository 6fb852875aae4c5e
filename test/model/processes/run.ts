import fc from 'fast-check';
import type { Mood } from './provider';
import type { Fate } from './store';

/** Texts that none of the processes has just written. */
export type Planted =
	'of another' | 'moved' | 'ahead' | 'from the future' | 'old' | 'junk' | 'none';

/** Credential 0 has the login that people put into it, credential 1 has expressions. */
export type Op =
	| { op: 'request'; process: number; credential: 0 | 1; login: string }
	/** Every process sends one at once. */
	| { op: 'burst'; credential: 0 | 1; login: string }
	| { op: 'pass'; milliseconds: number }
	| { op: 'revoke'; login: string }
	| { op: 'set'; login: string; mood: Mood }
	| { op: 'edit'; login: string }
	| { op: 'write'; fate: Fate }
	| { op: 'plant'; credential: 0 | 1; planted: Planted }
	| { op: 'restart'; process: number };

/** A run: some processes with a clock each, one provider, and what happens. */
export interface Run {
	/** Milliseconds by which each clock is ahead. */
	skews: number[];
	lifetime: number;
	isOneSession: boolean;
	/** For what chance decides. */
	seed: number;
	ops: Op[];
}

export const logins = ['a', 'b', 'c'];

const login = fc.constantFrom('a', 'a', 'a', 'b', 'c');
const credential = fc.constantFrom<0 | 1>(0, 0, 0, 1);
const process = fc.nat(4);
const opOf = <Name extends Op['op']>(
	op: Name,
	fields: { [Field in Exclude<keyof Extract<Op, { op: Name }>, 'op'>]: fc.Arbitrary<unknown> },
) => fc.record({ op: fc.constant(op), ...fields }) as unknown as fc.Arbitrary<Op>;

const anyOp = fc.oneof(
	{ weight: 12, arbitrary: opOf('request', { process, credential, login }) },
	{ weight: 4, arbitrary: opOf('burst', { credential, login }) },
	{
		weight: 12,
		arbitrary: opOf('pass', {
			milliseconds: fc.constantFrom(1, 20, 100, 400, 1000, 6000, 20_000, 60_000, 240_000),
		}),
	},
	{ weight: 2, arbitrary: opOf('revoke', { login }) },
	{
		weight: 2,
		arbitrary: opOf('set', {
			login,
			mood: fc.constantFrom<Mood>('willing', 'willing', 'refusing', 'down'),
		}),
	},
	{ weight: 1, arbitrary: opOf('edit', { login }) },
	{
		weight: 1,
		arbitrary: opOf('write', { fate: fc.constantFrom<Fate>('refused', 'overwritten') }),
	},
	{
		weight: 1,
		arbitrary: opOf('plant', {
			credential,
			planted: fc.constantFrom<Planted>(
				...(['of another', 'moved', 'ahead', 'from the future', 'old', 'junk', 'none'] as const),
			),
		}),
	},
	{ weight: 1, arbitrary: opOf('restart', { process }) },
);

export const anyRun: fc.Arbitrary<Run> = fc.record({
	skews: fc.array(fc.integer({ min: -2000, max: 2000 }), { minLength: 1, maxLength: 5 }),
	lifetime: fc.constantFrom(30, 300, 3600),
	isOneSession: fc.boolean(),
	seed: fc.nat(),
	ops: fc.array(anyOp, { minLength: 1, maxLength: 120, size: 'max' }),
});
