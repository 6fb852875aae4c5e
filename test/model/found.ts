import type { Op, Outcome, Run } from './op';

const get: Op = { op: 'get', slot: 0, force: false, minimumValidity: undefined };
const force: Op = { ...get, force: true };
const renew: Op = { op: 'renew', slot: 0, which: 'last' };
const clock = (seconds: number): Op => ({ op: 'clock', seconds });
const end = (outcome: Outcome): Op => ({ op: 'end', which: 0, outcome });

const granted: Outcome = { ends: 'granted', lifetime: 300, rotates: true, repeats: false };
const busy: Outcome = { ends: 'busy', retryAfter: 20 };

/** The shortest runs that once broke a promise, by what was wrong. */
const found: Record<string, Op[]> = {
	'a Retry-After that came with a refused refresh did not pause the sign-in': [
		...[get, end(granted), clock(299)],
		...[get, end(busy), get],
	],
	"a renewal that was only paused used up the minute's renewal": [
		...[get, end(granted), clock(11)],
		...[force, end(busy), renew, clock(31), renew],
	],
	'who joined a flight shared the shorter timeout of whoever had started it': [
		...[get, get, end({ ends: 'late' })],
	],
};

/** They are played before the random ones, each time. */
export const examples: [Run][] = Object.values(found).map((ops) => [{ capacity: 1000, ops }]);
