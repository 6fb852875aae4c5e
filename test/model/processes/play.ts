import type { SharedToken } from '../../../core/engine/token';
import { parseStoredToken } from '../../../core/sharing/storedToken';
import { createWorld } from '../world.mjs';
import { createProcess, fingerprintOf, type Step } from './process';
import { createProvider } from './provider';
import { logins, type Op, type Planted, type Run } from './run';
import { createStore, type Store } from './store';

/** A step, by whom, and a number for each time that this one was started. */
export type Seen = Step & { process: number };

/** All that can be seen of a run. */
export interface Trace {
	run: Run;
	steps: Seen[];
	/** What each process's last request came to, after a quiet time. */
	served: boolean[];
	/** Why requests got no token. */
	errors: Array<{ errorCode?: string; message: string }>;
	/** How many writes were overwritten. */
	lost: number;
}

const DAY = 86_400_000;

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export function createRandom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Plays a run, and lets it come to rest. */
export async function play(run: Run): Promise<Trace> {
	const { skews, lifetime, isOneSession, seed, ops } = run;
	const world = createWorld();
	const random = createRandom(seed);
	const store = createStore(world, 20, ['a', 'a']);
	const provider = createProvider(world, { lifetime, isOneSession, takes: 300, apiTakes: 50 });
	const steps: Seen[] = [];
	const errors: Trace['errors'] = [];
	const past: string[] = [];
	let started = 0;

	function start(skew: number) {
		const process = started++;
		const watch = (step: Step) => {
			steps.push({ ...step, process });
			if (step.what === 'writes') past.push(step.text);
		};
		return createProcess({ world, store, provider, skew, random, watch });
	}
	const processes = skews.map(start);
	const of = (index: number) => processes[index % processes.length]!;

	async function send(process: (typeof processes)[number], credential: number, login: string) {
		const name = credential === 1 ? login : undefined;
		return await process.request(credential, name).catch((reason: Trace['errors'][number]) => {
			errors.push(reason);
			return false;
		});
	}

	async function step(op: Op): Promise<void> {
		if (op.op === 'request') void send(of(op.process), op.credential, op.login);
		if (op.op === 'burst') for (const one of processes) void send(one, op.credential, op.login);
		if (op.op === 'revoke') provider.revoke(op.login);
		if (op.op === 'set') provider.set(op.login, op.mood);
		if (op.op === 'edit') store.rows[0]!.login = op.login;
		if (op.op === 'write') store.fates.push(op.fate);
		if (op.op === 'plant') plant(store, op, world.now(), past);
		if (op.op === 'restart') {
			const index = op.process % processes.length;
			processes[index] = start(skews[index]!);
		}
		await world.pass(op.op === 'pass' ? op.milliseconds : 1);
	}

	for (const op of ops) await step(op);

	for (const login of logins) provider.set(login, 'willing');
	store.fates.length = 0;
	// The longest pause of a rejected login.
	await world.pass(900_000);
	const served: boolean[] = [];
	for (let round = 0; round < 8; round++) {
		for (const [index, one] of processes.entries()) {
			void send(one, 0, 'a').then((isServed) => (served[index] = isServed));
			await world.pass(7000 / processes.length);
		}
	}
	await world.pass(60_000);
	return { run, steps, served, errors, lost: store.lost() };
}

/** Puts a text into a credential that its processes have not written there. */
function plant(
	{ rows }: Store,
	{ credential, planted }: { credential: number; planted: Planted },
	now: number,
	past: string[],
): void {
	const row = rows[credential]!;
	const { salt = 'salt', serial = 0 } = parseStoredToken(row.text) ?? {};
	const { login } = row;
	const name = `${login}-${now}`;
	const token = { accessToken: name, lifetime: 3600, scope: undefined };
	const textOf = (change: Partial<SharedToken & { fingerprint: string }>) =>
		JSON.stringify({
			...{ ...token, obtainedAt: now, serial: serial + 1, salt },
			...{ fingerprint: fingerprintOf(login, salt), ...change },
		});
	const texts: Record<Planted, () => string> = {
		'of another': () => textOf({ accessToken: 'z-planted', fingerprint: fingerprintOf('z', salt) }),
		moved: () => textOf({ accessToken: 'z-moved', fingerprint: fingerprintOf(login, 'other') }),
		ahead: () => textOf({ accessToken: `${name}-ahead`, obtainedAt: now + 5000 }),
		'from the future': () =>
			textOf({ accessToken: `${name}-future`, obtainedAt: now + DAY, serial: serial + 9 }),
		old: () => past[past.length >> 1] ?? '',
		junk: () => row.text.slice(0, -1),
		none: () => '',
	};
	row.text = texts[planted]();
}
