import { isFinal } from './outcome';
import { isRejection, maxAgeOf } from './rules';
import { follow, type Newest } from './tokens';
import { between, eventsOf, sourcesOf, type Request, type Trace } from './trace';

/** What a run came to, as the promises about requests see it: one list of breaches for each. */
export const requestPromises = {
	'one flight': ({ requests }: Trace) =>
		requests
			.filter((request) => request.flight.order === request.order)
			.filter((request) => !mayStart(request, lastBefore(request, requests)))
			.map(say),
	young: (trace: Trace) =>
		trace.calls.flatMap(({ key, id, timeout, at, order, answered }) => {
			const text = answered?.result?.token.accessToken;
			if (answered?.result?.source === 'cache' || text === undefined) return [];
			const isYoung = sourcesOf(trace, text, answered?.order ?? 0).some(
				({ flight, answered: ended }) =>
					ended !== undefined &&
					between(flight, ended) <= maxAgeOf(timeout) + 1 &&
					(flight.order > order || at - flight.at < maxAgeOf(timeout)),
			);
			return isYoung ? [] : [`caller ${id} of ${key} got ${text}`];
		}),
	limited: ({ requests }: Trace) =>
		requests
			.filter(({ at, flight, limit, order }) => {
				const isFirst = flight.order === order;
				const left = flight.at + 60_000 - at;
				return limit < (isFirst ? 30_000 : 1) || limit > Math.max(1, left);
			})
			.map(say),
	patient: ({ calls, end }: Trace) =>
		calls
			.filter((call) => between(call, call.answered ?? end) > call.timeout + 1)
			.map(({ key, id }) => `caller ${id} of ${key}`),
};

const say = ({ key, caller, at }: Request) => `${key} at ${at}, for caller ${caller.id}`;

/** The flight that was begun before this one; those before that are left behind. */
const lastBefore = (request: Request, requests: Request[]) =>
	requests
		.filter(({ key, isTest }) => key === request.key && isTest === request.isTest)
		.filter(({ flight, order }) => flight.order < request.order && order < request.order)
		.reduce<Request | undefined>(
			(last, other) => (other.flight.order < (last?.flight.order ?? 0) ? last : other),
			undefined,
		);

/** Whoever has less time than the flight under way has taken starts another one. */
function mayStart({ caller, at, order }: Request, last: Request | undefined): boolean {
	if (last === undefined) return true;
	const isOver = (last.answered?.order ?? Infinity) < order;
	return isOver || at - last.flight.at >= maxAgeOf(caller.timeout);
}

/** Each refresh token is used once, unless the answer to it brought none in its place. */
export function refreshPromise(trace: Trace, key: string): string[] {
	const usable = new Set<string>();
	const breaches: string[] = [];
	for (const event of eventsOf(trace, key)) {
		if (!('request' in event)) continue;
		const { refreshToken, answered } = event.request;
		if (event.what === 'sent' && refreshToken !== undefined && !usable.delete(refreshToken)) {
			breaches.push(`${refreshToken} again`);
		}
		if (event.what !== 'answered' || answered?.outcome.ends !== 'granted') continue;
		const next = answered.outcome.rotates ? answered.text : refreshToken;
		if (next !== undefined) usable.add(next);
	}
	return breaches;
}

/** Nothing is sent after a failure for at least as long as this, but a test every ten seconds. */
export function pausePromises(trace: Trace, key: string) {
	const breaches = { paused: [] as string[], tested: [] as string[], locked: [] as string[] };
	let until = { rejected: -Infinity, failed: -Infinity };
	let rejections = 0;
	let testedAt = -Infinity;
	for (const event of eventsOf(trace, key)) {
		if (!('request' in event)) continue;
		const { at, isTest, refreshToken, answered } = event.request;
		const isPaused = at < Math.max(until.rejected, until.failed);
		if (event.what === 'sent') {
			if (isPaused && isTest && at < testedAt + 10_000) breaches.tested.push(say(event.request));
			if (isPaused && isTest) testedAt = at;
			if (isPaused && !isTest) {
				breaches[at < until.rejected ? 'locked' : 'paused'].push(say(event.request));
			}
		} else if (answered?.outcome.ends === 'granted') {
			until = { rejected: -Infinity, failed: -Infinity };
			rejections = 0;
			testedAt = -Infinity;
		} else if (answered !== undefined) {
			const { ends } = answered.outcome;
			if (refreshToken !== undefined && !isFinal(answered.outcome)) continue;
			until.failed = Math.max(until.failed, answered.at + 1000);
			if (!isRejection(ends) && ends !== 'empty') continue;
			rejections += 1;
			const length = Math.min(30_000 * 2 ** (rejections - 1), 900_000);
			until.rejected = Math.max(until.rejected, answered.at + length);
		}
	}
	return breaches;
}

/** Renewals of the newest token: five seconds apart, four in a minute. */
export function renewalPromise(trace: Trace, key: string): string[] {
	const breaches: string[] = [];
	const times: number[] = [];
	if (!trace.isSpacious) return breaches;
	let before: Newest | undefined;
	follow(trace, key, (event, newest) => {
		if (event.what === 'called') before = newest;
		if (event.what !== 'sent') return;
		const { caller, passed, at } = event.request;
		const isRenewal = caller.refused !== undefined && caller.refused === before?.token?.text;
		if (!isRenewal || before?.isGone || caller.passed !== passed) return;
		const isSoon = at - (times.at(-1) ?? -Infinity) < 5000;
		if (isSoon || at - (times.at(-4) ?? -Infinity) < 60_000) breaches.push(say(event.request));
		times.push(at);
	});
	return breaches;
}
