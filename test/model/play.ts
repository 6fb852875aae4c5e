import { jest } from '@jest/globals';
import { createEngine } from '../../core/engine/engine';
import type { TokenResult } from '../../core/engine/token';
import { isTokenError } from '../../core/errors';
import { createClock } from './clock';
import { compare } from './compare';
import type { Op } from './op';
import { breachesOf, type Breach } from './promises';
import { createProvider } from './provider';
import { createReference } from './reference';
import type { Run } from './run';
import { drained } from './support.mjs';
import { createTimers } from './timers';
import type { Call } from './trace';
import { createWorld } from './traffic.mjs';

/** How often each situation came up: a run that meets none proves nothing. */
export type Tally = Record<string, number>;

/**
 * Plays a run against the engine and, step by step, against the reference model.
 *
 * @param tally - counts the situations met, over several runs
 */
export async function play(run: Run, tally: Tally = {}): Promise<Breach[]> {
	const world = createWorld();
	const up = new DOMException('The time is up.', 'TimeoutError');
	const timeout = jest.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
		const controller = new AbortController();
		void world.sleep(milliseconds).then(() => controller.abort(up));
		return controller.signal;
	});
	try {
		return await playIn(world, run, tally);
	} finally {
		timeout.mockRestore();
	}
}

async function playIn(
	world: ReturnType<typeof createWorld>,
	{ capacity, ops }: Run,
	tally: Tally,
): Promise<Breach[]> {
	const note = (situation: string) => (tally[situation] = (tally[situation] ?? 0) + 1);
	const seen: string[] = [];
	const owed: string[] = [];
	const timers = createTimers();
	const { passed } = timers;
	const owe = (line: string) => owed.push(`${passed()} ${line}`);
	const reference = createReference(timers, capacity, owe, note);
	const clock = createClock(world, timers.step);
	const see = (line: string) => seen.push(`${clock.passed()} ${line}`);
	const provider = createProvider(clock.stamp, see);
	const engine = createEngine({ now: clock.now, sleep: world.sleep, capacity });
	const calls: Call[] = [];
	const cancels = new Map<number, AbortController>();
	const versions = new Map<number, number>();
	/** What was handed out for a key, and to whom. */
	const results = new Map<string, Array<[id: number, result: TokenResult]>>();
	let serial = 0;

	function call(op: Extract<Op, { timeout: number }>): void {
		const key = `${op.slot}.${versions.get(op.slot) ?? 0}`;
		const known = results.get(key) ?? [];
		const older = Math.max(0, known.length - 2);
		const isLast = op.op !== 'renew' || op.which === 'last';
		const [to, refused] = known[isLast ? known.length - 1 : older] ?? [];
		if (op.op === 'renew' && refused === undefined) return;
		clock.settle();
		const made: Call = {
			...clock.stamp(),
			...op,
			id: calls.length,
			key,
			// Every other provider documents the refresh grant.
			canRefresh: op.slot % 2 === 0,
			...(op.op === 'renew' && {
				refused: refused?.token.accessToken ?? '',
				handedTo: refused?.handout && to,
			}),
		};
		calls.push(made);
		reference.call(made);
		const controller = new AbortController();
		cancels.set(made.id, controller);
		const grant = provider.grantOf(made);
		const options = { ...op, cancelled: controller.signal };
		const asked =
			op.op === 'renew'
				? engine.renew(grant, refused as TokenResult, options)
				: engine[op.op](grant, options as typeof options & { minimumValidity?: number });
		asked.then(
			(result) => answered(made, result),
			(reason: unknown) => answered(made, undefined, reason),
		);
	}

	function answered(made: Call, result: TokenResult | undefined, reason?: unknown): void {
		const { id, key, op } = made;
		cancels.delete(id);
		const obtainedAt = result && clock.toRun(result.token.obtainedAt);
		made.answered = { ...clock.stamp(), wall: clock.wall(), result, obtainedAt, reason };
		if (result !== undefined) results.set(key, [...(results.get(key) ?? []), [id, result]]);
		const thrown = isTokenError(reason) ? reason.errorCode : (reason as Error | undefined)?.message;
		const what = result?.source ?? thrown ?? 'nothing';
		note(`${op}: ${what}`);
		see(`caller ${id}: ${result ? `${result.token.accessToken} (${what})` : what}`);
	}

	function end({ which, outcome }: Extract<Op, { op: 'end' }>): void {
		const index = which % provider.open.length;
		const open = provider.open[index];
		if (open === undefined) return;
		const { key, refreshToken } = open.request;
		const repeats = outcome.ends === 'granted' && outcome.repeats && !outcome.rotates;
		const issued = repeats ? provider.lastIssued(key) : undefined;
		const text = issued ?? `${key}#${++serial}`;
		note(`${refreshToken === undefined ? 'sign-in' : 'refresh'} ends: ${outcome.ends}`);
		reference.end(index, outcome, text);
		open.answer(outcome, text);
	}

	function cancel(which: number): void {
		const [id, controller] = [...cancels][which % cancels.size] ?? [];
		if (id === undefined) return;
		reference.cancel(id);
		controller?.abort(new Error('cancelled'));
	}

	async function step(op: Op): Promise<void> {
		if (op.op === 'step')
			note(op.seconds < 0 ? 'the clock is set back' : 'the clock is set forward');
		const milliseconds = op.op === 'pass' ? op.seconds * 1000 + 1 : 1;
		timers.pass(milliseconds);
		await world.pass(milliseconds);
		if ('timeout' in op) call(op);
		if (op.op === 'edit') versions.set(op.slot, op.version);
		if (op.op === 'end') end(op);
		if (op.op === 'step') clock.set(op.seconds);
		if (op.op === 'cancel') cancel(op.which);
		await drained();
	}

	const breaches: Breach[] = [];
	for (const op of ops) {
		await step(op);
		breaches.push(...compare(seen.splice(0), owed.splice(0)));
		if (engine.size > capacity) breaches.push({ promise: 'bounded', what: `${engine.size} keys` });
		// From here on the engine and the model are in different states.
		if (breaches.length > 0) break;
	}
	const { requests } = provider;
	const isSpacious = capacity >= 1000;
	return [...breaches, ...breachesOf({ isSpacious, requests, calls, end: clock.stamp() })];
}
