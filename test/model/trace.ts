import type { TokenResult } from '../../core/engine/token';
import type { Outcome } from './op';
import type { Ask } from './callers';

/** A moment of a run: milliseconds that have passed, and by a clock that is never set back. */
export interface Moment {
	/** One event after the other, even at the same time. */
	order: number;
	passed: number;
	/** What passed unseen before the machine's clock was set back. */
	lost: number;
	at: number;
}

/** Milliseconds that have passed for somebody who looks at the machine's clock. */
export const between = (from: Moment, to: Moment) =>
	to.passed - to.lost - (from.passed - from.lost);

/** A request at the provider. */
export interface Request extends Moment {
	key: string;
	refreshToken?: string;
	/** Sent for the test of a credential. */
	isTest: boolean;
	/** Who made the engine send it. */
	caller: Call;
	/** When the flight began that it belongs to: a sign-in may follow a refresh. */
	flight: Moment;
	/** The time it is given, milliseconds. */
	limit: number;
	answered?: Moment & { outcome: Outcome; text: string; reason?: Error };
}

/** Somebody's call, and what it came to. */
export interface Call extends Moment, Ask {
	answered?: Moment & {
		/** What the machine's clock showed, and when the token was obtained by that. */
		wall: number;
		obtainedAt: number | undefined;
		result: TokenResult | undefined;
		reason: unknown;
	};
}

/** All that can be seen from outside. */
export interface Trace {
	/** Nothing was forgotten for want of place. */
	isSpacious: boolean;
	requests: Request[];
	calls: Call[];
	end: Moment;
}

/** What happened, in order. */
export type Event =
	| { what: 'sent' | 'answered'; order: number; request: Request }
	| { what: 'called' | 'returned'; order: number; call: Call };

/** @param key - only what concerns this one */
export function eventsOf({ requests, calls }: Trace, key: string): Event[] {
	const events: Event[] = [];
	for (const request of requests.filter((one) => one.key === key)) {
		const { order, answered } = request;
		events.push({ what: 'sent', order, request });
		if (answered) events.push({ what: 'answered', order: answered.order, request });
	}
	for (const call of calls.filter((one) => one.key === key)) {
		const { order, answered } = call;
		events.push({ what: 'called', order, call });
		if (answered) events.push({ what: 'returned', order: answered.order, call });
	}
	return events.sort((one, other) => one.order - other.order);
}

export const keysOf = ({ calls }: Trace) => [...new Set(calls.map(({ key }) => key))];

/** The requests that brought this token, before something else happened. */
export const sourcesOf = ({ requests }: Trace, text: string, order: number) =>
	requests.filter(
		({ answered }) =>
			answered?.outcome.ends === 'granted' && answered.text === text && answered.order < order,
	);
