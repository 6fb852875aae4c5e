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

/** @param {unknown} value */
const isSeconds = (value) => typeof value === 'number' && value > 0 && value <= 1e9;
/** @param {unknown} value */
const isText = (value) => typeof value === 'string' && value !== '';

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

	/**
	 * Values by provider. Nothing is changed before all of them are checked.
	 *
	 * @param {Record<string, any>} input
	 * @param {string} wanted what a value has to be
	 * @param {(value: any, name: string) => boolean} isGood
	 */
	function perProvider(input, wanted, isGood) {
		for (const [name, value] of Object.entries(input)) {
			if (!names.includes(name)) fail(400, `"${name}" is no provider. Known: ${names.join(', ')}.`);
			if (!isGood(value, name)) fail(400, `"${name}" must be ${wanted}.`);
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
			const isLimit = (/** @type {any} */ value) => Number.isInteger(value) && value >= 0;
			for (const [name, limit] of perProvider(input, 'a count, or 0', isLimit)) {
				tokens[name].maxSessions = limit || Infinity;
			}
			return each((name) => (tokens[name].maxSessions === Infinity ? 0 : tokens[name].maxSessions));
		},
		accounts(input) {
			const areLogins = (/** @type {any} */ value) =>
				isObject(value) && Object.entries(value).flat().every(isText);
			for (const [name, changes] of perProvider(input, 'passwords by name', areLogins)) {
				accounts[name].set(changes);
			}
			return each((name) => accounts[name].names());
		},
		revoke({ provider, refresh = false, ...others }) {
			perProvider(provider === undefined ? {} : { [provider]: true }, '', () => true);
			if (typeof refresh !== 'boolean' || Object.keys(others).length > 0) {
				fail(400, 'Send "provider" (a name), "refresh" (true or false), or nothing.');
			}
			let revoked = 0;
			for (const name of provider === undefined ? names : [provider]) {
				revoked += tokens[name].access.revoke();
				if (refresh) tokens[name].refresh.revoke();
			}
			return { revoked };
		},
		lifetime(input) {
			const areLifetimes = (/** @type {any} */ value, /** @type {string} */ name) =>
				isSeconds(value) ||
				(isObject(value) &&
					Object.entries(value).every(([kind, seconds]) =>
						Boolean(kind in tokens[name].seconds && isSeconds(seconds)),
					));
			for (const [name, value] of perProvider(input, 'seconds above 0', areLifetimes)) {
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
