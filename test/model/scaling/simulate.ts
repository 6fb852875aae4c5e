import { createRandom } from '../processes/play';
import { createProcess, type Step } from '../processes/process';
import { createProvider } from '../processes/provider';
import { createStore } from '../processes/store';
import { createWorld } from '../world.mjs';

export interface Setting {
	processes: number;
	isShared?: boolean;
	/** Each process draws its part of the margin; else all have the same. */
	isRandom?: boolean;
	/** The process that obtained a token is restarted before the token ends. */
	ownerLeaves?: boolean;
	/** Requests, of all processes together. */
	perSecond?: number;
	/** How many are looked at. */
	lifetimes: number;
	seed: number;
}

export interface Outcome {
	/** Sign-ins until the first token is known to all. */
	cold: number;
	/** Sign-ins for each lifetime after that. */
	renewals: number[];
}

const LIFETIME = 3600;
/** For so long its owner uses a token. */
const USE_MS = 3_540_000;
/** After so many requests without a sign-in, and twice its time, nothing happens until the token ends. */
const QUIET_REQUESTS = 600;
const SIGN_IN_MS = 300;
const STORE_MS = 20;

/**
 * Processes of n8n with the real engine over one store, on a virtual clock. Requests arrive at random
 * (Poisson), at a process by chance. Those that could change nothing are left out: while the token is
 * good a process only reads, and it reads before it decides.
 */
export async function simulate(setting: Setting): Promise<Outcome> {
	const { isShared = true, isRandom = true, ownerLeaves = false, perSecond = 10 } = setting;
	const { lifetimes, seed } = setting;
	const world = createWorld();
	const random = createRandom(seed);
	const store = createStore(world, isShared ? STORE_MS : 0, ['a']);
	const manner = { lifetime: LIFETIME, isOneSession: false, takes: SIGN_IN_MS };
	const provider = createProvider(world, manner);
	/** When each sign-in began. */
	const signIns: number[] = [];
	let owner = 0;

	const start = (index: number) =>
		createProcess({
			...{ world, store, provider, isShared, random: isRandom ? random : () => 0.5 },
			watch({ what, at }: Step) {
				if (what === 'signs in') signIns.push(at);
				if (what === 'obtains') owner = index;
			},
		});
	const processes = Array.from({ length: setting.processes }, (_, index) => start(index));

	async function requestsUntil(isOver: () => boolean): Promise<void> {
		while (!isOver()) {
			await world.pass((-Math.log(1 - random()) / perSecond) * 1000);
			const chosen = processes[Math.floor(random() * processes.length)];
			void chosen?.request(0);
		}
	}

	/** The sign-ins of one lifetime, until they are over. */
	async function renewed(): Promise<number> {
		const before = signIns.length;
		const quiet = Math.max(2 * SIGN_IN_MS, (QUIET_REQUESTS / perSecond) * 1000);
		const quietAt = () => (signIns.length === before ? Infinity : signIns.at(-1)! + quiet);
		await requestsUntil(() => world.now() > quietAt());
		if (ownerLeaves) processes[owner] = start(owner);
		// The first that may end is the first that was asked for.
		await world.pass(Math.max(0, signIns[before]! + USE_MS - 1000 - world.now()));
		return signIns.length - before;
	}

	/** Where each process is on its own, nothing can be left out. */
	async function passed(milliseconds: number): Promise<number> {
		const before = signIns.length;
		const until = world.now() + milliseconds;
		await requestsUntil(() => world.now() > until);
		return signIns.length - before;
	}

	const cold = await (isShared ? renewed() : passed(USE_MS / 2));
	const renewals: number[] = [];
	while (renewals.length < lifetimes) {
		renewals.push(await (isShared ? renewed() : passed(USE_MS)));
	}
	return { cold, renewals };
}
