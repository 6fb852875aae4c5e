import type { Op, Outcome } from './op';
import { failures } from './outcome';
import type { Run } from './run';

const get: Op = {
	op: 'get',
	slot: 0,
	timeout: 30_500,
	force: false,
	reports: false,
	unreported: false,
	minimumValidity: undefined,
};
const force: Op = { ...get, force: true };
const patient: Op = { ...get, timeout: 600_500 };
const renew: Op = { op: 'renew', slot: 0, timeout: 30_500, which: 'last' };
const test: Op = { op: 'test', slot: 0, timeout: 30_500 };
const hasty: Op = { ...test, timeout: 2_500 };
const pass = (seconds: number): Op => ({ op: 'pass', seconds });
const setBack: Op = { op: 'step', seconds: -1 };
/** @param which - of the requests that wait for an answer */
const end = (outcome: Outcome, which = 0): Op => ({ op: 'end', which, outcome });

const granted: Outcome = { ends: 'granted', lifetime: 300, rotates: true, repeats: false };
const busy: Outcome = { ends: 'busy', retryAfter: 20 };

/** The shortest runs that once broke a promise, by what was wrong. */
const found: Record<string, Op[]> = {
	'a Retry-After that came with a refused refresh did not pause the sign-in': [
		...[get, end(granted), pass(299)],
		...[get, end(busy), get],
	],
	"a renewal that was only paused used up the minute's renewal": [
		...[get, end(granted), pass(11)],
		...[force, end(busy), renew, pass(31), renew],
	],
	'who joined a flight shared the shorter timeout of whoever had started it': [
		...[{ ...get, timeout: 8_500 }, get, pass(31), end({ ends: 'late' })],
	],
	'a renewal that met a broken connection was content with the refused token': [
		...[get, end(granted), pass(11)],
		...[renew, end({ ends: 'unreachable' }), pass(2)],
	],
	'who left a hung flight behind signed in during a pause': [
		...[patient, pass(6), get, test, end({ ends: 'rejected' }, 1), pass(29)],
	],
	'who left a hung flight behind signed in though there was a token meanwhile': [
		...[patient, pass(6), get, test, end(granted, 1), pass(29)],
	],
	'a refresh that was of no use was followed by a sign-in into a pause': [
		...[get, end(granted), pass(299)],
		...[get, test, end({ ends: 'rejected' }, 1), end({ ends: 'unable' })],
	],
	'a sign-in after a refresh had as much time again': [
		...[get, end(granted), pass(299)],
		...[patient, pass(29), end({ ends: 'unable' })],
	],
	'who left a hung test behind signed in again during a pause, seconds later': [
		...[get, end({ ends: 'rejected' }), hasty, pass(2), hasty, pass(1)],
	],
	'whose time was up waited on, because the clock had been set back': [
		...[get, end({ ends: 'unreachable' }), test, pass(29), setBack],
		...[end({ ends: 'unreachable' }), { ...get, slot: 2 }, pass(1), pass(1)],
	],
	'a sign-in without end was waited for to one’s own end': [
		...[{ ...get, timeout: 60_000 }, pass(1), { ...get, timeout: 30_500 }, pass(30)],
	],
	'a test without end was waited for to one’s own end': [test, pass(1), test, pass(30)],
	'who joined a test during a pause was turned away': [
		...[get, end({ ends: 'rejected' }), test, test],
	],
};

/** A sign-in, and a refresh, that fails in each of the ways there are. */
const failing = failures.flatMap((ends): Op[][] => [
	[
		...[{ ...get, slot: 1 }, end({ ends }), { ...test, slot: 1 }, end({ ends })],
		{ ...test, slot: 1 },
	],
	[get, end(granted), pass(299), get, end({ ends }), pass(61)],
]);

/** A key that is forgotten while two sign-ins of it are under way: the later token stays. */
const forgotten: Op[] = [
	...[{ ...get, reports: true }, end({ ...granted, lifetime: 3000 }), pass(3000)],
	...[get, get, { ...get, slot: 2 }, pass(31), end({ ends: 'rejected' })],
	...[0, 0, 0].map(() => end({ ...granted, lifetime: null, rotates: false })),
	...[get, { op: 'cancel', which: 0 } satisfies Op],
];

/** They are played before the random ones, each time. */
export const examples: [Run][] = [
	...[...Object.values(found), ...failing].map((ops): [Run] => [{ capacity: 1000, ops }]),
	[{ capacity: 1, ops: forgotten }],
];
