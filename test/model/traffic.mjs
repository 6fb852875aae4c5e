/**
 * Steady traffic on a virtual clock: what the engine costs and what it saves over minutes, without
 * waiting for them.
 */

/**
 * @typedef {import('../../core/engine/engine.js').Engine} Engine
 * @typedef {ReturnType<typeof createWorld>} World
 */

/** Lets everything run that waits for no time to pass. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A clock that only moves when told to, and whoever sleeps by it. */
export function createWorld() {
	let time = Date.UTC(2026, 0, 1);
	/** @type {Array<{ until: number, wake: () => void }>} */
	let sleepers = [];
	return {
		now: () => time,
		/** @param {number} milliseconds @returns {Promise<void>} */
		sleep: (milliseconds) =>
			new Promise((resolve) => {
				sleepers.push({ until: time + milliseconds, wake: () => resolve() });
			}),
		/**
		 * Moves on, waking everybody in time.
		 *
		 * @param {number} milliseconds
		 */
		async pass(milliseconds) {
			const end = time + milliseconds;
			await settled();
			for (;;) {
				const next = Math.min(...sleepers.map(({ until }) => until));
				if (next > end) break;
				time = next;
				const awake = sleepers.filter(({ until }) => until <= time);
				sleepers = sleepers.filter(({ until }) => until > time);
				for (const { wake } of awake) wake();
				await settled();
			}
			time = end;
			await settled();
		},
	};
}

/**
 * What happens at the provider and its API, at a second of the run.
 *
 * @typedef {object} Scenario
 * @property {string} name
 * @property {number} seconds
 * @property {number} [perSecond] calls, 1 unless told
 * @property {number | null} [lifetime] of the tokens, in seconds
 * @property {(second: number) => Error | undefined} [signIn] why a sign-in does not work then
 * @property {(second: number) => boolean} [notFound] whether a call is answered with 404 then
 * @property {number[]} [revoked] the seconds at which all tokens end
 * @property {{ signIns?: number, failed?: number, lastFailed?: number }} bounds at the most; `lastFailed` is a second
 */

/**
 * Runs one scenario.
 *
 * @param {(options: { now: () => number, sleep: (ms: number) => Promise<void> }) => Engine} createEngine
 * @param {Scenario} scenario
 */
export async function runScenario(createEngine, scenario) {
	const { seconds, perSecond = 1, lifetime = 3600 } = scenario;
	const world = createWorld();
	const engine = createEngine(world);
	const start = world.now();
	const second = () => (world.now() - start) / 1000;
	const revocations = [...(scenario.revoked ?? [])];
	let serial = 0;
	let valid = '';
	let signIns = 0;
	/** @type {number[]} */
	const failures = [];

	const grant = {
		key: 'a',
		loginKey: 'a',
		title: 'The Provider',
		fingerprint: () => 'a',
		async signIn() {
			signIns += 1;
			const reason = scenario.signIn?.(second());
			if (reason !== undefined) throw reason;
			valid = `token ${++serial}`;
			return { accessToken: valid, lifetime, response: {} };
		},
	};
	/** @param {string} token @param {boolean} found */
	const accepts = (token, found) => found && token !== '' && token === valid;

	async function call() {
		const at = second();
		const found = !scenario.notFound?.(at);
		const options = { timeout: 30_000 };
		const result = await engine.get(grant, options).catch(() => undefined);
		if (result === undefined) return failures.push(at);
		if (accepts(result.token.accessToken, found)) return undefined;
		const other = await engine.renew(grant, result, options).catch(() => undefined);
		// A 404 is the API's own answer; only a refused token is a call that was lost.
		if (found && !accepts(other?.token.accessToken ?? '', found)) failures.push(at);
		return undefined;
	}

	/** @type {Array<Promise<unknown>>} */
	const calls = [];
	for (let index = 0; index < seconds * perSecond; index++) {
		while (revocations.length > 0 && second() >= Number(revocations[0])) {
			revocations.shift();
			valid = '';
		}
		calls.push(call());
		await world.pass(1000 / perSecond);
	}
	await world.pass(60_000);
	await Promise.all(calls);
	return { calls: calls.length, signIns, failed: failures.length, failures };
}
