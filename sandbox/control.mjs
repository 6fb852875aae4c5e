import express from 'express';
import mapValues from 'lodash/mapValues.js';
import { ZodError, z } from 'zod/v4';

/**
 * The control endpoints, `/__sandbox/<name>`: what a person or a test does to the sandbox from outside.
 *
 * @param {import('./types.mjs').State} state
 */
export function createControl(state) {
	const actions = createActions(state);
	const known = ['log', ...Object.keys(actions)].map((name) => `/__sandbox/${name}`);
	const router = express.Router({ caseSensitive: true, strict: true });
	// curl -d calls everything a form.
	const json = express.json({ type: () => true, limit: '1mb' });
	/** @type {(status: number, message: string) => express.RequestHandler} */
	const say = (status, message) => (_request, response) =>
		void response.status(status).json({ message });

	router
		.route('/log')
		.get(
			({ query }, response) =>
				void response.json(state.log.read({ clearLinks: query.links === '1' })),
		)
		.all(say(405, 'Use GET.'));
	for (const [name, run] of Object.entries(actions)) {
		router
			.route(`/${name}`)
			.post(json, ({ body }, response) => void response.json(run(body ?? {})))
			.all(say(405, 'Use POST.'));
	}
	router.use(say(404, `Unknown control endpoint. Known: ${known.join(', ')}.`));
	router.use(refuse);
	return router;
}

/**
 * @param {any} reason
 * @param {express.Request} _request
 * @param {express.Response} response
 * @param {express.NextFunction} next
 */
function refuse(reason, _request, response, next) {
	const invalid = reason instanceof ZodError;
	if (!invalid && !reason.expose) return next(reason);
	const message = invalid ? z.prettifyError(reason) : 'The body must be a JSON object.';
	response.status(reason.status ?? 400).json({ message });
}

/**
 * What is asked for by POST: each takes parsed JSON and gives JSON back, or throws a ZodError when it does not
 * understand its input.
 *
 * @param {import('./types.mjs').State} state
 * @returns {Record<string, (input: unknown) => unknown>}
 */
function createActions({ log, faults, tokens, accounts }) {
	const names = Object.keys(tokens);
	const revocation = z.strictObject({
		provider: z.enum(names).optional(),
		refresh: z.boolean().default(false),
	});
	const number = z.number().positive().max(1e9);
	const lifetimes = z.strictObject(
		mapValues(tokens, ({ seconds }) => {
			const kinds = z.strictObject(mapValues(seconds, () => number.optional()));
			return z.preprocess(
				(input) => (typeof input === 'number' ? { access: input } : input),
				kinds.optional(),
			);
		}),
	);

	const sessionLimits = z.strictObject(mapValues(tokens, () => z.int().min(0).optional()));
	const logins = z.strictObject(
		mapValues(accounts, () => z.record(z.string().min(1), z.string().min(1)).optional()),
	);

	return {
		reset() {
			const all = [log, faults, ...Object.values(tokens), ...Object.values(accounts)];
			for (const part of all) part.reset();
			return { reset: true };
		},
		sessions(input) {
			for (const [name, limit] of Object.entries(sessionLimits.parse(input))) {
				tokens[name].maxSessions = limit || Infinity;
			}
			return mapValues(tokens, ({ maxSessions }) => (maxSessions === Infinity ? 0 : maxSessions));
		},
		accounts(input) {
			for (const [name, changes = {}] of Object.entries(logins.parse(input))) {
				accounts[name].set(changes);
			}
			return mapValues(accounts, ({ names }) => names());
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
			return mapValues(tokens, ({ seconds }) => seconds);
		},
		faults(input) {
			faults.set(input);
			return { left: faults.read() };
		},
	};
}
