import { describe, expect, it } from '@jest/globals';
import { max, median } from 'simple-statistics';
import { createWorld } from '../world.mjs';
import { createRandom } from './play';
import { createProcess } from './process';
import { createProvider, type Manner } from './provider';
import { createStore } from './store';

/** Two workers of n8n, whose requests arrive at random at either. */
function open(manner: Partial<Manner> = {}, seed = 1, skew = 0) {
	const world = createWorld();
	const random = createRandom(seed);
	const store = createStore(world, 20, ['a']);
	const provider = createProvider(world, {
		...{ lifetime: 3600, isOneSession: false, takes: 300, apiTakes: 20, ...manner },
	});
	let signIns = 0;
	/** When requests were not served, milliseconds since the start. */
	const failed: number[] = [];
	const startedAt = world.now();
	const start = (index: number) =>
		createProcess({
			...{ world, store, provider, random, skew: index * skew },
			watch: ({ what }) => (signIns += what === 'signs in' ? 1 : 0),
		});
	const workers = [0, 1].map(start);
	async function request() {
		const at = world.now() - startedAt;
		const worker = workers[Math.floor(random() * 2)]!;
		const isServed = await worker.request(0).catch(() => false);
		if (!isServed) failed.push(at);
	}
	return {
		failed,
		revoke: () => provider.revoke('a'),
		/** Takes new processes in place of one or both. */
		restart: (...indices: number[]) => indices.forEach((index) => (workers[index] = start(index))),
		/** @returns the sign-ins meanwhile */
		async send(times: number, perSecond: number): Promise<number> {
			const before = signIns;
			for (let index = 0; index < times; index++) {
				void request();
				await world.pass(1000 / perSecond);
			}
			await world.pass(5000);
			return signIns - before;
		},
	};
}

describe.each([1, 2, 3])('two workers that share a credential, by chance %d', (seed) => {
	it('lose at most 5 of 300 executions, at once, to a provider that allows one session', async () => {
		const { send, failed } = open({ isOneSession: true }, seed);
		expect(await send(300, 10)).toBeLessThanOrEqual(3);
		expect(failed.length).toBeLessThanOrEqual(5);
		expect(failed.filter((at) => at > 2000)).toEqual([]);
	});

	it('sign in at most twice for a cold burst of 500', async () => {
		const { send, failed } = open({}, seed);
		expect(await send(500, 1000)).toBeLessThanOrEqual(2);
		expect(failed).toEqual([]);
	});

	it('sign in at most 1.3 times per lifetime of 30 seconds, and send no token that has ended', async () => {
		const { send, failed } = open({ lifetime: 30 }, seed);
		expect(await send(3000, 10)).toBeLessThanOrEqual(1.3 * 10);
		expect(failed).toEqual([]);
	});

	it('need no sign-in when both are restarted', async () => {
		const { send, restart, failed } = open({}, seed);
		await send(50, 10);
		restart(0, 1);
		expect(await send(50, 10)).toBe(0);
		expect(failed).toEqual([]);
	});

	it('sign in at most twice when all tokens are revoked, and every execution succeeds', async () => {
		const { send, revoke, failed } = open({}, seed);
		await send(150, 10);
		revoke();
		expect(await send(150, 10)).toBeLessThanOrEqual(2);
		expect(failed).toEqual([]);
	});
});

describe('two workers whose clocks are two seconds apart', () => {
	it('find out by the refusals which of two tokens lives where one session is allowed', async () => {
		const lost: number[] = [];
		for (let seed = 1; seed <= 20; seed++) {
			const { send, failed } = open({ isOneSession: true }, seed, seed % 2 ? 2000 : -2000);
			expect(await send(300, 10)).toBeLessThanOrEqual(4);
			lost.push(failed.length);
		}
		expect(median(lost)).toBeLessThanOrEqual(5);
		// All requests until somebody may renew, 5 seconds after the last sign-in.
		expect(max(lost)).toBeLessThanOrEqual(50);
	});
});
