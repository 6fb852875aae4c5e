import { fail, isObject, parseObject } from './body.mjs';

/**
 * The control endpoints, `/__sandbox/<name>`: what a person or a test does to the sandbox from outside.
 *
 * @param {import('./types.mjs').State} state
 * @returns {(name: string, method: string, query: string, text: string) => unknown} the JSON of the
 *   answer; throws by `fail` what it does not understand
 */
export function createControl(state) {
	const actions = createActions(state);
	const names = ['log', ...Object.keys(actions)].map((name) => `/__sandbox/${name}`);

	return (name, method, query, text) => {
		if (name === 'log') {
			if (method !== 'GET') fail(405, 'Use GET.');
			return state.log.read({ clearLinks: new URLSearchParams(query).get('links') === '1' });
		}
		if (!Object.hasOwn(actions, name)) {
			fail(404, `Unknown control endpoint. Known: ${names.join(', ')}.`);
		}
		if (method !== 'POST') fail(405, 'Use POST.');
		// Whatever the content type says: curl -d calls everything a form.
		return actions[name](parseObject(text || '{}') ?? fail(400, 'The body must be a JSON object.'));
	};
}

/**
 * What is asked for by POST: each takes an object and gives JSON back.
 *
 * @param {import('./types.mjs').State} state
 * @returns {Record<string, (input: Record<string, any>) => unknown>}
 */
function createActions({ log, faults, tokens, accounts }) {
	const names = Object.keys(tokens);
	/** @type {(make: (name: string) => any) => Record<string, any>} */
	const each = (make) => Object.fromEntries(names.map((name) => [name, make(name)]));

	/** Values by provider. @param {Record<string, any>} input */
	function perProvider(input) {
		for (const name of Object.keys(input)) {
			if (!names.includes(name)) fail(400, `"${name}" is no provider. Known: ${names.join(', ')}.`);
		}
		return Object.entries(input);
	}

	return {
		reset() {
			const all = [log, faults, ...Object.values(tokens), ...Object.values(accounts)];
			for (const part of all) part.reset();
			return { reset: true };
		},
		sessions(input) {
			for (const [name, limit] of perProvider(input)) {
				tokens[name].maxSessions = limit || Infinity;
			}
			return each((name) => (tokens[name].maxSessions === Infinity ? 0 : tokens[name].maxSessions));
		},
		accounts(input) {
			for (const [name, changes] of perProvider(input)) accounts[name].set(changes);
			return each((name) => accounts[name].names());
		},
		revoke({ provider, refresh = false }) {
			let revoked = 0;
			for (const [name] of perProvider(provider === undefined ? tokens : { [provider]: true })) {
				revoked += tokens[name].access.revoke();
				if (refresh) tokens[name].refresh.revoke();
			}
			return { revoked };
		},
		lifetime(input) {
			for (const [name, value] of perProvider(input)) {
				Object.assign(tokens[name].seconds, isObject(value) ? value : { access: value });
			}
			return each((name) => tokens[name].seconds);
		},
		faults(input) {
			faults.set(input);
			return { left: faults.read() };
		},
	};
}
