import fc from 'fast-check';
import { tokenError, type ErrorCode, type TokenErrorDetails } from '../../core/errors';

/** The ways a request can fail, as the stages before the engine word them. */
const failures = {
	rejected: ['credentials_rejected', { status: 401 }],
	/** HTTP 200 without a token. */
	empty: ['malformed_response', { status: 200, loginProcessed: true }],
	/** The refresh grant is not there for this client. */
	unsupported: ['invalid_configuration', { status: 400, providerCode: 'unsupported_grant_type' }],
	unable: ['provider_unavailable', { status: 500 }],
	down: ['provider_unavailable', { status: 503, retryable: true }],
	busy: ['rate_limited', { status: 429, retryable: true }],
	unreachable: ['provider_unavailable', { retryable: true }],
	closed: ['provider_unavailable', { retryable: true, unanswered: true }],
	untrusted: ['tls_failure', {}],
	late: ['timeout', {}],
} satisfies Record<string, [ErrorCode, TokenErrorDetails]>;

export type Failure = keyof typeof failures;

/** The error of a request that ends so. @param retryAfter - seconds */
export function reasonOf(failure: Failure, retryAfter?: number) {
	const [code, details] = failures[failure];
	const asked = retryAfter !== undefined && { retryAfter };
	return tokenError(code, 'It did not work.', 'Check it.', { ...details, ...asked });
}

/** How a request ends, chosen by the test in place of the provider. Lifetimes are seconds. */
export type Outcome =
	| { ends: 'granted'; lifetime: number | null; refreshLifetime?: number; rotates: boolean }
	| { ends: Failure; retryAfter?: number };

/** One step of a run. `which` picks among what there is at that moment; a `timeout` is milliseconds. */
export type Op =
	| { op: 'get'; slot: number; timeout: number; force: boolean; minimumValidity?: number }
	| { op: 'renew' | 'test'; slot: number; timeout: number }
	| { op: 'end'; which: number; outcome: Outcome }
	| { op: 'pass'; seconds: number }
	| { op: 'cancel'; which: number };

/** A run: how many keys the engine may remember, and what happens. */
export interface Run {
	capacity: number;
	ops: Op[];
}

/** Six keys, of which two each are of one login. */
export const SLOTS = [0, 1, 2, 3, 4, 5];

const slot = fc.constantFrom(0, 0, 0, 0, 1, 1, ...SLOTS);
const which = fc.nat(9);
// Half a second more than whole ones: nobody's time is up at the very moment a pause ends.
const timeout = fc.constantFrom(30_500, 30_500, 30_500, 2_500, 8_500, 600_500);

const granted = (rotates: fc.Arbitrary<boolean>) =>
	fc.record(
		{
			ends: fc.constant('granted' as const),
			lifetime: fc.constantFrom(null, 0.5, 5, 60, 61, 300, 3000),
			refreshLifetime: fc.constantFrom(90, 7200),
			rotates,
		},
		{ requiredKeys: ['ends', 'lifetime', 'rotates'] },
	);
const failed = fc.record(
	{
		ends: fc.constantFrom('rejected', 'rejected', ...(Object.keys(failures) as Failure[])),
		retryAfter: fc.constantFrom(0, 2, 20, 3600),
	},
	{ requiredKeys: ['ends'] },
);

const opsOf = (outcome: fc.Arbitrary<Outcome>, length: fc.ArrayConstraints) => {
	const call = <Name extends string>(op: Name) => ({ op: fc.constant(op), slot, timeout });
	const force = fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.boolean());
	const minimumValidity = fc.constantFrom(undefined, undefined, 0, 60, 200, 1e6);
	const seconds = fc.constantFrom(1, 1, 2, 5, 6, 11, 29, 31, 54, 61, 299, 900, 2800, 3600);
	const op = fc.oneof(
		{ weight: 6, arbitrary: fc.record({ ...call('get'), force, minimumValidity }) },
		{ weight: 4, arbitrary: fc.record(call('renew')) },
		{ weight: 1, arbitrary: fc.record(call('test')) },
		{ weight: 7, arbitrary: fc.record({ op: fc.constant('end'), which, outcome }) },
		{ weight: 4, arbitrary: fc.record({ op: fc.constant('pass'), seconds }) },
		{ weight: 1, arbitrary: fc.record({ op: fc.constant('cancel'), which }) },
	);
	return fc.array(op, { ...length, size: 'max' }) as fc.Arbitrary<Op[]>;
};

