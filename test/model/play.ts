import { jest } from '@jest/globals';
import { createEngine } from '../../core/engine/engine';
import type { Token, TokenResult } from '../../core/engine/token';
import type { TokenError } from '../../core/errors';
import type { Op, Outcome, Run } from './op';
import { createProvider } from './provider';
import { createReference, isGood, type Known, type Verdict } from './reference';
import { drained } from './support.mjs';

/** What the engine promises; a run collects the broken ones. */
export const promises = {
	'one flight': 'at most one flight per key is under way',
	fresh: 'a token past its margin is never handed out of the cache',
	newest: 'no token is handed out while a newer one of its key is known or on its way',
	sparing: 'nothing is sent that the reference model does not demand',
	willing: 'whatever the reference model demands is sent',
	answers: 'every caller gets the answer of the reference model',
	'no echo': 'the outcome of a flight that ended is never given to a later caller',
	alone: 'keys never see the tokens of each other',
	bounded: 'no more keys are remembered than the capacity',
	refresh: 'a refresh token is used where there is one, once, and only the newest',
	patient: 'who is cancelled or late stops waiting at once, alone; nobody waits for nothing',
} as const;

export type Promised = keyof typeof promises;

/** A broken promise. */
export interface Breach {
	promise: Promised;
	step: number;
	what: string;
}

/** How often each situation came up: a run that meets none proves nothing. */
export type Tally = Record<string, number>;

interface Caller {
	key: string;
	from: number;
	refused?: string;
	force?: boolean;
	minimumValidity?: number;
	/** The newest token of the key when the call was made. */
	newest: number;
	state: 'waiting' | 'answered';
	/** Joined a flight of somebody else, whose time may be up before one's own. */
	joined?: boolean;
	outcome?: TokenResult | undefined;
	reason?: unknown;
	cancel: AbortController;
	deadline: AbortController;
}

const START = Date.UTC(2026, 0, 1);

/**
 * Plays a run against the engine and, step by step, against the reference model.
 *
 * @param tally - counts the situations met, over several runs
 */
