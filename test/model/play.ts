import { jest } from '@jest/globals';
import { createEngine, type Engine } from '../../core/engine/engine';
import type { TokenResult } from '../../core/engine/token';
import { isTokenError } from '../../core/errors';
import type { Op, Run } from './op';
import { breachesOf, type Breach } from './promises';
import { createProvider } from './provider';
import { createReference, type Ask } from './reference';
import { drained } from './support.mjs';
import { createTimers } from './timers';
import type { Call, Moment } from './trace';
import { createWorld } from './traffic.mjs';

/** How often each situation came up: a run that meets none proves nothing. */
export type Tally = Record<string, number>;

type Calling = Extract<Op, { op: 'get' | 'renew' | 'test' }>;

/** Runs for as long as the world's time says; the engine takes it for the machine's. */
function useTime(world: ReturnType<typeof createWorld>) {
	const end = new DOMException('The time is up.', 'TimeoutError');
	return jest.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
		const controller = new AbortController();
		void world.sleep(milliseconds).then(() => controller.abort(end));
		return controller.signal;
	});
}

/**
 * Plays a run against the engine and, step by step, against the reference model.
 *
 * @param tally - counts the situations met, over several runs
 */
export async function play(run: Run, tally: Tally = {}): Promise<Breach[]> {
	const world = createWorld();
	const time = useTime(world);
	try {
		return await playIn(world, run, tally);
	} finally {
		time.mockRestore();
	}
}

