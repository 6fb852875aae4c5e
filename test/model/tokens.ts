import { isGood, isRejection, type Known } from './rules';
import { eventsOf, sourcesOf, type Call, type Request, type Trace } from './trace';

/** What a run came to, as the promises about tokens see it: one list of breaches for each. */
export const tokenPromises = {
	alone: (trace: Trace) =>
		handouts(trace)
			.filter(({ key, text }) => !text.startsWith(`${key}#`))
			.map(say),
	fresh: (trace: Trace) =>
		handouts(trace)
			.filter(({ source }) => source === 'cache')
			.filter(({ call, at, known }) => !known.some((token) => isGood(token, at, call)))
			.map(say),
	dated: (trace: Trace) =>
		handouts(trace)
			.filter(({ at, wall, obtainedAt, known }) =>
				known.every(({ askedAt }) => obtainedAt !== wall - (at - askedAt)),
			)
			.map(say),
	'no echo': ({ calls, requests }: Trace) =>
		calls
			.filter(({ order, answered }) =>
				requests.some(
					(request) =>
						request.answered?.reason !== undefined &&
						request.answered.reason === answered?.reason &&
						request.answered.order < order,
				),
			)
			.map(({ key, id }) => `caller ${id} of ${key}`),
};

const say = ({ key, text, call }: Handout) => `caller ${call.id} of ${key} got ${text}`;

interface Handout {
	call: Call;
	key: string;
	text: string;
	source: string;
	at: number;
	wall: number;
	obtainedAt: number;
	/** What the provider issued with this text: it may issue it again. */
	known: Known[];
}

function handouts(trace: Trace): Handout[] {
	return trace.calls.flatMap((call) => {
		const { answered, key } = call;
		if (answered?.result === undefined) return [];
		const { token, source } = answered.result;
		const { accessToken: text } = token;
		const known = sourcesOf(trace, text, answered.order).map(tokenOf);
		const { at, wall, obtainedAt = NaN } = answered;
		return [{ call, key, text, source, at, wall, obtainedAt, known }];
	});
}

export function tokenOf({ answered, flight }: Request): Known {
	const { text = '', outcome } = answered ?? {};
	const lifetime = outcome?.ends === 'granted' ? outcome.lifetime : null;
	return { text, askedAt: flight.at, lifetime };
}

/** The newest token of a key at some moment. */
export interface Newest {
	token?: Known;
	/** An API refused it. */
	isRefused: boolean;
	/** And then the login was rejected. */
	isGone: boolean;
	/** The login was rejected, whatever an API said. */
	isDoubted: boolean;
}

/**
 * Follows a key through a run.
 *
 * @param visit - told of every call and answer, with the newest token before it
 */
export function follow(
	trace: Trace,
	key: string,
	visit: (event: ReturnType<typeof eventsOf>[number], newest: Newest) => void,
): void {
	let newest: Newest = { isRefused: false, isGone: false, isDoubted: false };
	for (const event of eventsOf(trace, key)) {
		visit(event, newest);
		if (event.what === 'called' && event.call.refused === newest.token?.text) {
			newest = { ...newest, isRefused: event.call.refused !== undefined };
		}
		if (event.what === 'answered') newest = after(event.request, newest);
	}
}

function after(request: Request, newest: Newest): Newest {
	const { outcome } = request.answered ?? {};
	if (outcome?.ends === 'granted') {
		const token = tokenOf(request);
		const isLate = newest.token !== undefined && token.askedAt < newest.token.askedAt;
		if (isLate && !newest.isGone) return newest;
		return { token, isRefused: false, isGone: false, isDoubted: false };
	}
	const isRejected =
		outcome !== undefined && isRejection(outcome.ends) && request.refreshToken === undefined;
	if (!isRejected) return newest;
	return { ...newest, isDoubted: true, isGone: newest.isGone || newest.isRefused };
}

/** Promises about the newest token of a key. Where others needed its place, nothing can be said. */
export function newestPromises(trace: Trace, key: string) {
	const breaches = { withheld: [] as string[], kept: [] as string[], newest: [] as string[] };
	if (!trace.isSpacious) return breaches;
	follow(trace, key, (event, { token, isGone, isDoubted }) => {
		if (token === undefined || isGone || !('call' in event)) return;
		const { id, op, force, at, passed, answered } = event.call;
		const result = answered?.result;
		const given = result?.token.accessToken;
		const what = `caller ${id}: ${token.text}, but got ${given ?? String(answered?.reason)}`;
		if (event.what === 'returned') {
			if (result?.source === 'cache' && given !== token.text) breaches.newest.push(what);
			return;
		}
		if (op !== 'get' || force || !isGood(token, at, event.call)) return;
		const isGiven = given === token.text && answered?.passed === passed;
		if (!isGiven) breaches[isDoubted ? 'kept' : 'withheld'].push(what);
	});
	return breaches;
}
