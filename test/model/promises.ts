import { isLoginRejected, isTokenError } from '../../core/errors';
import { loginOf, type Call, type Request, type Step, type Trace } from './play';
import { reasonOf } from './run';

/** What the engine promises, as far as it can be seen from outside. */
export const promises = {
	'one flight':
		'a sign-in is started beside another only by a caller with less time than that has taken',
	limited: 'the provider is given 30 to 60 seconds, and a flight no more in all',
	patient: 'nobody waits longer than their own time',
	cancelled: 'a caller that is cancelled stops waiting at once',
	fresh: 'what comes from the cache is the newest token of the key, before its margin',
	withheld:
		'a good token is never withheld or taken away, whoever forces, renews, tests or is paused',
	alone: 'keys never see the tokens of each other',
	'no echo': 'the outcome of a flight that ended is never given to a later caller',
	refresh: 'a refresh token is used once',
	paused:
		'nothing is sent for a second after a failure of the login, or as long as the provider asks',
	locked: 'after k refusals of a login in a row nothing is sent for min(30 s * 2^(k-1), 15 min)',
	tested: 'a test during a pause is sent every ten seconds at the most',
	renewals: 'renewals are at least 5 s apart, and at most 4 a minute',
	bounded: 'no more keys are remembered than the capacity and those in flight',
	healed: 'after a quiet time every key gets a token',
} as const;

export type Promised = keyof typeof promises;

/** A broken promise. */
export interface Breach {
	promise: Promised;
	what: string;
}

interface Known {
	text: string;
	obtainedAt: number;
	/** Seconds. */
	lifetime: number | null;
}

/** What has been seen of a key. */
const createKey = () => ({
	open: new Set<Request>(),
	/** The flight that was begun last, of tests and of all others: those before it are left behind. */
	last: new Map<boolean, Request>(),
	tokens: new Map<string, Known>(),
	newest: undefined as Known | undefined,
	rejected: new Set<string>(),
	refreshTokens: new Set<string>(),
	renewals: [] as number[],
});

/** What has been seen of a login; times are milliseconds. */
const createLogin = () => ({
	...{ pausedUntil: -Infinity, lockedUntil: -Infinity, refusals: 0, testedAt: -Infinity },
	/** The keys that failed since the last success. */
	failed: new Set<string>(),
});

/** What has been seen of a call. */
interface Waiting {
	at: number;
	/** The token that it has to be given at once. */
	due?: string;
	/** It renews the newest token. */
	isRenewal: boolean;
	cancelledAt?: number;
}

function isGood({ obtainedAt, lifetime }: Known, at: number, minimumValidity = 0): boolean {
	const remaining = (lifetime ?? 3660) - (at - obtainedAt) / 1000;
	if (lifetime === null) return remaining > 60;
	return remaining > Math.max(Math.min(60, lifetime / 10), Math.min(minimumValidity, lifetime / 2));
}

