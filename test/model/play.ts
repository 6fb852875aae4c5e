import { jest } from '@jest/globals';
import { createEngine } from '../../core/engine/engine';
import type { Grant } from '../../core/engine/grant';
import type { TokenResult } from '../../core/engine/token';
import type { TokenSet } from '../../core/response/tokenResponse';
import { reasonOf, SLOTS, type Op, type Outcome, type Run } from './run';
import { createWorld, drained } from './world.mjs';

type Asked = Extract<Op, { timeout: number }>;

/** Somebody's call, and what it came to. */
export interface Call {
	id: number;
	key: string;
	op: Asked;
	/** The token that a renewal is about. */
	rejected?: string;
}

/** A request at the provider. */
export interface Request {
	call: Call;
	refreshToken?: string;
	/** When the flight began: a sign-in may follow a refresh. */
	startedAt: number;
	/** The time it is given, milliseconds. */
	limit: number;
}

/** What can be seen from outside, in order; `at` is milliseconds since the run began. */
export type Step = { at: number } & (
	| { what: 'asked'; call: Call }
	| { what: 'cancelled'; call: Call }
	| { what: 'answered'; call: Call; result?: TokenResult; reason?: unknown }
	| { what: 'sent'; request: Request }
	| { what: 'ended'; request: Request; outcome: Outcome; text: string; reason?: Error }
	| { what: 'remembers'; size: number }
);

/** All that can be seen of a run. */
export interface Trace {
	/** Nothing had to be forgotten. */
	isSpacious: boolean;
	capacity: number;
	steps: Step[];
}

export const loginOf = (key: string) => `login ${Number(key) >> 1}`;

/** Plays a run, and lets it come to rest: in the end every key is asked for a token once more. */
export async function play(run: Run): Promise<Trace> {
	const world = createWorld();
	const timeIsUp = new DOMException('The time is up.', 'TimeoutError');
	const timeout = jest.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
		const controller = new AbortController();
		void world.sleep(milliseconds).then(() => controller.abort(timeIsUp));
		return controller.signal;
	});
	try {
		return await playIn(world, run);
	} finally {
		timeout.mockRestore();
	}
}

async function playIn(world: ReturnType<typeof createWorld>, { capacity, ops }: Run) {
	const engine = createEngine({ now: world.now, sleep: world.sleep, capacity });
	const start = world.now();
	const now = () => world.now() - start;
	const steps: Step[] = [];
	const open: Array<{ request: Request; end: (outcome: Outcome) => void }> = [];
	const cancels = new Map<Call, AbortController>();
	const last = new Map<string, TokenResult>();
	let ids = 0;

	async function send(request: Request): Promise<TokenSet> {
		steps.push({ at: now(), what: 'sent', request });
		return await new Promise((resolve, reject) => {
			const waiting = {
				request,
				end(outcome: Outcome) {
					open.splice(open.indexOf(waiting), 1);
					const text = `${request.call.key}#${++ids}`;
					const step = { at: now(), what: 'ended' as const, request, outcome, text };
					if (outcome.ends !== 'granted') {
						const reason = reasonOf(outcome.ends, outcome.retryAfter);
						steps.push({ ...step, reason });
						return reject(reason);
					}
					steps.push(step);
					const { lifetime, rotates, refreshLifetime } = outcome;
					const refresh = { refreshToken: text, ...(refreshLifetime && { refreshLifetime }) };
					const tokenSet = { accessToken: text, lifetime, response: {} };
					return resolve({ ...tokenSet, ...(rotates && refresh) });
				},
			};
			open.push(waiting);
		});
	}

	/** The recipe for one caller. Every other login has a provider with the refresh grant. */
	function grantFor(call: Call): Grant {
		const { key } = call;
		let refreshedAt: number | undefined;
		return {
			...{ key, loginKey: loginOf(key), title: 'The Provider', fingerprint: () => key },
			async signIn(limit) {
				const isFresh = limit === Math.min(Math.max(call.op.timeout, 30_000), 60_000);
				const startedAt = isFresh ? now() : (refreshedAt ?? now());
				return await send({ call, startedAt, limit });
			},
			...(Number(key) % 4 < 2 && {
				async refresh(refreshToken: string, limit: number) {
					const startedAt = now();
					refreshedAt = startedAt;
					return await send({ call, refreshToken, startedAt, limit });
				},
			}),
		};
	}

	function ask(op: Asked): void {
		const key = String(op.slot);
		const rejected = op.op === 'renew' ? last.get(key) : undefined;
		if (op.op === 'renew' && rejected === undefined) return;
		const call: Call = { id: ++ids, key, op, rejected: rejected?.token.accessToken };
		const controller = new AbortController();
		cancels.set(call, controller);
		steps.push({ at: now(), what: 'asked', call });
		const options = { ...op, cancelled: controller.signal };
		const asked = rejected
			? engine.renew(grantFor(call), rejected, options)
			: engine[op.op === 'test' ? 'test' : 'get'](grantFor(call), options);
		void asked.then(
			(result) => {
				if (result) last.set(key, result);
				answered(call, { result });
			},
			(reason: unknown) => answered(call, { reason }),
		);
	}

	function answered(call: Call, answer: { result?: TokenResult; reason?: unknown }): void {
		cancels.delete(call);
		steps.push({ at: now(), what: 'answered', call, ...answer });
	}

	function cancel(which: number): void {
		const [call, controller] = [...cancels][which % cancels.size] ?? [];
		if (call === undefined) return;
		steps.push({ at: now(), what: 'cancelled', call });
		controller?.abort(new Error('cancelled'));
	}

	async function step(op: Op): Promise<void> {
		await world.pass(op.op === 'pass' ? op.seconds * 1000 + 1 : 1);
		if ('timeout' in op) ask(op);
		if (op.op === 'end') open[op.which % open.length]?.end(op.outcome);
		if (op.op === 'cancel') cancel(op.which);
		await drained();
		steps.push({ at: now(), what: 'remembers', size: engine.size });
	}

	for (const op of ops) await step(op);
	const granted: Outcome = { ends: 'granted', lifetime: 300, rotates: false };
	const endAll = async () => {
		for (let round = 0; round < 3; round++) {
			for (const { end } of [...open]) end(granted);
			await drained();
		}
	};
	await endAll();
	// The longest pause.
	await step({ op: 'pass', seconds: 900 });
	await endAll();
	for (const slot of SLOTS) await step({ op: 'get', slot, timeout: 30_500, force: false });
	await endAll();
	await step({ op: 'pass', seconds: 1 });
	return { isSpacious: capacity >= 1000, capacity, steps };
}
