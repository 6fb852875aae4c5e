import { describe, expect, it } from '@jest/globals';
import { createEngine } from '../../core/engine/engine';
import { tokenError } from '../../core/errors';
import { createWorld } from './world.mjs';

/** What happens at the provider and its API, at a second of the run. */
interface Scenario {
	/** Calls, one a second unless told. */
	perSecond?: number;
	/** Of the tokens, in seconds. */
	lifetime?: number;
	/** Why a sign-in does not work then. */
	signIn?: (second: number) => Error | undefined;
	/** Whether a call is answered with 404 then. */
	notFound?: (second: number) => boolean;
	/** The seconds at which all tokens end. */
	revoked?: number[];
}

/** Steady traffic on a virtual clock: how often it signs in, and the seconds of the calls it loses. */
async function run(seconds: number, scenario: Scenario) {
	const { perSecond = 1, lifetime = 3600, revoked = [] } = scenario;
	const world = createWorld();
	const engine = createEngine(world);
	const start = world.now();
	const second = () => (world.now() - start) / 1000;
	const revocations = [...revoked];
	const failures: number[] = [];
	let valid = '';
	let signIns = 0;

	const grant = {
		...{ key: 'a', loginKey: 'a', title: 'The Provider', fingerprint: () => 'a' },
		async signIn() {
			signIns += 1;
			const reason = scenario.signIn?.(second());
			if (reason !== undefined) throw reason;
			valid = `token ${signIns}`;
			return await Promise.resolve({ accessToken: valid, lifetime, response: {} });
		},
	};

	async function call(): Promise<void> {
		const at = second();
		const found = !scenario.notFound?.(at);
		const options = { timeout: 30_000 };
		const result = await engine.get(grant, options).catch(() => undefined);
		if (result === undefined) return void failures.push(at);
		if (found && result.token.accessToken === valid) return;
		const other = await engine.renew(grant, result, options).catch(() => undefined);
		// A 404 is the API's own answer; only a refused token is a call that was lost.
		if (found && other?.token.accessToken !== valid) failures.push(at);
	}

	const calls: Array<Promise<void>> = [];
	for (let index = 0; index < seconds * perSecond; index++) {
		while (second() >= (revocations[0] ?? Infinity)) {
			revocations.shift();
			valid = 'none';
		}
		calls.push(call());
		await world.pass(1000 / perSecond);
	}
	await world.pass(60_000);
	await Promise.all(calls);
	return { signIns, failed: failures.length, lastFailed: failures.at(-1) ?? 0 };
}

const every = (step: number, seconds: number) =>
	Array.from({ length: Math.floor(seconds / step) }, (_, index) => (index + 1) * step);

const rejected = () => tokenError('credentials_rejected', 'Refused.', 'Check it.');
const answered = () => tokenError('provider_unavailable', 'HTTP 500.', 'Wait.', { status: 500 });
const away = (details: object = {}) =>
	tokenError('provider_unavailable', 'Not there.', 'Wait.', { retryable: true, ...details });
const downFor = (seconds: number) => (second: number) => (second < seconds ? away() : undefined);
const always = () => true;
const odd = (second: number) => second % 2 === 1;

/** At the most; `lastFailed` is a second. */
type Bounds = { signIns: number; failed?: number; lastFailed?: number };

describe('steady traffic costs no more than its bound', () => {
	it.each<[string, number, Scenario, Bounds]>([
		['wrong password', 900, { signIn: rejected }, { signIns: 6 }],
		['HTTP 500 to each sign-in', 900, { signIn: answered }, { signIns: 40 }],
		['down, 10 calls a second', 25, { perSecond: 10, signIn: () => away() }, { signIns: 6 }],
		[
			'down for 10 minutes, and used again within half a minute, 10 calls a second',
			660,
			{ perSecond: 10, signIn: downFor(600) },
			{ signIns: 26, lastFailed: 630 },
		],
		[
			'down for 2 seconds, 10 calls a second',
			30,
			{ perSecond: 10, signIn: downFor(2) },
			{ signIns: 4, failed: 1 },
		],
		[
			'a rival signs in every 20 seconds, one session allowed',
			600,
			{ revoked: every(20, 600) },
			{ signIns: 32, failed: 30 },
		],
		[
			'a 404, then revoked a second later',
			600,
			{ notFound: (second) => second === 30, revoked: [31] },
			{ signIns: 4, failed: 10 },
		],
		['logged out twice in 20 seconds', 600, { revoked: [100, 120] }, { signIns: 4, failed: 1 }],
		['nothing but 404', 600, { notFound: always }, { signIns: 15 }],
		['every second call a 404', 600, { notFound: odd }, { signIns: 15 }],
		// n8n does not say which failure it was, so renewals are spaced by then.
		['the same, and revoked', 600, { notFound: odd, revoked: [300] }, { signIns: 15, failed: 11 }],
		['404, tokens of 1 second', 100, { lifetime: 1, notFound: always }, { signIns: 115 }],
		// Renewed tokens are refused at once, so renewals are spaced: this row is lost.
		['a rival every 10 seconds', 600, { revoked: every(10, 600) }, { signIns: 15 }],
	])('%s, for %i seconds', async (_name, seconds, scenario, bounds) => {
		const { signIns, failed, lastFailed } = await run(seconds, scenario);
		expect(signIns).toBeLessThanOrEqual(bounds.signIns);
		expect(failed).toBeLessThanOrEqual(bounds.failed ?? Infinity);
		expect(lastFailed).toBeLessThanOrEqual(bounds.lastFailed ?? Infinity);
	});
});