/** The promises that a run broke. */
export function breachesOf({ steps, isSpacious, capacity }: Trace): Breach[] {
	const breaches: Breach[] = [];
	const keys = new Map<string, ReturnType<typeof createKey>>();
	const logins = new Map<string, ReturnType<typeof createLogin>>();
	const calls = new Map<Call, Waiting>();
	const ended = new Map<unknown, number>();
	const see = <Value>(map: Map<string, Value>, key: string, create: () => Value): Value => {
		const value = map.get(key) ?? create();
		map.set(key, value);
		return value;
	};
	const keyOf = ({ key }: Call) => see(keys, key, createKey);
	let mostInFlight = 0;
	const endAt = steps.at(-1)?.at ?? 0;

	const onStep = {
		asked({ at, call }: Extract<Step, { what: 'asked' }>) {
			const { newest, rejected } = keyOf(call);
			const { op } = call;
			const isDue =
				isSpacious &&
				op.op === 'get' &&
				!op.force &&
				newest &&
				isGood(newest, at, op.minimumValidity);
			const isRenewal = call.rejected !== undefined && call.rejected === newest?.text;
			calls.set(call, { at, isRenewal, ...(isDue && { due: newest.text }) });
			if (call.rejected !== undefined) rejected.add(call.rejected);
		},
		cancelled({ at, call }: Extract<Step, { what: 'cancelled' }>) {
			calls.set(call, { ...calls.get(call)!, cancelledAt: at });
		},
		answered(step: Extract<Step, { what: 'answered' }>, broken: (promise: Promised) => void) {
			const { at, call, result, reason } = step;
			const { newest } = keyOf(call);
			const asked = calls.get(call)!;
			calls.delete(call);
			const text = result?.token.accessToken;
			if (at - asked.at > call.op.timeout + 1) broken('patient');
			if ((asked.cancelledAt ?? at) !== at) broken('cancelled');
			if (asked.due !== undefined && (text !== asked.due || at !== asked.at)) broken('withheld');
			if (text !== undefined && !text.startsWith(`${call.key}#`)) broken('alone');
			if (result?.source === 'cache' && isSpacious) {
				if (text !== newest?.text || !isGood(newest!, at)) broken('fresh');
			}
			if ((ended.get(reason) ?? Infinity) < asked.at) broken('no echo');
			if (asked.at > endAt - 2000 && result === undefined) broken('healed');
		},
		sent({ at, request }: Extract<Step, { what: 'sent' }>, broken: (promise: Promised) => void) {
			const { call, refreshToken, startedAt, limit } = request;
			const key = keyOf(call);
			const login = see(logins, loginOf(call.key), createLogin);
			const isTest = call.op.op === 'test';
			const maxAge = Math.max(call.op.timeout, 30_000);
			const isFirst = startedAt === at;
			const last = key.last.get(isTest);
			// One that outlives its limit has ended for everybody.
			const isYoung = at - (last?.startedAt ?? -Infinity) < Math.min(maxAge, last?.limit ?? 0);
			const isBeside = last !== undefined && key.open.has(last) && isYoung;
			if (isFirst && isBeside) broken('one flight');
			// A flight that was left behind may go on, from a refresh to a sign-in.
			if (isFirst || last?.startedAt === startedAt) key.last.set(isTest, request);
			key.open.add(request);
			const remaining = Math.max(1, startedAt + 60_000 - at);
			if (limit < (isFirst ? 30_000 : 1) || limit > remaining) broken('limited');
			if (refreshToken !== undefined && !key.refreshTokens.delete(refreshToken)) broken('refresh');
			const isPaused = at < Math.max(login.pausedUntil, login.lockedUntil);
			if (isPaused && isTest && at < login.testedAt + 10_000) broken('tested');
			if (isPaused && isTest) login.testedAt = at;
			// A refresh sends no password, and another key's failure says nothing about it.
			const isFree =
				isTest ||
				(refreshToken !== undefined && [...login.failed].some((other) => other !== call.key));
			if (isPaused && !isFree) broken(at < login.lockedUntil ? 'locked' : 'paused');
			const asked = calls.get(call);
			if (!asked?.isRenewal || asked.at !== at || !isSpacious || !isFirst) return;
			const { renewals } = key;
			if (at - (renewals.at(-1) ?? -Infinity) < 5000) broken('renewals');
			if (at - (renewals.at(-4) ?? -Infinity) < 60_000) broken('renewals');
			renewals.push(at);
		},
		ended({ at, request, outcome, text, reason }: Extract<Step, { what: 'ended' }>) {
			const { call, refreshToken, startedAt } = request;
			const key = keyOf(call);
			key.open.delete(request);
			if (outcome.ends === 'granted') {
				const token = { text, obtainedAt: startedAt, lifetime: outcome.lifetime };
				key.tokens.set(text, token);
				if (startedAt >= (key.newest?.obtainedAt ?? -Infinity)) key.newest = token;
				// A slow one may bring its refresh token as well, or not.
				const next = outcome.rotates ? text : refreshToken;
				if (next !== undefined) key.refreshTokens.add(next);
				if (refreshToken === undefined) logins.set(loginOf(call.key), createLogin());
				return;
			}
			if (reason !== undefined) ended.set(reason, at);
			const { errorCode, loginProcessed } = reasonOf(outcome.ends);
			const isFinal = ['timeout', 'rate_limited'].includes(errorCode);
			// A sign-in takes the place of the refresh.
			if (refreshToken !== undefined && !isFinal) return;
			const login = see(logins, loginOf(call.key), createLogin);
			const asked = Math.min(outcome.retryAfter ?? 0, 900);
			login.failed.add(call.key);
			login.pausedUntil = Math.max(login.pausedUntil, at + Math.max(1, asked) * 1000);
			const isRejected = isTokenError(reason) && isLoginRejected(reason);
			if (isRejected && key.rejected.has(key.newest?.text ?? '')) key.newest = undefined;
			if (!isRejected && !loginProcessed && errorCode !== 'rate_limited') return;
			// With little room, a pause that has ended makes way for others, and its count with it.
			const isCounted = isSpacious || at < login.lockedUntil;
			login.refusals = isCounted ? login.refusals + 1 : 1;
			const length = Math.min(30_000 * 2 ** (login.refusals - 1), 900_000);
			login.lockedUntil = Math.max(login.lockedUntil, at + length);
		},
		remembers({ size }: Extract<Step, { what: 'remembers' }>, broken: (promise: Promised) => void) {
			// What waits for another sign-in of its login is in flight, too.
			const busy = new Set(
				[...keys].flatMap(([key, { open }]) => (open.size > 0 ? [loginOf(key)] : [])),
			);
			const inFlight = [...keys.keys()].filter((key) => busy.has(loginOf(key))).length;
			mostInFlight = Math.max(mostInFlight, inFlight);
			if (size > capacity + mostInFlight) broken('bounded');
		},
	};

	for (const step of steps) {
		const broken = (promise: Promised) =>
			breaches.push({ promise, what: `${JSON.stringify(step)}` });
		onStep[step.what](step as never, broken);
	}
	for (const [call, { at }] of calls) {
		if (endAt - at > call.op.timeout + 1) {
			breaches.push({ promise: 'patient', what: JSON.stringify(call) });
		}
	}
	return breaches;
}

