import { pausePromises, refreshPromise, renewalPromise, requestPromises } from './requests';
import { newestPromises, tokenPromises } from './tokens';
import { keysOf, type Trace } from './trace';

/** What the engine promises. */
export const promises = {
	'one flight': 'a sign-in is started beside another only by who has less time than that has taken',
	young: 'no flight is joined by somebody whose own time is shorter than its age',
	limited: 'the provider is given 30 to 60 seconds, and a flight no more in all',
	patient: 'nobody waits longer than their own time',
	fresh: 'a token past its margin is never handed out of the cache',
	newest: 'out of the cache comes the newest token of a key',
	withheld: 'a good token is never withheld, whoever forces, renews, tests or is paused',
	kept: 'a rejected login never takes a token that no API refused',
	alone: 'keys never see the tokens of each other',
	dated: 'the times that are given out are those of the machine’s clock',
	'no echo': 'the outcome of a flight that ended is never given to a later caller',
	refresh: 'a refresh token is used once',
	paused: 'nothing is sent during a pause, whatever is forgotten and however the clock is set',
	locked: 'after k rejections in a row no sign-in for min(30 s * 2^(k-1), 15 min)',
	tested: 'a test during a pause is sent every ten seconds at the most',
	renewals: 'renewals are at least 5 s apart, and at most 4 a minute',
	bounded: 'no more keys are remembered than the capacity',
	sparing: 'nothing is sent that the reference model does not demand',
	willing: 'whatever the reference model demands is sent',
	answers: 'every caller gets the answer of the reference model',
} as const;

export type Promised = keyof typeof promises;

/** A broken promise. */
export interface Breach {
	promise: Promised;
	what: string;
}

/** The promises that a run broke, as far as that takes no model: from what can be seen outside. */
export function breachesOf(trace: Trace): Breach[] {
	const found = (lists: Partial<Record<Promised, string[]>>): Breach[] =>
		(Object.entries(lists) as Array<[Promised, string[]]>).flatMap(([promise, all]) =>
			all.map((what) => ({ promise, what })),
		);
	const general = Object.entries({ ...tokenPromises, ...requestPromises }).map(
		([promise, breaches]) => found({ [promise]: breaches(trace) }),
	);
	const ofKeys = keysOf(trace).map((key) =>
		found({
			...newestPromises(trace, key),
			...pausePromises(trace, key),
			refresh: refreshPromise(trace, key),
			renewals: renewalPromise(trace, key),
		}),
	);
	return [...general, ...ofKeys].flat();
}