async function playIn(
	world: ReturnType<typeof createWorld>,
	{ capacity, ops }: Run,
	tally: Tally,
): Promise<Breach[]> {
	const start = world.now();
	/** By how many milliseconds the machine's clock was set, and by how many a clock that only goes on. */
	const set = { wall: 0, steady: 0, lost: 0 };
	let lookedAt = 0;
	let pending = 0;
	let order = 0;
	let serial = 0;
	const passed = () => world.now() - start;
	const stamp = (): Moment => ({
		order: ++order,
		passed: passed(),
		lost: set.lost,
		at: passed() + set.steady,
	});
	const note = (situation: string) => (tally[situation] = (tally[situation] ?? 0) + 1);

	const seen: string[] = [];
	const owed: string[] = [];
	const timers = createTimers();
	const reference = createReference(
		timers,
		capacity,
		(line) => owed.push(`${timers.passed()} ${line}`),
		() => note('forgotten'),
	);
	const provider = createProvider(stamp, (line) => seen.push(`${passed()} ${line}`));
	const now = () => {
		lookedAt = passed();
		return world.now() + set.wall;
	};
	const engine = createEngine({ now, sleep: world.sleep, capacity });
	const calls: Call[] = [];
	const cancels = new Map<number, AbortController>();
	const versions = new Map<number, number>();
	const results = new Map<string, Array<{ id: number; result: TokenResult }>>();

	/** The clock is set just before somebody looks at it: until then nobody can tell. */
	function look(): void {
		// What passed unseen before it was set back cannot be told from what did not.
		const moved = Math.max(pending, Math.min(0, lookedAt - passed()));
		set.wall += pending;
		set.steady += moved;
		set.lost -= Math.min(0, moved);
		timers.step(moved);
		pending = 0;
	}

	function call(op: Calling): void {
		const key = `${op.slot}.${versions.get(op.slot) ?? 0}`;
		const known = results.get(key) ?? [];
		const last = known.length - 1;
		const refused =
			op.op === 'renew' ? known[op.which === 'last' ? last : Math.max(0, last - 1)] : undefined;
		if (op.op === 'renew' && refused === undefined) return;
		look();
		const { slot, ...options } = op;
		const ask: Ask = {
			...options,
			id: calls.length,
			key,
			// Every other provider documents the refresh grant.
			canRefresh: slot % 2 === 0,
			...(refused && {
				refused: refused.result.token.accessToken,
				handedTo: refused.result.handout && refused.id,
			}),
		};
		const made: Call = { ...stamp(), ...ask };
		calls.push(made);
		reference.call(ask);
		const controller = new AbortController();
		cancels.set(ask.id, controller);
		const asked = { ...options, cancelled: controller.signal };
		callEngine(engine, made, asked, refused?.result).then(
			(result) => answer(made, result),
			(reason: unknown) => answer(made, undefined, reason),
		);
	}

	function callEngine(
		{ get, renew, test }: Engine,
		made: Call,
		options: { timeout: number; cancelled: AbortSignal },
		refused: TokenResult | undefined,
	): Promise<TokenResult | undefined> {
		const grant = provider.grantOf(made);
		if (made.op === 'test') return test(grant, options);
		return refused === undefined ? get(grant, options) : renew(grant, refused, options);
	}

	function answer(made: Call, result: TokenResult | undefined, reason?: unknown): void {
		const { id, key, op } = made;
		cancels.delete(id);
		made.answered = { ...stamp(), wall: passed() + set.wall, result, reason };
		if (result !== undefined) {
			results.set(key, [...(results.get(key) ?? []), { id, result }]);
			made.answered.result = {
				...result,
				token: { ...result.token, obtainedAt: result.token.obtainedAt - start },
			};
		}
		const what = said(result, reason);
		note(`${op}: ${result?.source ?? what}`);
		seen.push(
			`${passed()} caller ${id}: ${result ? `${result.token.accessToken} (${what})` : what}`,
		);
	}

	function end(op: Extract<Op, { op: 'end' }>): void {
		const index = op.which % provider.open.length;
		const open = provider.open[index];
		if (open === undefined) return;
		const { key, refreshToken } = open.request;
		const { outcome } = op;
		const repeats = outcome.ends === 'granted' && outcome.repeats && !outcome.rotates;
		const known = provider.requests.filter(
			({ key: other, answered }) => other === key && answered?.outcome.ends === 'granted',
		);
		const text = (repeats ? known.at(-1)?.answered?.text : undefined) ?? `${key}#${++serial}`;
		note(`${refreshToken === undefined ? 'sign-in' : 'refresh'} ends: ${outcome.ends}`);
		reference.end(index, outcome, text);
		open.answer(outcome, text);
	}

	async function step(op: Op): Promise<void> {
		const milliseconds = op.op === 'pass' ? op.seconds * 1000 + 1 : 1;
		timers.pass(milliseconds);
		await world.pass(milliseconds);
		if (op.op === 'get' || op.op === 'renew' || op.op === 'test') call(op);
		if (op.op === 'edit') versions.set(op.slot, op.version);
		if (op.op === 'end') end(op);
		if (op.op === 'step') pending += op.seconds * 1000;
		if (op.op === 'cancel') {
			const [id, controller] = [...cancels][op.which % Math.max(1, cancels.size)] ?? [];
			if (id === undefined) return;
			reference.cancel(id);
			controller?.abort(new Error('cancelled'));
		}
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
	return [
		...breaches,
		...breachesOf({ isSpacious: capacity >= 1000, requests, calls, end: stamp() }),
	];
}

function said(result: TokenResult | undefined, reason: unknown): string {
	if (result !== undefined) return result.source;
	if (isTokenError(reason)) return reason.errorCode;
	return reason === undefined ? 'nothing' : (reason as Error).message;
}

/** What the engine did beside what the model says it has to. */
function compare(seen: string[], owed: string[]): Breach[] {
	const isAnswer = (line: string) => line.includes('caller');
	const surplus = seen.filter((line) => !owed.includes(line));
	const missing = owed.filter((line) => !seen.includes(line));
	return [
		...surplus.map((what) => ({ promise: isAnswer(what) ? 'answers' : 'sparing', what }) as const),
		...missing.map(
			(what) => ({ promise: isAnswer(what) ? 'answers' : 'willing', what: `no ${what}` }) as const,
		),
	];
}