export async function play({ capacity, ops }: Run, tally: Tally = {}): Promise<Breach[]> {
	const breaches: Breach[] = [];
	let step = 0;
	let time = START;
	let serial = 0;
	const breach = (promise: Promised, what: string) => breaches.push({ promise, step, what });
	const note = (situation: string) => (tally[situation] = (tally[situation] ?? 0) + 1);

	const now = () => time;
	const engine = createEngine({ now, capacity });
	const reference = createReference(now, capacity, () => note('forgotten'));
	const provider = createProvider(breach);
	const versions = new Map<number, number>();
	const tokens = new Map<string, Token[]>();
	const issued = new Map<string, Known>();
	const delivered = new Map<string, number>();
	const ended = new Map<unknown, number>();
	let callers: Caller[] = [];

	const keyOf = (slot: number) => `${slot}.${versions.get(slot) ?? 0}`;
	// Every other provider documents the refresh grant.
	const canRefresh = (key: string) => Number(key.split('.')[0]) % 2 === 0;
	const serialOf = (text: string) => Number(text.split('#')[1]);
	const waiting = (key: string) =>
		callers.filter((caller) => caller.key === key && caller.state === 'waiting');

	async function call(key: string, op: Extract<Op, { op: 'get' | 'renew' }>): Promise<void> {
		const [cancel, deadline] = [new AbortController(), new AbortController()];
		const refused = op.op === 'renew' ? refusedBy(key, op.which) : undefined;
		if (op.op === 'renew' && refused === undefined) return;
		const before = provider.open.length;
		const caller: Caller = {
			key,
			from: step,
			newest: delivered.get(key) ?? 0,
			state: 'waiting',
			cancel,
			deadline,
			...(refused && { refused: refused.accessToken }),
			...(op.op === 'get' && { force: op.force, minimumValidity: op.minimumValidity }),
		};
		const verdict = refused
			? reference.renew(key, canRefresh(key), refused.accessToken)
			: reference.get(key, canRefresh(key), caller.force ?? false, caller.minimumValidity);
		const late = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(deadline.signal);
		const grant = provider.grant(key, canRefresh(key));
		const options = {
			timeout: 30_000,
			force: caller.force,
			minimumValidity: caller.minimumValidity,
			cancelled: cancel.signal,
		};
		const answer = refused
			? engine.renew(grant, refused, options)
			: engine.get(grant, options as Parameters<typeof engine.get>[1]);
		late.mockRestore();
		answer.then(
			(outcome) => Object.assign(caller, { state: 'answered', outcome }),
			(reason) => Object.assign(caller, { state: 'answered', reason }),
		);
		callers.push(caller);
		caller.joined = verdict === 'wait';
		await drained();
		note(typeof verdict === 'string' ? `${op.op}: ${verdict}` : `${op.op}: cache`);
		const sent = provider.open.length - before;
		if (sent > 0 && verdict !== 'send') breach('sparing', `${key}: ${JSON.stringify(verdict)}`);
		if (sent < 1 && verdict === 'send') breach('willing', key);
		if (sent > 0 && verdict === 'send') compare(key);
		check(caller, verdict);
	}

	/** Whether the newest request asks for what the model wants: a refresh or a full sign-in. */
	function compare(key: string): void {
		const owed = reference.flights.get(key)?.refresh?.text;
		const used = provider.open.at(-1)?.refreshToken;
		if (used !== owed) breach('refresh', `${key}: owed ${owed}, used ${used}`);
	}

	/** The token an API is said to have refused: one that was handed out for this key. */
	function refusedBy(key: string, which: 'last' | 'older'): Token | undefined {
		const known = tokens.get(key) ?? [];
		return which === 'last' ? known.at(-1) : known.at(Math.max(0, known.length - 2));
	}

	function check(caller: Caller, verdict: Verdict | Known | undefined): void {
		const { key, outcome, reason } = caller;
		const got = outcome?.token.accessToken;
		const what = `${key}: owed ${JSON.stringify(verdict)}, given ${got ?? String(reason)}`;
		if (verdict === 'wait' || verdict === 'send') {
			if (caller.state !== 'waiting') breach('answers', what);
		} else if (caller.state === 'waiting') {
			breach('patient', what);
		} else if (verdict === 'paused') {
			const { errorCode } = Object(reason) as Partial<TokenError>;
			if (errorCode !== 'sign_in_paused') breach('answers', what);
		} else if (verdict === 'declined') {
			if (outcome !== undefined || reason !== undefined) breach('answers', what);
		} else {
			const owed = verdict && ('token' in verdict ? verdict.token : verdict);
			if (got !== owed?.text) breach('answers', what);
		}
		if (caller.state === 'answered') examine(caller);
	}

	/** Promises that need no model: they hold for whatever was handed out. */
	function examine(caller: Caller): void {
		const { key, outcome, reason, from, newest } = caller;
		const error = ended.get(reason);
		if (error !== undefined && error < from) breach('no echo', `${key}: ${String(reason)}`);
		if (outcome === undefined) return;
		const { token, source } = outcome;
		const text = token.accessToken;
		const known = [...(tokens.get(key) ?? []), token];
		tokens.set(key, known);
		if (!text.startsWith(`${key}#`)) breach('alone', `${key} got ${text}`);
		if (serialOf(text) < newest) breach('newest', `${key} got ${text} after #${newest}`);
		if (caller.refused === text) breach('newest', `${key} got back ${text}`);
		if (source !== 'cache') return;
		if (!isGood(issued.get(text), now(), 0)) breach('fresh', `${key} got ${text}`);
		if (provider.open.some((request) => request.key === key) && !caller.deadline.signal.aborted) {
			breach('newest', `${key} got ${text} during a flight`);
		}
	}

	function repeated(key: string, outcome: Outcome): number | undefined {
		const repeats = outcome.ends === 'granted' && outcome.repeats && !outcome.rotates;
		return repeats ? delivered.get(key) : undefined;
	}

	async function end(which: number, outcome: Outcome): Promise<void> {
		const request = provider.open[which % provider.open.length];
		if (request === undefined) return;
		const { key } = request;
		const text = `${key}#${repeated(key, outcome) ?? ++serial}`;
		const refreshing = request.refreshToken !== undefined;
		note(`${refreshing ? 'refresh' : 'sign-in'}: ${outcome.ends}`);
		const open = provider.open.length;
		const flight = reference.flights.get(key);
		const goesOn = reference.answer(key, outcome, text);
		if (outcome.ends === 'granted') {
			const askedAt = Math.min(flight?.askedAt ?? now(), now());
			issued.set(text, { text, askedAt, lifetime: outcome.lifetime });
		}
		const all = waiting(key);
		const again = !goesOn && outcome.ends === 'late' ? all.filter(({ joined }) => joined) : [];
		const waiters = all.filter((waiter) => !again.includes(waiter));
		request.answer(outcome, text);
		await drained();
		if (goesOn) {
			if (provider.open.length < open) breach('willing', `${key}: refused refresh`);
			if (waiters.some(({ state }) => state === 'answered')) breach('answers', `${key}: too early`);
			return;
		}
		for (const waiter of again) waiter.joined = false;
		if (again.length > 0) {
			reference.start(key, canRefresh(key));
			compare(key);
		}
		const expected = again.length > 0 ? open : open - 1;
		if (provider.open.length > expected) breach('sparing', `${key}: a flight that never ends`);
		if (provider.open.length < expected) breach('willing', `${key}: nobody tries again`);
		if (outcome.ends === 'granted') delivered.set(key, serialOf(text));
		for (const waiter of waiters) {
			if (waiter.reason !== undefined) ended.set(waiter.reason, step);
			settle(waiter, outcome.ends === 'granted' ? issued.get(text) : undefined);
		}
	}

	/** A caller who waited: the flight's token, or what there was before. */
	function settle(waiter: Caller, token: Known | undefined): void {
		const { key, refused } = waiter;
		if (token !== undefined) {
			check(waiter, token.text === refused ? 'declined' : token);
		} else {
			const consoled = refused === undefined && reference.consolation(key, waiter.minimumValidity);
			const { aborted } = waiter.cancel.signal;
			check(waiter, consoled && !waiter.force && !aborted ? consoled : undefined);
			if (waiter.outcome === undefined && waiter.reason === undefined) breach('answers', key);
		}
	}

	async function abandon(which: number, how: 'cancel' | 'deadline'): Promise<void> {
		const all = callers.filter(({ state }) => state === 'waiting');
		const caller = all[which % all.length];
		if (caller === undefined) return;
		note(how);
		const open = provider.open.length;
		caller[how].abort(new DOMException('It is enough.', 'TimeoutError'));
		await drained();
		settle(caller, undefined);
		if (caller.state === 'waiting') breach('patient', `${caller.key} still waits`);
		const hurt = all.filter((other) => other !== caller && other.state !== 'waiting');
		if (hurt.length > 0) breach('patient', `${caller.key} took others along`);
		if (provider.open.length !== open) breach('sparing', `${caller.key}: ${how}`);
	}

	function edit(slot: number, version: number): void {
		note('edit');
		versions.set(slot, version);
	}

	function turn(seconds: number): void {
		note(seconds < 0 ? 'clock back' : 'clock forward');
		time += seconds * 1000;
	}

	for (const op of ops) {
		step += 1;
		if (op.op === 'get' || op.op === 'renew') await call(keyOf(op.slot), op);
		if (op.op === 'edit') edit(op.slot, op.version);
		if (op.op === 'end') await end(op.which, op.outcome);
		if (op.op === 'clock') turn(op.seconds);
		if (op.op === 'cancel' || op.op === 'deadline') await abandon(op.which, op.op);
		if (engine.size > capacity) breach('bounded', `${engine.size} keys`);
		callers = callers.filter(({ state }) => state === 'waiting');
		for (const { key } of callers) {
			if (!provider.open.some((request) => request.key === key)) breach('patient', key);
		}
		// From here on the engine and the model are in different states.
		if (breaches.length > 0) break;
	}
	return breaches;
}
