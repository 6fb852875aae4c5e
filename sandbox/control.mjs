/**
 * The control endpoints, `/__sandbox/<name>`: what a person or a test does to the sandbox from outside.
 * Each takes parsed JSON and gives JSON back.
 *
 * @param {{
 *   log: import('./log.mjs').Log,
 *   faults: ReturnType<typeof import('./faults.mjs').createFaults>,
 *   tokens: Record<string, import('./tokens.mjs').Tokens>,
 * }} state
 * @returns {Record<string, { method: 'GET' | 'POST', run: (input: any) => unknown }>}
 *   `run` throws a TypeError with a clear text when its input is not understood
 */
export function createControl({ log, faults, tokens }) {
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
						if (!(typeof number === 'number' && number > 0)) {
							throw new TypeError(`"${name}" ${kind} must be a number of seconds above 0.`);
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
