/**
 * The control endpoints, `/__sandbox/<name>`: what a person or a test does to the sandbox from outside.
 *
 * @param {{
 *   log: import('./log.mjs').Log,
 *   faults: ReturnType<typeof import('./faults.mjs').createFaults>,
 *   tokens: Record<string, import('./tokens.mjs').Tokens>,
 * }} state
 */
export function createControl(state) {
	const actions = createActions(state);
	const known = Object.keys(actions).map((name) => `/__sandbox/${name}`);

	/**
	 * @param {{ name: string, method: string, query: string, body: Buffer | undefined }} request
	 * @returns {{ status: number, json: unknown }}
	 */
	return ({ name, method, query, body = Buffer.alloc(0) }) => {
		if (!Object.hasOwn(actions, name)) {
			const message = `Unknown control endpoint. Known: ${known.join(', ')}.`;
			return { status: 404, json: { message } };
		}
		const action = actions[name];
		if (method !== action.method) {
			return { status: 405, json: { message: `Use ${action.method}.` } };
		}
		try {
			const input =
				method === 'GET' ? Object.fromEntries(new URLSearchParams(query)) : parse(body.toString());
			return { status: 200, json: action.run(input) };
		} catch (reason) {
			if (!(reason instanceof TypeError)) throw reason;
			return { status: 400, json: { message: reason.message } };
		}
	};
}

/**
 * Each takes parsed JSON and gives JSON back; `run` throws a TypeError with a clear text when it does not
 * understand its input.
 *
 * @param {Parameters<typeof createControl>[0]} state
 * @returns {Record<string, { method: 'GET' | 'POST', run: (input: any) => unknown }>}
 */
function createActions({ log, faults, tokens }) {
	const names = Object.keys(tokens);

	return {
		log: {
			method: 'GET',
			run: ({ links }) => log.read({ clearLinks: links === '1' }),
		},
		reset: {
			method: 'POST',
			run() {
				log.reset();
				faults.reset();
				for (const name of names) tokens[name].reset();
				return { reset: true };
			},
		},
		revoke: {
			method: 'POST',
			run({ provider, refresh = false, ...rest }) {
				refuseUnknown(rest, ['provider', 'refresh']);
				if (provider !== undefined) refuseUnknown({ [provider]: true }, names);
				let revoked = 0;
				for (const name of provider === undefined ? names : [provider]) {
					revoked += tokens[name].access.revoke();
					if (refresh) tokens[name].refresh.revoke();
				}
				return { revoked };
			},
		},
		lifetime: {
			method: 'POST',
			run(input) {
				refuseUnknown(input, names);
				const wanted = Object.entries(input).map(([name, value]) => {
					const seconds = typeof value === 'object' && value !== null ? value : { access: value };
					refuseUnknown(seconds, Object.keys(tokens[name].seconds));
					for (const [kind, number] of Object.entries(seconds)) {
						if (!(typeof number === 'number' && number > 0 && number <= 1e9)) {
							throw new TypeError(
								`"${name}" ${kind} must be a number of seconds, from above 0 to 1e9.`,
							);
						}
					}
					return { name, seconds };
				});
				for (const { name, seconds } of wanted) Object.assign(tokens[name].seconds, seconds);
				return Object.fromEntries(names.map((name) => [name, tokens[name].seconds]));
			},
		},
		faults: {
			method: 'POST',
			run(input) {
				faults.set(input);
				return { left: faults.read() };
			},
		},
	};
}

/**
 * @param {object} input
 * @param {string[]} known
 */
function refuseUnknown(input, known) {
	const other = Object.keys(input).find((key) => !known.includes(key));
	if (other !== undefined) {
		throw new TypeError(`"${other}" is not known here. Known: ${known.join(', ')}.`);
	}
}

/** @param {string} text */
function parse(text) {
	try {
		const input = text.trim() === '' ? {} : JSON.parse(text);
		if (input !== null && typeof input === 'object') return input;
	} catch {
		// Said below, in words that help more than the parser's.
	}
	throw new TypeError('The body must be a JSON object.');
}