type Answered = Extract<Step, { what: 'answered' }>;

const some =
	(isMet: (step: Step, steps: Step[]) => boolean) =>
	({ steps }: Trace) =>
		steps.some((step) => isMet(step, steps));
const someAnswer = (isMet: (step: Answered) => unknown) =>
	some((step) => step.what === 'answered' && Boolean(isMet(step)));
const codeOf = ({ reason }: Answered) => (isTokenError(reason) ? reason.errorCode : undefined);

/** What a run can come across. */
export const situations: Record<string, (trace: Trace) => boolean> = {
	'a token from the cache': someAnswer(({ result }) => result?.source === 'cache'),
	'a refresh': someAnswer(({ result }) => result?.source === 'refresh'),
	'a renewal': someAnswer(({ call, result }) => call.rejected && result?.source === 'grant'),
	'a renewal that is declined': someAnswer(
		(step) => step.call.rejected && !step.result && !step.reason,
	),
	...Object.fromEntries(
		['sign_in_paused', 'credentials_rejected', 'timeout', 'rate_limited'].map((code) => [
			`an answer with ${code}`,
			someAnswer((step) => codeOf(step) === code),
		]),
	),
	'a test during a pause': someAnswer(
		(step) => step.call.op.op === 'test' && codeOf(step) === 'sign_in_paused',
	),
	'a pause that is waited out': some(
		(step, steps) =>
			step.what === 'sent' &&
			steps.some(
				(asked) =>
					asked.what === 'asked' &&
					asked.call === step.request.call &&
					step.request.startedAt - asked.at > 900,
			),
	),
	'a cancelled call': some(({ what }) => what === 'cancelled'),
	'a key that is forgotten': some(
		(step, steps) => step.what === 'remembers' && step.size === 1 && steps.length > 50,
	),
};
