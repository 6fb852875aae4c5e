import express from 'express';
import { createAccounts } from './accounts.mjs';
import { createControl } from './control.mjs';
import { answerEndpoint } from './endpoint.mjs';
import { createExchange } from './exchange.mjs';
import { createFaults } from './faults.mjs';
import { createLog } from './log.mjs';
import { providers } from './providers/index.mjs';
import { createTokens } from './tokens.mjs';
import { answerWhoami } from './whoami.mjs';

/**
 * All services with their state, and the controls: a listener for an HTTP server.
 *
 * @param {() => number} now the clock, in milliseconds
 */
export function createApp(now) {
	const tokens = Object.fromEntries(
		providers.map(({ name, lifetime }) => [name, createTokens({ now, lifetime })]),
	);
	const accounts = Object.fromEntries(
		providers.map(({ name, accounts }) => [name, createAccounts(accounts)]),
	);
	const routes = providers.flatMap((provider) =>
		routesOf(provider, { tokens: tokens[provider.name], accounts: accounts[provider.name], now }),
	);
	const endpoints = routes.map(({ name }) => name);
	const log = createLog({ now, endpoints });
	const state = { log, faults: createFaults(endpoints), tokens, accounts };
	const exchange = createExchange(state);

	const app = express();
	for (const setting of ['case sensitive routing', 'strict routing']) app.enable(setting);
	for (const setting of ['etag', 'x-powered-by']) app.disable(setting);
	app.set('json spaces', 2);
	app.use('/__sandbox', createControl(state));
	for (const { path, name, answer } of routes) app.all(path, exchange(name, answer));
	app.use(exchange(null, () => notFound));
	return app;
}

/**
 * @param {import('./types.mjs').Provider} provider
 * @param {Pick<import('./types.mjs').Call, 'tokens' | 'accounts' | 'now'>} state
 * @returns {Array<{ name: string, path: string, answer: import('./types.mjs').Answerer }>}
 */
function routesOf({ name, endpoints }, state) {
	return [
		...endpoints.map((endpoint) => ({
			name: `${name}.${endpoint.name}`,
			path: `/${name}${endpoint.path}`,
			/** @type {import('./types.mjs').Answerer} */
			answer: (request) => answerEndpoint(endpoint, request, state),
		})),
		{
			name: `${name}.whoami`,
			path: `/${name}/whoami`,
			answer: (request) => answerWhoami(name, request, state.tokens),
		},
	];
}

/** @type {ReturnType<import('./types.mjs').Answerer>} */
const notFound = { status: 404, outcome: 'not_found', json: { message: 'There is nothing here.' } };
