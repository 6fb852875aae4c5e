import { ZodError, z } from 'zod/v4';
import { parseObject } from './body.mjs';

/**
 * The control endpoints, `/__sandbox/<name>`: what a person or a test does to the sandbox from outside.
 *
 * @param {import('./types.mjs').State} state
 * @returns {(name: string, method: string, query: string, text: string) => { status: number, json: unknown }}
 */
export function createControl(state) {
	const actions = createActions(state);
	const names = ['log', ...Object.keys(actions)].map((name) => `/__sandbox/${name}`);
	const say = (/** @type {number} */ status, /** @type {string} */ message) => ({
		status,
		json: { message },
	});

	return (name, method, query, text) => {
		if (name === 'log') {
			const clearLinks = new URLSearchParams(query).get('links') === '1';
			return method === 'GET'
				? { status: 200, json: state.log.read({ clearLinks }) }
				: say(405, 'Use GET.');
		}
		if (!Object.hasOwn(actions, name)) {
			return say(404, `Unknown control endpoint. Known: ${names.join(', ')}.`);
		}
		if (method !== 'POST') return say(405, 'Use POST.');
		// Whatever the content type says: curl -d calls everything a form.
		const input = parseObject(text || '{}');
		if (!input) return say(400, 'The body must be a JSON object.');
		try {
			return { status: 200, json: actions[name](input) };
		} catch (reason) {
			if (reason instanceof ZodError) return say(400, z.prettifyError(reason));
			throw reason;
		}
	};
}

/**
 * What is asked for by POST: each takes an object and gives JSON back, or throws a ZodError when it does not
 * understand its input.
 *
 * @param {import('./types.mjs').State} state
 * @returns {Record<string, (input: Record<string, any>) => unknown>}
 */
function createActions({ log, faults, tokens, accounts }) {
	const names = Object.keys(tokens);
	/** @type {(make: (name: string) => any) => Record<string, any>} */
	const each = (make) => Object.fromEntries(names.map((name) => [name, make(name)]));
	/** An object with something for any of the providers. @type {(make: (name: string) => any) => any} */
	const perProvider = (make) => z.strictObject(each((name) => make(name).optional()));

	const revocation = z.strictObject({
		provider: z.enum(names).optional(),
		refresh: z.boolean().default(false),
	});
	const number = z.number().positive().max(1e9);
	const lifetimes = perProvider((name) => {
		const kinds = Object.keys(tokens[name].seconds).map((kind) => [kind, number.optional()]);
		return z.union([
			number.transform((access) => ({ access })),
			z.strictObject(Object.fromEntries(kinds)),
		]);
	});
	const sessionLimits = perProvider(() => z.int().min(0));
	const logins = perProvider(() => z.record(z.string().min(1), z.string().min(1)));

	return {
		reset() {
			const all = [log, faults, ...Object.values(tokens), ...Object.values(accounts)];
			for (const part of all) part.reset();
			return { reset: true };
		},
		sessions(input) {
			for (const [name, limit] of Object.entries(sessionLimits.parse(input))) {
				tokens[name].maxSessions = Number(limit) || Infinity;
			}
			return each((name) => (tokens[name].maxSessions === Infinity ? 0 : tokens[name].maxSessions));
		},
		accounts(input) {
			for (const [name, changes] of Object.entries(logins.parse(input))) {
				accounts[name].set(changes);
			}
			return each((name) => accounts[name].names());
		},
		revoke(input) {
			const { provider, refresh } = revocation.parse(input);
			let revoked = 0;
			for (const name of provider === undefined ? names : [provider]) {
				revoked += tokens[name].access.revoke();
				if (refresh) tokens[name].refresh.revoke();
			}
			return { revoked };
		},
		lifetime(input) {
			for (const [name, seconds] of Object.entries(lifetimes.parse(input))) {
				Object.assign(tokens[name].seconds, seconds);
			}
			return each((name) => tokens[name].seconds);
		},
		faults(input) {
			faults.set(input);
			return { left: faults.read() };
		},
	};
}