/** Runs with any provider, and engines that may forget. */
export const anyRun: fc.Arbitrary<Run> = fc.record({
	capacity: fc.constantFrom(1, 3, 1000, 1000),
	ops: opsOf(
		fc.oneof({ weight: 6, arbitrary: granted(fc.boolean()) }, { weight: 5, arbitrary: failed }),
		{ maxLength: 100 },
	),
});

/** Runs with a provider that rotates refresh tokens; some of its responses are lost. */
export const rotatingRun: fc.Arbitrary<Run> = fc.record({
	capacity: fc.constant(1000),
	ops: opsOf(
		fc.oneof(
			{ weight: 8, arbitrary: granted(fc.constant(true)) },
			{ weight: 1, arbitrary: failed },
		),
		{ minLength: 100, maxLength: 100 },
	),
});

const get: Op = { op: 'get', slot: 0, timeout: 30_500, force: false };
const force: Op = { ...get, force: true };
const patient: Op = { ...get, timeout: 600_500 };
const renew: Op = { op: 'renew', slot: 0, timeout: 30_500 };
const test: Op = { op: 'test', slot: 0, timeout: 30_500 };
const pass = (seconds: number): Op => ({ op: 'pass', seconds });
const end = (ends: Failure, number = 0): Op => ({ op: 'end', which: number, outcome: { ends } });
const grant = (number = 0): Op => ({
	op: 'end',
	which: number,
	outcome: { ends: 'granted', lifetime: 300, rotates: true },
});

/** The shortest runs that once broke a promise, by what was wrong. */
const found: Record<string, Op[]> = {
	'a renewal that was only paused used up a renewal': [
		...[get, grant(), pass(11), force, end('busy'), renew, pass(31), renew],
	],
	'a caller in a flight shared the shorter timeout of the one that started it': [
		...[{ ...get, timeout: 8_500 }, get, pass(31), end('late')],
	],
	'a renewal that met a broken connection was content with the refused token': [
		...[get, grant(), pass(11), renew, end('unreachable'), pass(2)],
	],
	'a caller that left a hung flight signed in during a pause': [
		...[patient, pass(6), get, test, end('rejected', 1), pass(29)],
	],
	'a caller that left a hung flight signed in though there was a token meanwhile': [
		...[patient, pass(6), get, test, grant(1), pass(29)],
	],
	'a failed refresh was followed by a sign-in into a pause': [
		...[get, grant(), pass(299), get, test, end('rejected', 1), end('unable')],
	],
	'a caller that left a hung test signed in again during a pause, seconds later': [
		...[get, end('rejected'), { ...test, timeout: 2_500 } as Op, pass(2)],
		...[{ ...test, timeout: 2_500 } as Op, pass(1)],
	],
	'a test without end was waited for to the end of the caller’s time': [
		test,
		pass(1),
		test,
		pass(30),
	],
	'a caller that joined a test during a pause was turned away': [
		...[get, end('rejected'), test, test],
	],
	'a test during a pause was sent again at once': [
		...[get, end('rejected'), test, end('rejected'), test],
	],
	'a second key of the login signed in during its pause': [
		...[get, end('rejected'), { ...get, slot: 1 }],
	],
};

/** They are played before the random ones, each time. */
export const examples: [Run][] = Object.values(found).map((ops) => [{ capacity: 1000, ops }]);
